"""Files of word processors made in a test: the least that a reader needs, around what is tested."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
DOCX_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
ODT_SPACES = " ".join(
    f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta")
) + (f' xmlns:draw="{_ODF}:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"')


def zip_file(parts: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip file of the parts, in their order; those named `stored` are not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def docx_file(body: str, *, xml_head: str = "", core: str = "", **parts: str) -> bytes:
    """Return a Word document.

    `body` is what stands in `w:body`; `parts` are the contents of `styles`, `footnotes`, `endnotes` and
    `comments`, without their outermost element; `core` that of the core properties.
    """
    targets = {"officeDocument": "word/document.xml"} | (
        {"core-properties": "docProps/core.xml"} if core else {}
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships(targets),
        "word/_rels/document.xml.rels": _relationships({name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"{xml_head}<w:document {DOCX_SPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{name} {DOCX_SPACES}>{content}</w:{name}>"
            for name, content in parts.items()
        },
    }
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    return zip_file(files)


def _relationships(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELS}">{listed}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """Return a stretch of text in a paragraph of a Word document."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(text: str, properties: str = "") -> str:
    """Return one paragraph of a Word document with its properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def odt_file(
    body: str,
    *,
    xml_head: str = "",
    automatic: str = "",
    styles: str = "",
    meta: str = "",
    manifest: str = "",
) -> bytes:
    """Return an OpenDocument text; `body` is what stands in `office:text`, `automatic` its own styles."""
    content = (
        f"{xml_head}<office:document-content {ODT_SPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zip_file(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">{manifest}'
            "</manifest:manifest>",
            "styles.xml": f"<office:document-styles {ODT_SPACES}><office:styles>{styles}</office:styles>"
            "</office:document-styles>",
            "meta.xml": f"<office:document-meta {ODT_SPACES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
            "content.xml": content,
        },
        stored=("mimetype",),
    )


def workbook_file(
    sheets: Sequence[str], *, strings: str = "", formats: Sequence[str] = ("General",)
) -> bytes:
    """Return an Excel workbook of `sheets`: what stands in their `sheetData`.

    `strings` are the shared ones, `formats` the codes by which cells of the style 0, 1, … show numbers.
    """
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    listed = "".join(f'<sheet name="s{number}" r:id="s{number}"/>' for number in range(len(sheets)))
    related = "".join(
        f'<Relationship Id="s{number}" Type="{_R}/worksheet" Target="worksheets/{number}.xml"/>'
        for number in range(len(sheets))
    )
    codes = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for number, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{200 + number}"/>' for number in range(len(formats)))
    return zip_file(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relationships({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_R}"><sheets>{listed}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">{related}'
            f'<Relationship Id="x" Type="{_R}/sharedStrings" Target="strings.xml"/>'
            f'<Relationship Id="y" Type="{_R}/styles" Target="styles.xml"/></Relationships>',
            "xl/strings.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts>{codes}</numFmts>'
            f"<cellXfs>{styles}</cellXfs></styleSheet>",
            **{
                f"xl/worksheets/{number}.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}'
                "</sheetData></worksheet>"
                for number, rows in enumerate(sheets)
            },
        }
    )
