"""E-books made in a test."""

from __future__ import annotations

from collections.abc import Mapping

from office_files import zip_file

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def epub_file(
    chapters: Mapping[str, str], *, metadata: str = "", spine: str = "", items: str = "", **parts: str
) -> bytes:
    """Return an e-book of `chapters`, by their ids what stands in `body`.

    `spine` replaces the references to them in their order; `items` stands before them in the manifest;
    `parts` are further ones of the folder `META-INF`.
    """
    manifest = items + "".join(
        f'<item id="{name}" href="text/{name}%20.xhtml" media-type="application/xhtml+xml"/>'
        for name in chapters
    )
    spine = spine or "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    return zip_file(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            **{f"META-INF/{name}.xml": content for name, content in parts.items()},
            "OEBPS/book.opf": package,
            **{f"OEBPS/text/{name} .xhtml": markup(body) for name, body in chapters.items()},
        },
        stored=("mimetype",),
    )


def markup(body: str, head: str = "") -> str:
    """Return a document of an e-book."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head>{head}</head><body>{body}</body></html>"
    )
