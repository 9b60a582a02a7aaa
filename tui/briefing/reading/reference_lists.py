"""References in the files that reading lists export: RIS, BibTeX and CSL-JSON, Pocket as CSV or
HTML, Instapaper as HTML."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from briefing.errors import ReadError
from briefing.reading.csv_rows import csv_rows
from briefing.reading.document_dates import stated_day
from briefing.reading.formats.format_reader import HEAD, Evidence
from briefing.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class ListedReference:
    """What a list says of one article; empty where it says nothing."""

    title: str = ""
    author: str = ""
    source: str = ""
    published: str = ""
    """ISO date."""
    url: str = ""
    files: tuple[tuple[str, ...], ...] = ()
    """Attached files as the list gives their paths, part by part; never opened by these."""


_RIS_BEGINS = "TY  - "
_POCKET_HEADER = "title,url,time_added"
_PAGE_TITLES, _TITLED_WITHIN = ("<title>Pocket Export</title>", "<title>Instapaper: Export</title>"), 1_000
_CSL_BEGINS = re.compile(r"\[\s{0,100}\{(?=.{0,4000}?\"type\"\s{0,10}:)", re.S)
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_RIS_NAMES = {
    "TI": "title", "T1": "title", "T2": "source", "JO": "source", "JF": "source", "PB": "publisher",
    "DA": "published", "Y1": "published", "UR": "url",
}  # fmt: skip
_BIB_ENTRY = re.compile(r"@([A-Za-z]{2,30})\s{0,20}\{\s{0,20}([^,\s{}]{1,200})\s{0,20},")
_BIB_COMMENTS = r"(?:[ \t\r]*+(?:%[^\n]*+)?\n)*+\s*+"
_BIB_BEGINS = re.compile(
    rf"{_BIB_COMMENTS}(?:{_BIB_ENTRY.pattern}|@(?:comment|string|preamble)\s{{0,20}}[{{(])", re.I
)
"""Behind lines that are marked as comments at most."""
_BIB_BELOW_WORDS, _BIB_WITHIN = re.compile(rf"^[ \t]{{0,20}}{_BIB_ENTRY.pattern}", re.M), 2_000
"""Whatever stands outside of entries is a comment, and some programs begin with sentences of their own."""
_MARKUP = ("<", "[", "{")
_BIB_FIELD = re.compile(r"\s*+(?:,\s*+)?([A-Za-z_-]{1,40})\s*+=\s*+")
_BIB_NAMES = {
    "title": "title", "journal": "source", "journaltitle": "source", "publisher": "publisher",
    "date": "published", "url": "url",
}  # fmt: skip
_FILES_APART = re.compile(r"(?<!\\);")
_FIELDS_APART = re.compile(r"(?<!\\):")
_PATH_PARTS = re.compile(r"[\\/]+")
_BIB_SKIPPED = ("comment", "string", "preamble")
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
_TEX_ACCENT = re.compile(
    r"\\(?:([`'^~=.\"])\s{0,4}|([uvHrck])(?:\s{1,4}|(?=\{)))(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"
)
_TEX_SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "oe": "œ", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
}  # fmt: skip
_TEX_SIGN = re.compile(r"\\(ss|ae|AE|oe|aa|AA|o|O|l|L)(?![A-Za-z])(?:\{\})?\s?")
_LINK = re.compile(r"<a\s[^<>]{0,200}?href=\"([^\"<>]{1,4000})\"[^<>]{0,4000}>([^<]{0,4000})</a>", re.I)


NO_ARTICLES = "a reading list and no articles: what it says is taken for the articles beside it and below"


def evidence_of_references(head: str) -> Evidence:
    """Tell by the first characters of a file whether it is a list of references.

    It is no more than possible where other words stand above the first one.
    """
    return _recognised(head)[1]


def is_reference_list(head: str) -> bool:
    """Tell by the first characters of a file whether it may be a list of references."""
    return evidence_of_references(head) is not Evidence.NONE


def read_references(text: str) -> list[ListedReference] | None:
    """Return the references of a list in its order; None where `text` is no such list.

    ReadError where it is one and damaged.
    """
    text = _from_first(text)
    read, _ = _recognised(text[:HEAD])
    found = read(text) if read is not None else None
    return None if found is None else list(found)


_Reader = Callable[[str], Iterable[ListedReference] | None]


def _recognised(head: str) -> tuple[_Reader | None, Evidence]:
    """What reads the list that begins so, and how sure that is: decided here for all who ask."""
    head = _from_first(head)
    if head.startswith(_RIS_BEGINS):
        return _ris, Evidence.LIKELY
    if head.startswith(_POCKET_HEADER):
        return _pocket, Evidence.LIKELY
    if any(title in head[:_TITLED_WITHIN] for title in _PAGE_TITLES):
        return _page_of_links, Evidence.LIKELY
    if _CSL_BEGINS.match(head):
        return _csl, Evidence.LIKELY
    if _BIB_BEGINS.match(head):
        return _bibtex, Evidence.LIKELY
    if not head.startswith(_MARKUP) and _BIB_BELOW_WORDS.search(head[:_BIB_WITHIN]):
        return _bibtex, Evidence.POSSIBLE
    return None, Evidence.NONE


def _from_first(text: str) -> str:
    return text.removeprefix("\ufeff").lstrip()


def _reference(said: Mapping[str, str], files: Iterable[str] = ()) -> ListedReference:
    line = {name: clean_line(value) for name, value in said.items()}
    publisher = line.pop("publisher", "")
    return ListedReference(
        **line
        | {
            "source": line.get("source") or publisher,
            "published": stated_day(line.get("published", "").strip("/")) or "",
        },
        files=tuple(filter(None, map(_path_parts, files))),
    )


def _path_parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in _PATH_PARTS.split(unquote(path)) if part)


def _saved(url: str, title: str) -> ListedReference:
    """What was saved to be read; a page of which the program knows no title has its address for one."""
    return _reference({"url": url, "title": "" if title == url else title})


def _names(people: list[str]) -> str:
    """Names as they are spoken: "Ilves, Mara" is Mara Ilves."""
    turned = [" ".join(reversed([part.strip() for part in one.split(",", 1)])).strip() for one in people]
    return " and ".join(filter(None, (", ".join(turned[:-1]), *turned[-1:])))


def _ris(text: str) -> Iterator[ListedReference]:
    said: dict[str, str] = {}
    people: list[str] = []
    files: list[str] = []
    # Only a line feed ends a line: a title may hold any other sign.
    for line in text.replace("\r\n", "\n").split("\n"):
        match = _RIS_LINE.fullmatch(line.rstrip("\r"))
        tag, value = (match[1], match[2].strip()) if match else ("", "")
        if tag in ("AU", "A1"):
            people.append(value)
        elif tag in ("L1", "L2"):
            files.append(value)
        elif tag in _RIS_NAMES:
            said.setdefault(_RIS_NAMES[tag], value)
        elif tag == "ER":
            yield _reference(said | {"author": _names(people)}, files)
            said, people, files = {}, [], []


def _csl(text: str) -> list[ListedReference] | None:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError("damaged: it is not JSON") from error
    if not isinstance(items, list) or not all(
        isinstance(one, dict) and "type" in one and one.keys() & {"title", "URL"} for one in items
    ):
        return None
    return [_csl_item(one) for one in items]


def _csl_item(item: dict[str, object]) -> ListedReference:
    people = item.get("author")
    names = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    spoken = [str(one.get("literal") or f"{one.get('given', '')} {one.get('family', '')}") for one in names]
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    day = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    said = {name: str(item.get(key) or "") for name, key in _CSL_NAMES.items()}
    published = "-".join(f"{part:0>2}" for part in map(str, day))
    return _reference(said | {"author": _names(spoken), "published": published})


_CSL_NAMES = {"title": "title", "source": "container-title", "publisher": "publisher", "url": "URL"}


def _pocket(text: str) -> Iterator[ListedReference]:
    rows = csv_rows(text)
    header = next(rows, [])
    for row in rows:
        if row:
            said = dict(zip(header, row, strict=False))
            yield _saved(said.get("url", ""), said.get("title", ""))


def _page_of_links(text: str) -> Iterator[ListedReference]:
    return (_saved(unescape(url), unescape(title)) for url, title in _LINK.findall(text))


def _bibtex(text: str) -> Iterator[ListedReference]:
    at = 0
    while (entry := _BIB_ENTRY.search(text, at)) is not None:
        at = entry.end()
        said: dict[str, str] = {}
        author = ""
        files: list[str] = []
        while (name := _BIB_FIELD.match(text, at)) is not None:
            value, at = _bib_value(text, name.end())
            key = name[1].casefold()
            if key == "author":
                author = _names([_untex(one) for one in " ".join(value.split()).split(" and ")])
            elif key == "file":
                files += _bib_files(value)
            elif key in _BIB_NAMES:
                said.setdefault(_BIB_NAMES[key], value if key == "url" else _untex(value))
        if entry[1].casefold() not in _BIB_SKIPPED:
            yield _reference(said | {"author": author}, files)


def _bib_files(value: str) -> list[str]:
    """The paths in a field that gives each file with its title and its type, or alone."""
    found = []
    for one in _FILES_APART.split(value):
        parts = _FIELDS_APART.split(one)
        path = ":".join(parts[1:-1]) if len(parts) > 2 else one
        found.append(re.sub(r"\\([:;])", r"\1", path))
    return found


def _bib_value(text: str, at: int) -> tuple[str, int]:
    """The value that begins at `at`, and where it ends; ReadError where it has no end."""
    if text[at : at + 1] not in ("{", '"'):
        match = re.compile(r"[^,}\n]*").match(text, at)
        return (match[0].strip(), match.end()) if match else ("", at)
    depth, start, quoted = 0, at + 1, text[at] == '"'
    for sign in re.compile(r"\\.|[{}\"]", re.S).finditer(text, start if quoted else at):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == ('"' if quoted else "}"):
            return text[start : sign.start()], sign.end()
    raise ReadError("damaged: a field has no end")


def _untex(value: str) -> str:
    value = _TEX_ACCENT.sub(lambda m: (m[3] or m[4]) + _ACCENTS[m[1] or m[2]], value)
    value = _TEX_SIGN.sub(lambda m: _TEX_SIGNS[m[1]], value)
    value = re.sub(r"\\([&%$#_{}])", r"\1", value.replace("{", "").replace("}", ""))
    return unicodedata.normalize("NFC", value)
