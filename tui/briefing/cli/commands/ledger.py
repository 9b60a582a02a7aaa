"""`briefing ledger`: figures of several articles lined up where they measure the same thing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from briefing.cli.arguments import CommandParser, number
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import shown
from briefing.cli.colour import Style
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.document_output import (
    add_options,
    document_form,
    formats_note,
    output_path,
    put,
    suffixes_note,
)
from briefing.cli.ledger_inputs import open_ledger
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, flow, table
from briefing.export.export_formats import formats_for
from briefing.model.article import Article, Span
from briefing.model.figure import FigureKind
from briefing.model.ledger_line import LedgerEntry, LedgerLine, Verdict, origin_texts
from briefing.session import Session, ledger_pieces

KINDS: tuple[str, ...] = get_args(FigureKind)
VERDICTS: tuple[str, ...] = get_args(Verdict)
COLUMNS = (
    *("id", "label", "kind", "unit", "verdict", "reason", "topic", "confidence", "voices"),
    *("article", "passage", "start", "end", "text", "value", "low", "high", "range", "published", "copy_of"),
    *("origin", "course"),
)
BY_HAND = ("set_by_hand", "note")
"""Columns that there are only where a line was corrected by hand."""
_SIGNS: Mapping[Verdict, tuple[str, Style]] = {
    "differ": ("≠ differ", "figure"),
    "agree": ("= agree", "label"),
    "single": ("  single", "dim"),
}
_NO_LINE = "there is no such line"
_CHANGED: tuple[str, Style] = ("→ changed", "label")
"""Of a line whose values differ because they follow each other."""
_UNCONFIRMED: tuple[str, Style] = ("· agree", "dim")
"""Of a line of one voice, or of days of which nothing says which they are."""


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--min-sources",
        type=number(1),
        default=1,
        metavar="N",
        help="print only what N articles or more give (default: 1)",
    )
    parser.option(
        "--verdict",
        action="append",
        choices=VERDICTS,
        default=[],
        metavar="VERDICT",
        help=f"print lines of this verdict only; may be given again: {', '.join(VERDICTS)}",
    )
    parser.option(
        "--kind",
        action="append",
        choices=KINDS,
        default=[],
        metavar="KIND",
        help=f"print figures of this kind only; may be given again: {', '.join(KINDS)}",
    )
    parser.option(
        "--topic",
        metavar="LABEL",
        help="this topic or story alone, by its label in `topics`, or a part of that",
    )
    parser.option("--hidden", action="store_true", help="print lines that were hidden by hand, too")
    parser.option("--explain", action="store_true", help="print each sentence with the words that joined it")
    parser.option(
        "--to",
        choices=[one.name for one in formats_for("ledger")],
        help="write the lines as a document, each with its sentences",
    )
    add_options(parser)
    parser.results()
    parser.note(
        "A line is one quantity: what differs comes first, then what most voices give, then what one\n"
        "article gives alone. Values agree where both wordings can be meant (rounded, a bound, a range,\n"
        "another unit). The number behind a label is how sure it is that all of a line measure the same.\n"
        "CSV has a row for each entry; that of --to has its sentence and source, too. --output alone takes\n"
        f"the form from the name: {suffixes_note('ledger')}. Exit code 1: there is no such line.\n"
        "What was corrected by hand in the reader is heeded and told (`briefing corrections`).\n\n"
        f"{formats_note('ledger')}"
    )


def run(arguments: Namespace) -> int:
    """Print the lines that were asked for, those that differ first."""
    form, path = document_form(arguments, "ledger"), output_path(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    inputs, ledger, topic = open_ledger(arguments, arguments.topic)
    session = inputs.session
    if ledger.hidden and not arguments.hidden:
        number_ = len(ledger.hidden)
        say(f"{number_} line{' is' if number_ == 1 else 's are'} hidden by hand: --hidden prints what is")
    lines = [
        line
        for line in (*ledger.lines, *(ledger.hidden if arguments.hidden else ()))
        if len(line.articles) >= arguments.min_sources
        and (not arguments.verdict or line.verdict in arguments.verdict)
        and (not arguments.kind or line.kind in arguments.kind)
    ]
    if form is not None:
        if not lines:
            say(_NO_LINE)
            return inputs.exit_code(NOTHING_FOUND)
        from briefing.session.requests.ledger_requests import quoted_ledger

        title = "Ledger" if topic is None else f"Ledger: {topic}"
        put(ledger_pieces(form, quoted_ledger(session, lines), title), form, path, force=arguments.force)
        return inputs.exit_code()
    out.records(
        (line.to_dict() for line in lines),
        text=lambda: _text(lines, session, out.width, explain=arguments.explain),
        rows=_rows,
        columns=COLUMNS if all(line.corrected is None for line in lines) else COLUMNS + BY_HAND,
        nothing=_NO_LINE,
    )
    return inputs.exit_code(DONE if lines else NOTHING_FOUND)


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    about = {key: value for key, value in record.items() if key not in ("entries", "corrected")}
    about["course"] = " → ".join(step["text"] for step in record["course"])
    corrected = record.get("corrected") or {"kinds": [], "note": None}
    about |= {"set_by_hand": " ".join(corrected["kinds"]), "note": corrected["note"]}
    for entry in record["entries"]:
        told = {key: value for key, value in entry.items() if key != "why"}
        yield {**about, **told, "origin": entry["origin"] and entry["origin"]["who"]}


def _text(lines: Sequence[LedgerLine], session: Session, width: int, *, explain: bool) -> Iterator[Line]:
    """Verdict and label of each line; below it what each article says, with its letter and day."""
    labels = ArticleLabels(session)
    told: set[str] = set()
    for number_, line in enumerate(lines):
        if number_:
            yield []
        told.update(line.articles)
        yield from flow(_head(line), width)
        if line.corrected is not None and line.corrected.note:
            yield from flow([Piece(f"    {shown(line.corrected.note)}", "figure")], width, "    ")
        if explain:
            for entry in line.entries:
                yield labels.placed(entry.article, entry.passage, width, [Piece("    ")])
                yield from flow(list(_sentence(entry, session.article(entry.article))), width, " " * 6)
            continue
        rows = [
            [
                Piece(f"    {labels.letter(name)}", "label"),
                Piece(entries[0].published or "", "dim"),
                Piece(" · ".join(dict.fromkeys(entry.text for entry in entries)), "bold"),
                Piece(_about(entries, labels), "dim"),
            ]
            for name, entries in _by_article(line)
        ]
        columns = (TableColumn(), TableColumn(), TableColumn(least=16), TableColumn(least=12))
        yield from table(rows, columns, width)
    yield from labels.explained(told, width)


def _about(entries: Sequence[LedgerEntry], labels: ArticleLabels) -> str:
    """Who gave what an article says, and which other it says it after."""
    copied = () if entries[0].copy_of is None else (f"copy of {labels.letter(entries[0].copy_of)}",)
    return " · ".join((*origin_texts(entries), *copied))


def _head(line: LedgerLine) -> list[Piece]:
    sign, style = _CHANGED if line.course else _SIGNS[line.verdict]
    if line.verdict == "agree" and not line.confirms:
        sign, style = _UNCONFIRMED
    facts = [shown(line.voices_words), f"{line.confidence:.2f}"]
    if line.corrected is not None:
        facts.append("hidden by you" if line.corrected.hidden else line.corrected.words)
    reason = f"{line.reason}  " if line.reason else ""
    course = f"{shown(line.course_words)}  " if line.course else ""
    return [
        Piece(f"{sign}  ", style),
        Piece(f"{line.label}  ", "bold"),
        Piece(course, "figure"),
        Piece(reason, "label"),
        Piece(" · ".join(facts), "dim"),
    ]


def _by_article(line: LedgerLine) -> list[tuple[str, list[LedgerEntry]]]:
    found: dict[str, list[LedgerEntry]] = {}
    for entry in line.entries:
        found.setdefault(entry.article, []).append(entry)
    return list(found.items())


def _sentence(entry: LedgerEntry, article: Article) -> Iterator[Piece]:
    """The sentence of an entry: its figure in colour, the words that joined it to the others bold."""
    from briefing.text.passage_sentences import sentences_around

    around = sentences_around(article, Span(entry.start, entry.end))
    lit: list[tuple[int, int, Style]] = [(entry.start, entry.end, "figure")]
    lit += [
        (one.start, one.end, "bold") for one in entry.why if one.end <= entry.start or one.start >= entry.end
    ]
    at = around.start
    for start, end, style in sorted(lit):
        if start < at or end > around.end:
            continue
        yield Piece(shown(article.text[at:start]))
        yield Piece(shown(article.text[start:end]), style)
        at = end
    yield Piece(shown(article.text[at : around.end]))
