"""What a person calls an article: its letter in the list, its source, or the beginning of its title."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.head import ArticleHead

_NAMED = re.compile(r"([a-z][a-z -]*?)/\d+")
"""In what is said of the reader that took a text out of its file: "docx/1 nexis-uni/1"."""
_TEXT_FORMATS = {".md": "markdown", ".markdown": "markdown", ".jsonl": "json lines"}
SHORT_TITLE = 24
"""Characters of a title that stands where the source is not known."""
_LETTERS = 26
_MOST_LETTERS = 6
"""Letters of the longest name of an article: 300 million come before a longer one."""


def letter(number: int) -> str:
    """The letter of the article with this number, from 0: A to Z, then AA, AB and so on."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def letter_number(name: str) -> int | None:
    """The number, from 0, of the article with this letter in either case; None where it is no letter."""
    if not (name.isascii() and name.isalpha() and len(name) <= _MOST_LETTERS):
        return None
    number = 0
    for character in name.upper():
        number = number * _LETTERS + ord(character) - ord("A") + 1
    return number - 1


def short_name(article: Article | ArticleHead) -> str:
    """The source of an article; where it is not known, the first words of its title."""
    return article.source or short_title(article.title)


def short_title(title: str, most: int = SHORT_TITLE) -> str:
    """The first words of a title in at most `most` characters, with "…" where it goes on."""
    if len(title) <= most:
        return title
    beginning = title[: most - 1]
    words = beginning if title[most - 1].isspace() else beginning.rpartition(" ")[0]
    # A language without blanks, or a word as long as all that, is cut where the room ends.
    return (words.rstrip(" ,;:–—-") or beginning) + "…"


def format_name(article: Article | ArticleHead) -> str:
    """What the file of an article is, as it was read: "pdf", "mail html", "docx nexis-uni", "markdown"."""
    if article.extractor is not None:
        return " ".join(_NAMED.findall(article.extractor))
    paths = (article.id, article.id.rpartition("#")[0])
    return next(
        (name for path in paths if (name := _TEXT_FORMATS.get(PurePath(path).suffix.lower()))), "text"
    )
