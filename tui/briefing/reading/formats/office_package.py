"""Files of Office as zip containers: which part is what, by their relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from briefing.errors import ReadError
from briefing.reading.formats.format_reader import Evidence
from briefing.reading.formats.xml_events import XmlHandler, parse_xml
from briefing.reading.formats.zip_container import ZipContainer, names_in_head

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office before 2007 begin with, and encrypted ones of today."""

_PREFIXES = {"http://schemas.openxmlformats.org/package/2006/relationships": ""}
_FIRST_PARTS = ("[Content_Types].xml", "_rels/.rels")
"""One of these stands first in a file of Office."""
_APPLICATIONS = {"word": "a Word document", "xl": "a workbook", "ppt": "a presentation"}


class Relationship(NamedTuple):
    """That a part refers to another one of the same file."""

    id: str
    kind: str
    """The last word of what it is: `styles`, `comments`."""
    target: str
    """The name of the part; it may be missing."""


def sniff_office(head: bytes, folder: str) -> Evidence:
    """How likely a file is one of the program whose parts lie in `folder`: a zip file with such a part is, an
    old or encrypted file of Office may be."""
    if head.startswith(OLE):
        return Evidence.POSSIBLE
    names = names_in_head(head) if head.startswith(b"PK\x03\x04") else []
    if any(name.startswith(f"{folder}/") for name in names):
        return Evidence.CERTAIN
    return Evidence.POSSIBLE if names and names[0] in _FIRST_PARTS else Evidence.NONE


def refuse_ole(data: bytes, suffix: str) -> ReadError:
    """Return why a file that begins with `OLE` is not read; saved with `suffix` it might be."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ReadError("encrypted: it can be read only with its password")
    return ReadError(f"a file of Office before 2007: save it as {suffix}, then it is read")


def read_relationships(container: ZipContainer, part: str) -> list[Relationship]:
    """Return to which parts `part` refers, in order; those of the file itself where it is empty."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in container:
        return []
    handler = _Relationships(folder)
    parse_xml(container.pieces(listed), handler, _PREFIXES)
    return handler.found


def parts_by_kind(container: ZipContainer, part: str) -> dict[str, str]:
    """Return the parts that are there to which `part` refers, by their kinds; the first of each."""
    found: dict[str, str] = {}
    for one in read_relationships(container, part):
        if one.target in container:
            found.setdefault(one.kind, one.target)
    return found


def main_part(container: ZipContainer, folder: str, usual: str) -> str:
    """Return the part that all begins with, of the application whose parts lie in `folder`.

    ReadError where there is none, or it is another application's.
    """
    found = parts_by_kind(container, "").get("officeDocument", usual)
    if found not in container:
        raise ReadError(f"it holds {_APPLICATIONS[folder].replace('a ', 'no ', 1)}")
    other = _APPLICATIONS.get(found.partition("/")[0])
    if other is not None and not found.startswith(f"{folder}/"):
        raise ReadError(f"it is {other}, not {_APPLICATIONS[folder]}")
    return found


class _Relationships(XmlHandler):
    def __init__(self, folder: str) -> None:
        self.found: list[Relationship] = []
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            # A name inside the zip file: it may be absolute there, and leads nowhere else.
            joined = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append(Relationship(attributes.get("Id", ""), kind, posixpath.normpath(joined)))
