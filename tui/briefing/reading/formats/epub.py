"""E-books (EPUB): the documents of its spine in their order, as one article or each as its own.

In a magazine every document names who wrote it, and is an article; a book is one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import (
    ExtractedArticle,
    ExtractedBlock,
    ExtractedFile,
    article_of,
    articles_of,
    told_once,
)
from briefing.reading.formats.document_blocks import given_author, given_day, given_title
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.formats.markup_blocks import read_markup
from briefing.reading.formats.xml_events import XmlHandler, parse_part, parse_xml
from briefing.reading.formats.zip_container import (
    DamagedPartError,
    ZipContainer,
    media_type_in_head,
    names_in_head,
)
from briefing.settings import EpubArticles

EXTRACTOR = "epub/1"

_MEDIA_TYPE = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Which only hide the fonts that come with a book."""
_PREFIXES = {
    "http://www.idpf.org/2007/opf": "",
    "urn:oasis:names:tc:opendocument:xmlns:container": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.daisy.org/z3986/2005/ncx/": "ncx:",
    "http://www.w3.org/2001/04/xmlenc#": "enc:",
}
_MARKUP = ("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document")
_MOST_DOCUMENTS = 2_000
_PERIODICAL = "periodical"


def sniff(head: bytes) -> Evidence:
    """A zip file that says what it is in its first part, or holds what every e-book does."""
    if media_type_in_head(head).startswith(_MEDIA_TYPE):
        return Evidence.CERTAIN
    return Evidence.CERTAIN if _CONTAINER in names_in_head(head) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the one article, or those of the documents; `limits.epub` says which."""
    found = extract(data, articles=context.limits.epub)
    if len(found.articles) == 1 and found.articles[0].identity is None:
        yield from told_once([article_of(found.articles[0], context)], found.warnings, context)
    else:
        yield from articles_of(found.articles, context, found.warnings)


READER = FormatReader(sniff, read)


@dataclass(frozen=True, slots=True)
class _Document:
    """One document of the spine."""

    id: str
    number: int
    """In the spine, from 1."""
    blocks: tuple[ExtractedBlock, ...]
    title: str | None
    author: str | None

    @property
    def is_text(self) -> bool:
        """Whether it holds more than headings, lists of links and furniture."""
        return any(one.kind in ("paragraph", "quote", "row", "code") for one in self.blocks)


def extract(data: bytes, *, articles: EpubArticles = "auto") -> ExtractedFile:
    """Return the articles of an e-book; ReadError where it is none, or is encrypted or damaged."""
    container = ZipContainer(data)
    if _CONTAINER not in container:
        raise ReadError("it holds no e-book")
    root = _Container()
    parse_xml(container.pieces(_CONTAINER), root, _PREFIXES)
    package_path = root.package or next((name for name in container.names if name.endswith(".opf")), "")
    if package_path not in container:
        raise ReadError("damaged: it does not say what it holds")
    package = _Package(posixpath.dirname(package_path))
    parse_xml(container.pieces(package_path), package, _PREFIXES)
    _refuse_encrypted(container, package)
    documents, warnings = _documents(container, package)
    if not any(one.blocks for one in documents):
        raise ReadError("; ".join(warnings) or "there is no text in it")
    if articles == "chapters" or (articles == "auto" and _is_magazine(documents, package)):
        return ExtractedFile(list(_chapters(documents, package)), tuple(warnings))
    return ExtractedFile([_whole(documents, package)], tuple(warnings))


def _chapters(documents: list[_Document], package: _Package) -> Iterator[ExtractedArticle]:
    for one in documents:
        if one.is_text:
            yield ExtractedArticle(
                one.blocks,
                title=one.title,
                author=one.author or package.author,
                source=package.publisher or package.title,
                published=package.day,
                language=package.language,
                identity=one.id,
                origin=f"spine item {one.number}",
                extractor=f"{EXTRACTOR} chapters",
            )


def _whole(documents: list[_Document], package: _Package) -> ExtractedArticle:
    blocks: list[ExtractedBlock] = []
    notes: list[ExtractedBlock] = []
    for one in documents:
        if one.title and one.is_text and not any(block.kind in ("heading", "title") for block in one.blocks):
            blocks.append(ExtractedBlock("heading", one.title, 1))
        for block in one.blocks:
            if block.kind == "footnote":
                notes.append(block)
            else:
                blocks.append(replace(block, kind="heading", level=1) if block.kind == "title" else block)
    return ExtractedArticle(
        (*blocks, *notes),
        title=package.title,
        author=package.author,
        source=package.publisher,
        published=package.day,
        language=package.language,
        extractor=f"{EXTRACTOR} whole",
    )


def _is_magazine(documents: list[_Document], package: _Package) -> bool:
    """Whether most documents name who wrote them, or it says that it is a periodical."""
    texts = [one for one in documents if one.is_text]
    signed = sum(one.author is not None for one in texts)
    return len(texts) > 1 and (package.is_periodical or signed > len(texts) / 2)


def _refuse_encrypted(container: ZipContainer, package: _Package) -> None:
    if _ENCRYPTION not in container:
        return
    encrypted = _Encryption()
    parse_xml(container.pieces(_ENCRYPTION), encrypted, _PREFIXES)
    if not encrypted.parts.isdisjoint(path for path, _ in package.items.values()):
        raise ReadError("encrypted: it can be read only with the key it was sold with")


def _documents(container: ZipContainer, package: _Package) -> tuple[list[_Document], list[str]]:
    """The documents of the spine, each once, and what the reader should know of them."""
    labels = _labels(container, package)
    found: list[_Document] = []
    missing: list[str] = []
    warnings: list[str] = []
    for number, name in enumerate(dict.fromkeys(package.spine), 1):
        if len(found) >= _MOST_DOCUMENTS:
            warnings.append(f"only its first {_MOST_DOCUMENTS:,} documents are read")
            break
        path, media_type = package.items.get(name, ("", ""))
        if name == package.navigation or (media_type and media_type not in _MARKUP):
            continue
        if path not in container:
            missing.append(name)
            continue
        try:
            markup = read_markup(container.pieces(path))
        except DamagedPartError as error:
            warnings.append(error.message)
            continue
        blocks = markup.finish()
        title = _title(blocks) or labels.get(path) or given_title(markup.title)
        found.append(_Document(name, number, _titled(blocks), title, given_author(markup.author)))
    if missing:
        warnings.append(f"parts that it names are missing: {len(missing):,}")
    return found, warnings


def _title(blocks: list[ExtractedBlock]) -> str | None:
    """The heading that a document begins with."""
    for one in blocks:
        if one.kind == "heading":
            return " ".join(one.text.split())
        if one.kind in ("paragraph", "quote", "list item"):
            return None
    return None


def _titled(blocks: list[ExtractedBlock]) -> tuple[ExtractedBlock, ...]:
    if _title(blocks) is None:
        return tuple(blocks)
    at = next(at for at, one in enumerate(blocks) if one.kind == "heading")
    return (*blocks[:at], replace(blocks[at], kind="title", level=0), *blocks[at + 1 :])


def _labels(container: ZipContainer, package: _Package) -> dict[str, str]:
    """What the table of contents calls each document, where it is one of the older form."""
    path, _ = package.items.get(package.contents, ("", ""))
    contents = _Contents(posixpath.dirname(path))
    parse_part(container, path, contents, _PREFIXES)
    return contents.labels


def _part_named(folder: str, reference: str) -> str:
    """The name of the part that a reference within the zip file means; it is never a path on disk."""
    return posixpath.normpath(posixpath.join(folder, unquote(reference.partition("#")[0])))


class _Container(XmlHandler):
    def __init__(self) -> None:
        self.package = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rootfile" and not self.package:
            self.package = attributes.get("full-path", "")


class _Encryption(XmlHandler):
    """The parts that are encrypted, but for fonts."""

    def __init__(self) -> None:
        self.parts: set[str] = set()
        self._method = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "enc:EncryptionMethod":
            self._method = attributes.get("Algorithm", "")
        elif name == "enc:CipherReference" and self._method not in _FONT_METHODS:
            self.parts.add(_part_named("", attributes.get("URI", "")))


class _Package(XmlHandler):
    """What the package says of the book, and of which documents it consists."""

    def __init__(self, folder: str) -> None:
        self.items: dict[str, tuple[str, str]] = {}
        """Names of parts and their media types, by the ids of the manifest."""
        self.spine: list[str] = []
        self.navigation = ""
        self.contents = ""
        self.is_periodical = False
        self._folder = folder
        self._said: dict[str, list[str]] = {}
        self._pieces: list[str] = []

    @property
    def title(self) -> str | None:
        """Of the book."""
        return given_title(self._first("dc:title"))

    @property
    def author(self) -> str | None:
        """All who made it."""
        return given_author(", ".join(dict.fromkeys(self._said.get("dc:creator", ()))))

    @property
    def publisher(self) -> str | None:
        """Of the book."""
        return self._first("dc:publisher")

    @property
    def day(self) -> str | None:
        """On which it was published."""
        return given_day(self._first("dc:date"))

    @property
    def language(self) -> str | None:
        """Of its text."""
        return self._first("dc:language")

    def _first(self, name: str) -> str | None:
        return next(iter(self._said.get(name, ())), None)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._pieces = []
        if name == "item":
            path = _part_named(self._folder, attributes.get("href", ""))
            self.items.setdefault(attributes.get("id", ""), (path, attributes.get("media-type", "")))
            if "nav" in attributes.get("properties", "").split():
                self.navigation = attributes.get("id", "")
        elif name == "spine":
            self.contents = attributes.get("toc", "")
        elif name == "itemref" and attributes.get("linear", "yes") != "no":
            self.spine.append(attributes.get("idref", ""))
        elif name == "meta" and "publication_type" in attributes.get("name", ""):
            self.is_periodical |= attributes.get("content", "").casefold().startswith(_PERIODICAL)

    def text(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, name: str) -> None:
        text = " ".join("".join(self._pieces).split())
        self._pieces = []
        if name.startswith("dc:") and text:
            self._said.setdefault(name, []).append(text)
            if name == "dc:type":
                self.is_periodical |= text.casefold() in (_PERIODICAL, "magazine", "newspaper")


class _Contents(XmlHandler):
    """The labels of a table of contents, by the documents that they lead to; the first of each."""

    def __init__(self, folder: str) -> None:
        self.labels: dict[str, str] = {}
        self._folder = folder
        self._pieces: list[str] = []
        self._label = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._pieces = []
        if name == "ncx:content":
            self.labels.setdefault(_part_named(self._folder, attributes.get("src", "")), self._label)

    def text(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "ncx:text":
            self._label = " ".join("".join(self._pieces).split())
        self._pieces = []
