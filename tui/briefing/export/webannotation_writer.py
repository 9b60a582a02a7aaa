"""Excerpts as W3C Web Annotations: a collection with one page, in JSON-LD.

Follows the Web Annotation Data Model (W3C Recommendation, 23 February 2017): the place of an
excerpt is given by its quote and by its position in the article's text, the citation by the
target's source, note, tags and label by bodies with their purposes.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from briefing.export.citations import heading, web_address
from briefing.export.excerpt_product import ExcerptProduct
from briefing.export.safe_values import safe_json
from briefing.model.excerpt import Citation, Excerpt
from briefing.model.mark import MARK_COLOURS

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NAMESPACE = uuid.UUID("6f1c1f7e-2d0f-5f2b-9a53-5a1f0c7f6d11")
"""Ours, so that the same excerpt has the same identifier in every export."""
_LOST = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Lone surrogates that stand for no byte of a file's name."""
_PIECE = 1 << 16
_ITEMS = "\n    "
"""What stands before the end of the list of items, in JSON indented by two."""
_GONE = "the source has changed since; these words are not found in it any more"
AROUND = 32
"""Characters of prefix and suffix."""


def pieces(product: ExcerptProduct) -> Iterator[bytes]:
    """Yield excerpts as one annotation collection labelled with their title.

    Its head tells how many there are and is made of all their identifiers: until the last has come
    they wait in a file.
    """
    identity, total, title = hashlib.sha256(), 0, product.title
    with tempfile.TemporaryFile() as waiting:
        for excerpt in product.excerpts:
            item = _annotation(excerpt)
            identity.update(f"{item['id']}\n".encode())
            waiting.write(f"{',' if total else ''}\n{_indented(item)}".encode())
            total += 1
        collection: dict[str, Any] = {
            "@context": CONTEXT,
            "id": _urn("collection", title, identity.hexdigest()),
            "type": "AnnotationCollection",
            **({"label": title} if title else {}),
            "total": total,
            "first": {
                "id": _urn("page", title, identity.hexdigest()),
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": [],
            },
        }
        head, _, end = safe_json(collection, indent=2).rpartition("[]")
        yield f"{head}[".encode()
        waiting.seek(0)
        while piece := waiting.read(_PIECE):
            yield piece
        yield f"{_ITEMS if total else ''}]{end}\n".encode()


def _indented(item: dict[str, Any]) -> str:
    """One annotation as it stands inside the page; no text of a JSON value holds a line end."""
    text = safe_json(item, indent=2).replace("\n", f"{_ITEMS}  ")
    return f"{_ITEMS[1:]}  {text}"


def _annotation(excerpt: Excerpt) -> dict[str, Any]:
    bodies = _bodies(excerpt)
    return {
        "id": _identity(excerpt),
        "type": "Annotation",
        "motivation": _motivation(excerpt),
        **({"created": excerpt.created} if excerpt.created else {}),
        **({"body": bodies} if bodies else {}),
        "target": _target(excerpt),
    }


def _identity(excerpt: Excerpt) -> str:
    if excerpt.mark:
        return _urn("mark", excerpt.mark)
    place = (excerpt.citation.article, str(excerpt.start), str(excerpt.end), excerpt.text, excerpt.label)
    return _urn("excerpt", *place)


def _urn(*parts: str) -> str:
    """An identifier made of `parts`, each with its length, so that no two lists are alike."""
    name = "".join(f"{len(part)}:{part}" for part in parts)
    return uuid.uuid5(_NAMESPACE, name.encode("utf-8", "surrogatepass").decode("latin-1")).urn


def _motivation(excerpt: Excerpt) -> str:
    if excerpt.note:
        return "commenting"
    return "classifying" if excerpt.label else "highlighting"


def _bodies(excerpt: Excerpt) -> list[dict[str, str]]:
    texts = [(excerpt.note, "commenting"), *((tag, "tagging") for tag in excerpt.tags)]
    texts += [(excerpt.label, "classifying"), (excerpt.normal, "describing")]
    if excerpt.now is not None:
        since = f"the source has changed since; it says now: {excerpt.now}" if excerpt.now else _GONE
        texts.append((since, "describing"))
    return [
        {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}
        for text, purpose in texts
        if text
    ]


def _target(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": {
            "id": _iri(excerpt.citation),
            "type": "Text",
            "format": "text/plain",
            "label": heading(excerpt.citation),
        },
        "selector": [
            _quote(excerpt),
            {"type": "TextPositionSelector", "start": excerpt.start, "end": excerpt.end},
        ],
        **({"styleClass": excerpt.colour} if excerpt.colour in MARK_COLOURS else {}),
    }


def _quote(excerpt: Excerpt) -> dict[str, str]:
    """The quote, with what stands around it where the context tells its place beyond doubt."""
    selector = {"type": "TextQuoteSelector", "exact": excerpt.text}
    if excerpt.text and excerpt.context.count(excerpt.text) == 1:
        at = excerpt.context.index(excerpt.text)
        behind = at + len(excerpt.text)
        selector["prefix"] = excerpt.context[max(0, at - AROUND) : at]
        selector["suffix"] = excerpt.context[behind : behind + AROUND]
    return selector


def _iri(citation: Citation) -> str:
    """The article's address on the web, or else its path as a (relative) reference."""
    address = web_address(citation)
    if address:
        return address
    path = quote(_LOST.sub("\ufffd", citation.article).encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{path}" if path.startswith("/") else path
