"""`briefing voices`: which articles are copies, of which other, and what they added or cut."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, flow, table
from briefing.cli.progress_line import followed
from briefing.model.voice import LikelyBy, Sentence, Voice

COLUMNS = ("original", "likely_by", "article", "change", "passage", "start", "end", "text")
_REASONS: Mapping[LikelyBy, str] = {
    "credit": "the others credit its source",
    "date": "it is the earliest",
    "wording": "its wording is nearest to all others",
    "title": "the others put words before its title",
    "length": "it is the longest",
    "order": "nothing tells, it is the first by name",
}


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.results()
    parser.note(
        "Articles most of which stands word for word in each other are one voice, whoever prints them.\n"
        "Which of them is the original is likely, not proved: `likely_by` says by what. Sentences whose\n"
        "numbers were changed are told as cut and as added. CSV has a row for each such sentence, and one\n"
        "for a copy without any."
    )


def run(arguments: Namespace) -> int:
    """Print the voices of which there are copies, in the order of the originals."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    followed(session.sources.voices_in_steps(), "comparing articles")
    voices = session.voices()
    out.records(
        (voice.to_dict() for voice in voices),
        text=lambda: _text(voices, ArticleLabels(session), out.width),
        rows=_rows,
        columns=COLUMNS,
        nothing="no article is a copy of another",
    )
    return inputs.exit_code()


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for copy in record["copies"]:
        about = {"original": record["original"], "likely_by": record["likely_by"], "article": copy["article"]}
        changes = [(change, one) for change in ("added", "cut") for one in copy[change]]
        if not changes:
            yield about
        for change, one in changes:
            yield {**about, "change": change, **one}


def _text(voices: Sequence[Voice], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """Each original with the reason why it is likely one, its copies below it, and what these changed."""
    columns = (TableColumn(), TableColumn(least=10), TableColumn(), TableColumn(least=16))
    for number, voice in enumerate(voices):
        if number:
            yield []
        original = [Piece(labels.letter(voice.original), "label"), *labels.about(voice.original)]
        yield from table([original], columns, width)
        yield [Piece(f"  likely the original: {_REASONS[voice.likely_by]}", "dim")]
        for copy in voice.copies:
            yield from table(
                [[Piece(f"  {labels.letter(copy.article)}", "label"), *labels.about(copy.article)]],
                columns,
                width,
            )
            yield from _changes("+", copy.added, width)
            yield from _changes("-", copy.cut, width)


def _changes(sign: str, sentences: Sequence[Sentence], width: int) -> Iterator[Line]:
    for sentence in sentences:
        yield from flow([Piece(f"{sign} {sentence.text}", "dim")], width, "    ")
