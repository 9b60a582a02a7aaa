"""`briefing add`: an article from a pipe or the clipboard as a file of Markdown in a folder."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefing.cli.arguments import CommandParser, day
from briefing.cli.diagnostics import DONE, say
from briefing.cli.output import Line, Piece, ResultWriter
from briefing.cli.terminal import is_terminal, piped_input, take_keyboard
from briefing.errors import UsageError
from briefing.export.article_file import write_article
from briefing.export.article_markdown import article_markdown, file_name, text_with_front_matter
from briefing.model.article import Article, Failure
from briefing.text.clean import clean_line
from briefing.text.iso_day import read_date

COLUMNS = ("file", "title", "source", "published", "new")
SHOWN = 60
"""Characters of the text by which one sees what is being added."""


def configure(parser: CommandParser) -> None:
    parser.option(
        "--to", metavar="FOLDER", help="write the file here; the folder is made where it is missing"
    )
    parser.option("--title", metavar="TEXT", help="what it is called")
    parser.option("--source", metavar="NAME", help="who published it")
    parser.option("--date", metavar="DAY", type=day, help="when it was published, as 2026-02-04")
    parser.option("--force", action="store_true", help="replace a file that has another content")
    parser.results()
    parser.note(
        "What is piped in is taken, and else what lies on the clipboard: plain text, Markdown, a page or\n"
        "whatever else is read from a pipe. Without its options title, source, date and folder are asked\n"
        "for on a terminal, with what the text says of itself in brackets: enter takes it. The file has\n"
        "front matter and the whole text, and is called by title and text, as `briefing convert` calls it.\n"
        "JSON is an array of {file, title, source, published, new}."
    )


def run(arguments: Namespace) -> int:
    """Write the article and print where."""
    articles, whence = _articles()
    if len(articles) > 1 and arguments.title:
        raise UsageError("--title is for one article", hint=f"there are {len(articles)}")
    can_ask = _can_ask()
    if can_ask:
        for article in articles:
            words = clean_line(article.text[: SHOWN * 2])[:SHOWN]
            _tell(f"{whence}: {len(article.text.split()):,} words, “{words}…”")
    said = _Said(arguments.to, arguments.title, arguments.source, arguments.date)
    if can_ask:
        said = _asked(said, articles)
    if not said.folder:
        raise UsageError("add needs --to", hint="--to FOLDER says where the file goes")
    folder = Path(said.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{clean_line(said.folder)} cannot be a folder to write to") from error
    written = [_write(_with(article, said), folder, force=arguments.force) for article in articles]
    out = ResultWriter(arguments.format, arguments.color)
    out.records(iter(written), text=lambda: _lines(written), columns=COLUMNS)
    return DONE


class _Said(NamedTuple):
    """What a person says of an article; empty or None for what the text itself says."""

    folder: str | None
    title: str | None
    source: str | None
    published: str | None


def _articles() -> tuple[list[Article], str]:
    """What is to be added, and whence it comes; UsageError where there is nothing."""
    data, whence = piped_input(named=False), "standard input"
    if data is None:
        from briefing.ui.clipboard import pasted

        data, whence = pasted().encode("utf-8", "replace"), "the clipboard"
    from briefing.session import Session

    # What is piped is no part of a library, and what was set by hand for others is not meant.
    session = Session()
    for found in session.open(["-"], io.BytesIO(data), heed_steering=False):
        if isinstance(found, Failure):
            say(f"{whence}: {found.reason}")
    articles = list(session.articles)
    if not articles:
        raise UsageError(f"there is no article on {whence}")
    return articles, whence


def _can_ask() -> bool:
    """Whether somebody sits there: what is piped in leaves the keyboard to be had from the terminal."""
    if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        return False
    try:
        take_keyboard()
    except UsageError:
        return False
    return True


def _asked(said: _Said, articles: Sequence[Article]) -> _Said:
    """What was not said by options, asked for."""
    title, source, published, folder = said.title, said.source, said.published, said.folder
    one = articles[0] if len(articles) == 1 else None
    if title is None and one is not None:
        title = _ask("title", one.title if one.has_title else "")
    if source is None:
        source = _ask("source", (one.source if one is not None else None) or "")
    known = (one.published if one is not None else None) or ""
    while published is None:
        answer = _ask("date", known)
        if answer == known:
            # It may have a time, too.
            published = known
            break
        try:
            read = read_date(answer) if answer else None
        except ValueError as error:
            _tell(str(error))
        else:
            published = read.isoformat() if read is not None else ""
    if folder is None:
        folder = _ask("folder", "")
    return _Said(folder, title, source, published)


def _ask(what: str, known: str) -> str:
    """What is typed, on one line; what is known already where nothing is."""
    shown = clean_line(known)
    sys.stderr.write(f"{what} [{shown}]: " if shown else f"{what}: ")
    sys.stderr.flush()
    return clean_line(sys.stdin.readline()).strip() or known


def _tell(line: str) -> None:
    sys.stderr.write(f"{clean_line(line)}\n")


def _with(article: Article, said: _Said) -> Article:
    """The article with what was said of it."""
    # All of what somebody took is kept, also lines that are left out elsewhere.
    passages = tuple(
        replace(one, kind="paragraph") if one.kind == "boilerplate" else one for one in article.passages
    )
    return replace(
        article,
        # It was read from nowhere that lasts.
        id="",
        passages=passages,
        title=said.title or article.title,
        has_title=bool(said.title) or article.has_title,
        source=said.source or article.source,
        published=said.published or article.published,
    )


def _write(article: Article, folder: Path, *, force: bool) -> dict[str, str | bool | None]:
    path = folder / file_name(article)
    # What was text is written as text: in quotes and searches nothing may be another sign than it was.
    is_text = article.extractor is None
    text = text_with_front_matter(article) if is_text else article_markdown(article)
    is_new = write_article(path, text, force=force)
    return {
        "file": os.fspath(path),
        "title": article.title if article.has_title else None,
        "source": article.source,
        "published": article.published,
        "new": is_new,
    }


def _lines(written: Sequence[dict[str, str | bool | None]]) -> Iterator[Line]:
    for one in written:
        yield [Piece(clean_line(str(one["file"]))), Piece("" if one["new"] else "  (as it was)", "dim")]
