"""`briefing repeated`: texts that stand word for word in many articles, and which of them are boilerplate."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.inputs import open_inputs, place_of
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.repeated_text import RepeatedText
    from briefing.session import Session

COLUMNS = ("articles", "boilerplate", "text")
_DECISIONS = {"boilerplate": True, "statement": False, "as_found": None}
"""What each option says of a text; None leaves it to the articles."""


def configure(parser: CommandParser) -> None:
    parser.inputs()
    for name, what in (
        ("--boilerplate", "this passage is boilerplate wherever it stands"),
        ("--statement", "this passage counts wherever it stands"),
        ("--as-found", "take back what was said of this passage"),
    ):
        parser.option(name, action="append", default=[], metavar="ARTICLE:N", help=what)
    parser.results()
    parser.note(
        "A text is repeated where it stands in at least five articles and 2 % of them. It is boilerplate\n"
        "where it speaks of the site or to its reader, or stands outside of what the articles say and is\n"
        "about something else. What you say of a text is kept, for whatever articles it stands in."
    )


def run(arguments: Namespace) -> int:
    """Print the repeated texts, the one in most articles first; before that, take what is said of some."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    for name, boilerplate in _DECISIONS.items():
        for place in getattr(arguments, name):
            _decide(inputs.session, place, boilerplate, f"--{name.replace('_', '-')}")
    texts = inputs.session.repeated_texts()
    out.records(
        (text.to_dict() for text in texts),
        text=lambda: _text(texts, out.width),
        columns=COLUMNS,
        nothing="no text stands word for word in many articles",
    )
    return inputs.exit_code()


def _decide(session: Session, place: str, boilerplate: bool | None, option: str) -> None:
    from briefing.reading.passage_keys import normal_form, passage_key

    ref = place_of(place, session, option)
    key = passage_key(normal_form(session.article(ref.article).passage_text(ref.passage)))
    text = next((text for text in session.repeated_texts() if text.key == key), None)
    if text is None:
        raise UsageError(f"{place} does not stand in many articles", hint="briefing repeated lists what does")
    session.decide_text(key, text.text, boilerplate)


def _text(texts: Sequence[RepeatedText], width: int) -> Iterator[Line]:
    rows: list[Line] = [
        [
            Piece(f"{text.articles:,}"),
            Piece("boilerplate" if text.boilerplate else "counts", "dim" if text.boilerplate else "label"),
            Piece(text.text),
        ]
        for text in texts
    ]
    return table(rows, (TableColumn(right=True), TableColumn(), TableColumn(least=30)), width)
