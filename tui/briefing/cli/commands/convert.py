"""`briefing convert`: what was read of each article as a file of Markdown."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Piece, ResultWriter
from briefing.errors import UsageError
from briefing.export.article_file import write_article
from briefing.export.article_markdown import article_markdown, file_name
from briefing.model.article import Article
from briefing.text.clean import clean_line

COLUMNS = ("article", "file")


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--to", metavar="FOLDER", help="write the files here; the folder is made where it is missing"
    )
    parser.option("--force", action="store_true", help="replace files that have another content")
    parser.results()
    parser.note(
        "One file an article, with front matter (title, source, author, published, url, language, and\n"
        "where it was read), headings, lists, quotes, tables and code; boilerplate is left out. A file is\n"
        "called by the title and the text of its article, so that it has the same name every time. JSON is\n"
        "an array of {article, file}."
    )


def run(arguments: Namespace) -> int:
    """Write a file for each article and print which."""
    if not arguments.paths:
        raise UsageError("convert needs the articles", hint="name files or folders")
    if not arguments.to:
        raise UsageError("convert needs --to", hint="--to FOLDER says where the files go")
    folder = Path(arguments.to)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{clean_line(arguments.to)} cannot be a folder to write to") from error
    out = ResultWriter(arguments.format, arguments.color)
    written = list(_write_all(inputs.session.articles, folder, force=arguments.force))
    out.records(iter(written), text=lambda: _lines(written), columns=COLUMNS)
    return inputs.exit_code()


def _write_all(articles: Sequence[Article], folder: Path, *, force: bool) -> Iterator[dict[str, str]]:
    """Write each article whose file is not there as it would be; two of one name and text are told apart."""
    taken: set[str] = set()
    for article in articles:
        name = unique = file_name(article)
        copy = 1
        while unique in taken:
            copy += 1
            unique = f"{name.removesuffix('.md')}-{copy}.md"
        taken.add(unique)
        path = folder / unique
        write_article(path, article_markdown(article), force=force)
        yield {"article": article.id, "file": os.fspath(path)}


def _lines(written: Sequence[dict[str, str]]) -> Iterator[Line]:
    for one in written:
        yield [Piece(clean_line(one["file"]))]
