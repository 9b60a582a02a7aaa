"""`briefing related`: for each passage, the nearest passages of other articles and why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import starmap
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice, number
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import cut, shown
from briefing.cli.colour import Style
from briefing.cli.inputs import open_inputs, place_of
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.cli.progress_line import ProgressLine
from briefing.model.article import Ref
from briefing.model.related_passage import RelatedPassage, Tier
from briefing.session import Session
from briefing.text.word_difference import is_reworded

COLUMNS = ("article", "passage", "related_article", "related_passage", "score", "why")
_TOP = 10
_TOP_IN_TEXT = 3
_INDENT = " " * 8


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--top",
        type=number(1),
        metavar="N",
        help=f"at most N for each passage (default: {_TOP}, as text {_TOP_IN_TEXT})",
    )
    parser.option("--passage", metavar="ARTICLE:N", help="for this passage of the articles read alone")
    parser.option("--copies", action="store_true", help="list passages in nearly the same words instead")
    parser.option(
        "--only-here",
        action="store_true",
        help="list statements that have no counterpart, or probably none, instead",
    )
    parser.results()
    parser.note(
        "Scores are chances from 0 to 1. JSON has an object for each passage, also where it has no\n"
        "counterpart, and says which counterparts are the same text. Text leaves out boilerplate and\n"
        "counterparts too unlikely to be worth reading, and folds those in nearly the same words.\n"
        "CSV has a row for each pair of passages."
    )


def run(arguments: Namespace) -> int:
    """Print the counterparts of each passage, best first."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    if arguments.copies:
        _print_copies(out, session)
        return inputs.exit_code()
    if arguments.only_here:
        _print_only_here(out, session)
        return inputs.exit_code()
    top = arguments.top or (_TOP_IN_TEXT if out.form == "text" else _TOP)
    refs = [place_of(arguments.passage, session)] if arguments.passage else list(_all_passages(session))
    answers = (_Answer(ref, session.related.passages(ref, top=top, fold=out.form == "text")) for ref in refs)
    out.records(
        (answer.to_dict() for answer in answers),
        text=lambda: _text(answers, session, out.width),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code()


def _print_copies(out: ResultWriter, session: Session) -> None:
    """Groups of passages in nearly the same words: `{likeness, passages: [{article, passage}]}`."""
    groups = session.related.copies()
    labels = ArticleLabels(session)

    def text() -> Iterator[Line]:
        for group in groups:
            yield [Piece(f"{group.likeness:4.2f} alike", "figure")]
            for ref in group.passages:
                yield labels.placed(ref.article, ref.passage, out.width, [Piece("  ")])
            yield [_beginning(session, group.passages[0], _INDENT, out.width)]

    def rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for one in record["passages"]:
            yield {"likeness": record["likeness"], **one}

    out.records(
        (group.to_dict() for group in groups),
        text=text,
        rows=rows,
        columns=("likeness", "article", "passage"),
        nothing="no two articles have passages in nearly the same words",
    )


def _print_only_here(out: ResultWriter, session: Session) -> None:
    """Statements without counterpart: `{article, passage, start, end, text, tier}`."""
    records = starmap(partial(_statement, session), _only_here(session))
    labels = ArticleLabels(session)

    def text() -> Iterator[Line]:
        for record in records:
            sign = [Piece("probably ", "dim")] if record["tier"] == "probably" else []
            yield labels.placed(record["article"], record["passage"], out.width, sign)
            yield from flow([Piece(shown(str(record["text"])))], out.width, "  ")

    out.records(records, text=text, columns=("article", "passage", "start", "end", "text", "tier"))


def _only_here(session: Session) -> Iterator[tuple[Ref, Tier]]:
    """Each as it is found where there are many articles, saying how far that is."""
    total = len(session.by_name)
    with ProgressLine() as line:
        for done, found in session.related.only_here_by_parts():
            yield from found.items()
            if done < total:
                line.show(f"comparing: {done + 1:,} of {total:,} articles")


def _statement(session: Session, ref: Ref, tier: Tier) -> dict[str, Any]:
    article = session.article(ref.article)
    passage = article.passages[ref.passage]
    return {
        "article": ref.article,
        "passage": ref.passage,
        "start": passage.start,
        "end": passage.end,
        "text": article.passage_text(ref.passage),
        "tier": tier,
    }


@dataclass(frozen=True, slots=True)
class _Answer:
    ref: Ref
    related: Sequence[RelatedPassage]

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.ref.article,
            "passage": self.ref.passage,
            "related": [one.to_dict() for one in self.related],
        }


def _all_passages(session: Session) -> Iterator[Ref]:
    for article in session.articles:
        for passage in article.passages:
            yield Ref(article.id, passage.number)


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in record["related"]:
        yield {
            "article": record["article"],
            "passage": record["passage"],
            "related_article": one["article"],
            "related_passage": one["passage"],
            "score": one["score"],
            "why": one["why"],
        }


def _text(answers: Iterator[_Answer], session: Session, width: int) -> Iterator[Line]:
    """Each passage that counts, and below it the counterparts worth showing, with the reasons."""
    from briefing.related.calibration import NO_COUNTERPART

    labels = ArticleLabels(session)
    first = True
    for answer in answers:
        ref = answer.ref
        related = [one for one in answer.related if one.score >= NO_COUNTERPART]
        if session.article(ref.article).passages[ref.passage].kind == "boilerplate":
            continue
        if not first:
            yield []
        first = False
        yield labels.placed(ref.article, ref.passage, width)
        yield [_beginning(session, ref, "  ", width, "bold")]
        if not related:
            yield [Piece("  no counterpart in another article", "dim")]
        for one in related:
            yield labels.placed(one.article, one.passage, width, [Piece(f"  {one.score:4.2f}  ", "figure")])
            found = Ref(one.article, one.passage)
            yield [_beginning(session, found, _INDENT, width)]
            yield from flow([Piece("; ".join(one.why), "dim")], width, _INDENT)
            if one.same_text:
                told = f"{_copy(session, found, ref)} as the passage asked about"
                yield from flow([Piece(told, "dim")], width, _INDENT)
            if one.copies:
                names = ", ".join(
                    f"{labels.place(copy.article, copy.passage)} {labels.short_name(copy.article)}"
                    for copy in one.copies
                )
                told = f"{_copy(session, found, *one.copies)} in {names}"
                yield from flow([Piece(told, "dim")], width, _INDENT)


def _copy(session: Session, one: Ref, *others: Ref) -> str:
    """What copies of a passage are, in words."""
    text, *copies = (session.article(ref.article).passage_text(ref.passage) for ref in (one, *others))
    return "nearly the same text" if any(is_reworded(text, copy) for copy in copies) else "same text"


def _beginning(session: Session, ref: Ref, indent: str, width: int, style: Style = "") -> Piece:
    """The beginning of a passage on one line."""
    return Piece(cut(indent + shown(session.article(ref.article).passage_text(ref.passage)), width), style)
