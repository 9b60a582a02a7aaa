"""An article as Markdown with front matter: what was read, for any other program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefing.export.markdown_writer import code_lines, escaped
from briefing.model.article import Article, Passage

_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60
_DIGITS = 8
"""Of the fingerprint, which tell apart two texts of one title."""
_TOP = 2
"""Level of the topmost headings, below the title."""
_DEEPEST = 6


def file_name(article: Article) -> str:
    """Return the name of the file of an article: of its title and its text alone, so that it lasts.

    Of small letters, digits and hyphens, at most 75 characters: it is no path and no name that a system
    keeps for itself, whatever the title.
    """
    plain = unicodedata.normalize("NFKD", article.title[:200]).encode("ascii", "ignore").decode().lower()
    words = _NAME.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{words or 'article'}-{article.fingerprint[:_DIGITS]}.md"


def article_markdown(article: Article) -> str:
    """Return the article: what is known of it as YAML, then its passages; boilerplate is left out."""
    body = "\n\n".join(_blocks(article))
    return f"{_front_matter(article)}\n{body}\n"


def text_with_front_matter(article: Article) -> str:
    """Return what is known of an article as YAML, and its text as it stands: for what was read as text, of
    which every sign stays what it was."""
    return f"{_front_matter(article)}\n{article.text.strip()}\n"


def _front_matter(article: Article) -> str:
    import yaml

    values = {
        "title": article.title if article.has_title else None,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "article": article.id,
        "origin": article.origin,
        "extractor": article.extractor,
        "fingerprint": article.fingerprint,
    }
    stated = {name: value for name, value in values.items() if value}
    return f"---\n{yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, width=10_000)}---\n"


def _blocks(article: Article) -> Iterator[str]:
    """The blocks of Markdown, parted by blank lines: a passage, all items of a list, all rows of a table."""
    together: list[Passage] = []
    for passage in article.passages:
        if passage.kind == "boilerplate":
            continue
        if together and (passage.kind != together[0].kind or passage.kind not in ("row", "list item")):
            yield _block(article, together)
            together = []
        together.append(passage)
    if together:
        yield _block(article, together)


def _block(article: Article, passages: list[Passage]) -> str:
    passage = passages[0]
    text = article.text[passage.start : passage.end]
    lines = [escaped(line.strip()) for line in text.split("\n")]
    match passage.kind:
        case "title":
            return f"# {' '.join(lines)}"
        case "heading":
            return f"{'#' * min(max(passage.level, _TOP), _DEEPEST)} {' '.join(lines)}"
        case "quote":
            return "\n".join(f"> {line}" if line else ">" for line in lines)
        case "code":
            return "\n".join(code_lines(text, ""))
        case "list item":
            return "\n".join(_item(article, one) for one in passages)
        case "row":
            return _table([article.text[one.start : one.end].split("\t") for one in passages])
        case _:
            # Two blanks keep the line end that stands in the text.
            return "  \n".join(lines)


def _item(article: Article, passage: Passage) -> str:
    margin = "  " * (max(passage.level, 1) - 1)
    lines = [escaped(line.strip()) for line in article.text[passage.start : passage.end].split("\n")]
    return f"{margin}- " + f"  \n{margin}  ".join(lines)


def _table(rows: list[list[str]]) -> str:
    """Rows of cells with the first as the head; rows are filled up to the longest."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    head, *rest = [f"| {' | '.join(escaped(' '.join(cell.split())) for cell in row)} |" for row in filled]
    return "\n".join([head, f"|{' --- |' * width}", *rest])
