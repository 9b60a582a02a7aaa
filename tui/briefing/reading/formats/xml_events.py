"""XML as documents come in: one event after the other, nothing fetched, nothing expanded, no tree.

An element goes by a short name: the prefix that the reader of a format has given to the namespace, and
the name within it ("w:p"), whatever prefix the file itself uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from briefing.errors import ReadError
from briefing.reading.formats.zip_container import DamagedPartError, ZipContainer

DEEPEST = 250
"""Elements within each other; no program writes half as many."""
_SEPARATOR = "\x1f"


class XmlHandler:
    """Is told what stands in a part, by short names; it does nothing of itself."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands here; it may come in several pieces."""


class ElementTexts(XmlHandler):
    """The text right before the end of each element, by its name; the first of a name."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._pieces = []

    def text(self, text: str) -> None:
        """Keep it for the element that ends next."""
        self._pieces.append(text)

    def end(self, name: str) -> None:
        self.found.setdefault(name, "".join(self._pieces))
        self._pieces = []


class ElementCount(XmlHandler):
    """How many elements there are of one name."""

    def __init__(self, name: str) -> None:
        self.count = 0
        self._name = name

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self.count += name == self._name


def parse_xml(
    pieces: Iterable[bytes],
    handler: XmlHandler,
    prefixes: Mapping[str, str],
    *,
    text_of_entity: Callable[[str], str] | None = None,
) -> None:
    """Tell `handler` what stands in the XML.

    `prefixes` gives each namespace its prefix, with a colon where one is wanted. What is in any other has
    the prefix `?:`. `text_of_entity` says what a name stands for that nothing in the file declares; without
    it such a name is a damage. ReadError where entities are declared or elements are nested too deeply,
    DamagedPartError where it is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    short_names: dict[str, str] = {}
    depth = 0

    def short(name: str) -> str:
        found = short_names.get(name)
        if found is None:
            space, _, local = name.rpartition(_SEPARATOR)
            found = short_names[name] = f"{prefixes.get(space, '?:') if space else ''}{local}"
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ReadError(f"its XML is nested more than {DEEPEST} deep")
        if attributes:
            attributes = {short(key): value for key, value in attributes.items()}
        handler.start(short(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(short(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_subset
    parser.EntityDeclHandler = _refuse_entity
    if text_of_entity is not None:
        # As if there were a document type elsewhere, which is not looked for.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = lambda name, is_parameter: handler.text(
            "" if is_parameter else text_of_entity(name)
        )
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DamagedPartError("damaged: its XML breaks off or is not well-formed") from error


def _refuse_subset(_: str, __: str | None, ___: str | None, has_subset: bool) -> None:
    """An external document type is passed over, as nothing is fetched; one of the file's own is refused."""
    if has_subset:
        raise ReadError("its XML declares a document type of its own, which no document needs")


def _refuse_entity(*_: object) -> None:
    raise ReadError("its XML declares entities, which no document needs")


def parse_part(
    container: ZipContainer, part: str, handler: XmlHandler, prefixes: Mapping[str, str], what: str = ""
) -> list[str]:
    """Tell `handler` what stands in a part that a document can be read without.

    Returns what the reader is told where it is damaged, in which `what` is said to be in it; nothing where
    there is no such part. ReadError as for `parse_xml`, but for a damage.
    """
    if part in container:
        try:
            parse_xml(container.pieces(part), handler, prefixes)
        except DamagedPartError:
            return [f"damaged: its {what} could not be read whole"] if what else []
    return []
