"""A page into a tree, by lxml where it is installed and the page is within its means, else by a plain way.

The tree builder of lxml gives nothing of what is nested more than 255 deep, and takes a time that grows with
the square of the attributes of one tag: a page is looked over before it is given to it. What is beyond that,
and every page where lxml is not installed, is read by the builder here. It knows of HTML what is needed to
tell blocks apart, takes a time in proportion to the page whatever stands in it, and nests no deeper than the
other. `html.parser` does not: before Python 3.13.6 unclosed tags cost it the square of their number.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from briefing.reading.html.html_blocks import PageElement

MOST_CHARACTERS = 8_000_000
MOST_DEPTH = 250
MOST_ATTRIBUTES = 5_000
MOST_TAGS = 200_000

_DATA_URI = re.compile(r"(?:data|DATA):[A-Za-z0-9.+/;=-]{0,100},[A-Za-z0-9+/=%]{200,}")
_DATA_BEGINS = ("data:", "DATA:")
_PROLOG = 200
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_TEMPLATE = re.compile(r"<script[^<>]{0,200}\btype=[\"']?text/template\b[^<>]{0,200}>")
"""Begins what is no script, but text that waits for one."""
_PLACES = ("{{", "<%", "${", "data-bind")
_LEAST_TEMPLATE = 1_000
_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>)")
"""A comment, or a tag: whether it ends an element, its name and its attributes."""
_VOID = frozenset(
    "area base basefont br col embed frame hr img input keygen link meta param source track wbr".split()
)
_OPTIONAL_END = frozenset("p li td tr th dd dt option thead tbody tfoot colgroup body html".split())
_OPAQUE = frozenset(("script", "style", "textarea", "title", "iframe", "noframes", "xmp"))
"""What is no markup inside of these."""
_NEVER_NESTING = _VOID | _OPTIONAL_END
_NESTING = frozenset("div span a ul strong em b i section article h2 h3 figure button svg path".split())
"""Names as they are nearly always written."""
_LONG_ATTRIBUTES = 4_000
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG_ATTRIBUTES},}}")


class Measures(NamedTuple):
    """How large a page is in what makes it hard to read."""

    characters: int
    depth: int
    tags: int
    attributes: int
    """Of the tag that has most."""

    @property
    def are_ordinary(self) -> bool:
        """Whether a tree builder may be given the page."""
        return (
            self.characters <= MOST_CHARACTERS
            and self.depth <= MOST_DEPTH
            and self.tags <= MOST_TAGS
            and self.attributes <= MOST_ATTRIBUTES
        )


def without_data(text: str) -> str:
    """Return a page without the pictures and fonts that are written into it."""
    for begins in _DATA_BEGINS:
        pieces: list[str] = []
        position = 0
        at = text.find(begins)
        while at >= 0:
            if match := _DATA_URI.match(text, at):
                pieces.append(text[position:at])
                position = match.end()
            at = text.find(begins, max(position, at + 1))
        if pieces:
            text = "".join((*pieces, text[position:]))
    return text


def without_cdata(text: str) -> str:
    """Return a page of XHTML with its sections of plain characters as the text that they are.

    In HTML they are comments.
    """
    if not text[:_PROLOG].lstrip().startswith("<?xml"):
        return text
    pieces: list[str] = []
    position = 0
    while (at := text.find(_CDATA, position)) >= 0:
        end = text.find(_CDATA_END, at)
        if end < 0:
            break
        pieces += (text[position:at], escape(text[at + len(_CDATA) : end], quote=False))
        position = end + len(_CDATA_END)
    return "".join((*pieces, text[position:]))


def with_templates(text: str) -> str:
    """Return a page with what it holds as text of a script, which is put in place when it is shown.

    A template with places to be filled is none.
    """
    if "text/template" not in text:
        return text
    pieces: list[str] = []
    position = 0
    while match := _TEMPLATE.search(text, position):
        end = text.find("</script", match.end())
        if end < 0:
            break
        content = text[match.end() : end]
        is_text = len(content) >= _LEAST_TEMPLATE and not any(sign in content for sign in _PLACES)
        if is_text:
            pieces += (text[position : match.start()], "<div>", content, "</div><script>")
        else:
            pieces.append(text[position:end])
        position = end
    return "".join((*pieces, text[position:]))


def measure(text: str) -> Measures:
    """Return the measures of a page, in one pass over it."""
    depth = deepest = tags = most = position = 0
    lower = ""
    search = _TAG.search
    while match := search(text, position):
        position = match.end()
        comment, end, name, attributes = match.groups()
        if comment:
            position = text.find("-->", position)
            if position < 0:
                break
            continue
        tags += 1
        if name not in _NESTING:
            name = name.lower()
        nests = name not in _NEVER_NESTING
        if end:
            depth -= depth > 0 and nests
            continue
        if name in _OPAQUE and not attributes.endswith("/"):
            lower = lower or text.lower()
            position = lower.find(f"</{name}", position)
            if position < 0:
                break
            depth += 1
            continue
        if nests and not attributes.endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
        if len(attributes) > _LONG_ATTRIBUTES:
            # Fewer characters hold fewer attributes than could do harm.
            most = max(most, _attributes_in(attributes))
    return Measures(len(text), deepest, tags, most)


def _attributes_in(tag: str) -> int:
    """How many attributes a tag may have."""
    return tag.count("=") + len(tag.split())


def is_small(text: str) -> bool:
    """Whether a page is so small that only its depth can be more than ordinary."""
    most = max((_attributes_in(match[0]) for match in _LONG_TAG.finditer(text)), default=0)
    return len(text) <= MOST_CHARACTERS and text.count("<") <= MOST_TAGS and most <= MOST_ATTRIBUTES


def lxml_tree(text: str) -> PageElement | None:
    """Return the tree of an ordinary page by lxml; None where it finds nothing, or gives up its depth."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    # The class of each element is asked of Python otherwise, and hundreds of thousands are met.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    limits = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    is_cut = any(error.type == limits for error in parser.error_log)
    return None if is_cut else root


# -- the plain builder -----------------------------------------------------------------------------

_START = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>]{0,60})"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]{0,20000}+\"|'[^']{0,20000}+'|[\"'])*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]{1,60})(?:\s{0,20}=\s{0,20}(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>=]+)))?"
)
_KEPT_ATTRIBUTES = frozenset(
    "class id href rel itemprop itemtype itemscope property name content datetime lang style hidden type "
    "http-equiv xml:lang title pubdate role aria-level".split()
)
_MOST_KEPT = 200
"""Attributes of one tag that are looked at."""
_LONGEST_TAG = 65_536
_CLOSES_P = frozenset(
    "address article aside blockquote center details dialog div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul".split()
)
_CLOSED_BY: dict[str, frozenset[str]] = {
    "li": frozenset(("li",)),
    "dd": frozenset(("dd", "dt")),
    "dt": frozenset(("dd", "dt")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "tr": frozenset(("td", "th", "tr")),
    "option": frozenset(("option",)),
}
_FENCES = frozenset(("table", "ul", "ol", "dl", "body", "html", "div", "section", "article", "select"))
_MOST_ELEMENTS = 200_000


class _PlainBuilder:
    """Elements from the tags of a page, never more nor deeper than the caps."""

    def __init__(self) -> None:
        self.root = Element("html")
        self.stack = [self.root]
        self.open: Counter[str] = Counter(("html",))
        self.pending: list[str] = []
        self.elements = 0

    def text(self, text: str) -> None:
        if text:
            self.pending.append(text)

    def _flush(self) -> None:
        if not self.pending:
            return
        text = unescape("".join(self.pending))
        self.pending = []
        top = self.stack[-1]
        if len(top):
            top[-1].tail = (top[-1].tail or "") + text
        else:
            top.text = (top.text or "") + text

    def start(self, name: str, attributes: dict[str, str], *, is_empty: bool) -> None:
        if name == "html":
            for key, value in attributes.items():
                self.root.set(key, value)
            return
        if name in _CLOSES_P and self.open["p"]:
            self._close("p")
        if name == "a" and self.open["a"]:
            self._close("a")
        if (closed := _CLOSED_BY.get(name)) is not None:
            self._close_within(closed)
        if self.elements >= _MOST_ELEMENTS:
            # Blank lines part blocks as elements would.
            self.pending.append("\n\n" if name in _CLOSES_P or name in _CLOSED_BY else " ")
            return
        self._flush()
        element = Element(name, attributes)
        self.stack[-1].append(element)
        self.elements += 1
        if not is_empty and name not in _VOID and len(self.stack) < MOST_DEPTH:
            self.stack.append(element)
            self.open[name] += 1

    def end(self, name: str) -> None:
        if self.open[name] and name not in ("html", "body"):
            self._close(name)
        elif name in _CLOSES_P and self.elements >= _MOST_ELEMENTS:
            self.pending.append("\n\n")

    def _close(self, name: str) -> None:
        """Close the innermost element of this name, and what is open inside it."""
        self._flush()
        while len(self.stack) > 1:
            closed = str(self.stack.pop().tag)
            self.open[closed] -= 1
            if closed == name:
                return

    def _close_within(self, names: frozenset[str]) -> None:
        """Close the innermost of these, where no list or table lies between."""
        for index in range(len(self.stack) - 1, 0, -1):
            tag = str(self.stack[index].tag)
            if tag in names:
                self._close(tag)
                if tag == "tr" or "tr" not in names:
                    return
            elif tag in _FENCES:
                return

    def finished(self) -> Element:
        self._flush()
        return self.root


def plain_tree(text: str) -> Element:
    """Return the tree of any page, with what of its attributes is ever asked for."""
    builder = _PlainBuilder()
    position = 0
    lower = text.lower()
    spent = 0
    while (at := text.find("<", position)) >= 0:
        following = text[at + 1 : at + 2]
        if following in ("!", "?"):
            builder.text(text[position:at])
            closing = "-->" if text.startswith("<!--", at) else ">"
            end = text.find(closing, at + 2)
            if end < 0:
                position = len(text)
                break
            position = end + len(closing)
            continue
        if not (following == "/" or (following.isascii() and following.isalpha())):
            builder.text(text[position : at + 1])
            position = at + 1
            continue
        match = _START.match(text, at, min(len(text), at + _LONGEST_TAG)) if spent <= 4 * len(text) else None
        if match is None:
            # No tag, or one without an end: what follows as far as the next sign of a tag is its own.
            end = text.find(">", at)
            if end < 0:
                builder.text(text[position:at])
                position = len(text)
                break
            spent += min(_LONGEST_TAG, len(text) - at)
            builder.text(text[position:at])
            other = text.find("<", at + 1, end)
            position = other if other >= 0 else end + 1
            continue
        builder.text(text[position:at])
        position = match.end()
        name = match["name"].lower()
        if match["end"]:
            builder.end(name)
            continue
        attributes = match["attributes"]
        is_empty = attributes.endswith("/")
        builder.start(name, _attributes(attributes) if attributes else {}, is_empty=is_empty)
        if name in _OPAQUE and not is_empty:
            end = lower.find(f"</{name}", position)
            if end < 0:
                position = len(text)
                break
            if name in ("script", "title"):
                builder.text(text[position:end])
            position = end
    builder.text(text[position:])
    return builder.finished()


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, match in enumerate(_ATTRIBUTE.finditer(text, 0, 20_000)):
        if number >= _MOST_KEPT:
            break
        name = match["name"].lower()
        if name in _KEPT_ATTRIBUTES and name not in found:
            value = match["double"] or match["single"] or match["bare"] or ""
            found[name] = unescape(value) if "&" in value else value
    return found
