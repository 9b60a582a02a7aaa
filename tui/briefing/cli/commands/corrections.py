"""`briefing corrections ACTION`: list, export, import and remove what was corrected by hand in the ledger
and of who speaks, and the names that places were given."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandAction, CommandParser
from briefing.cli.article_labels import shown_path
from briefing.cli.cells import cut, shown
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.inputs import Inputs
from briefing.cli.ledger_inputs import open_ledger
from briefing.cli.output import Line, Piece, ResultWriter
from briefing.cli.stored_items import import_told, items_of, saving
from briefing.errors import ReadError, UsageError
from briefing.model.correction import CORRECTION_KINDS, Correction, Misfit
from briefing.session import Session

_COLUMNS = (
    *("id", "kind", "label", "verdict", "note", "names", "created", "modified", "side"),
    *("article", "fingerprint", "passage", "start", "end", "text", "prefix", "suffix"),
)
_WHY: Mapping[Misfit, str] = {
    "figures gone": "its figures are not found any more",
    "figures apart": "its figures stand in several lines now",
    "another value": "its line has a value now that was not there",
    "quote gone": "its quote is not found any more",
}
_PLACE_GONE = "its words are not found any more"


def _print(out: ResultWriter, records: Sequence[Mapping[str, Any]]) -> None:
    """Print corrections in their public form; CSV has a row for each figure they speak of."""
    fits = ("fits", "why") if any("fits" in record for record in records) else ()
    out.records(records, text=lambda: _text(records, out.width), rows=_rows, columns=(*_COLUMNS, *fits))


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    about = {key: value for key, value in record.items() if key not in ("figures", "others")}
    for side in ("figures", "others"):
        for figure in record[side]:
            yield {**about, "side": side, **figure}


def _text(records: Sequence[Mapping[str, Any]], width: int) -> Iterator[Line]:
    for record in records:
        said = record["verdict"] or ""
        yield [
            Piece(record["id"], "dim"),
            Piece(f"  {record['kind']}{f' {said}' if said else ''}  ", "label"),
            Piece(cut(shown(record["label"]), max(width - 44, 20)), "bold"),
        ]
        for side, sign in (("figures", ""), ("others", _BETWEEN.get(record["kind"], ""))):
            for number, figure in enumerate(record[side]):
                before = sign if number == 0 and sign else ""
                place = f"  {shown_path(figure['article'])}:{figure['passage']}"
                yield [Piece(cut(f"    {before:5}{shown(figure['text'])}{place}", width))]
        if record.get("names"):
            joint = {"one speaker": " is ", "two speakers": " is not "}.get(record["kind"], "")
            names = joint.join(map(shown, record["names"]))
            yield [Piece(cut(f"    {names}", width), "figure")]
        if record["note"]:
            yield [Piece(cut("    " + shown(record["note"]), width), "figure")]
        if record.get("fits") is False:
            yield [Piece(f"    does not fit any more: {record['why']}", "figure")]


_BETWEEN = {"join": "with", "split": "from"}
"""What stands before the figures of the other line."""


# -- corrections list --------------------------------------------------------------------------------


def _configure_list(parser: CommandParser) -> None:
    parser.word("paths", "PATH", "only those of these articles, and whether they fit still", many=True)
    parser.option("--kind", choices=CORRECTION_KINDS, help=f"of this kind: {', '.join(CORRECTION_KINDS)}")
    parser.library()
    parser.results()


def _run_list(arguments: Namespace) -> int:
    """List corrections in the order in which they are heeded."""
    out = ResultWriter(arguments.format, arguments.color)
    if arguments.paths:
        inputs, ledger, _ = open_ledger(arguments)
        speakers = inputs.session.speakers
        why = {one.correction.id: _WHY[one.why] for one in (*ledger.unfit, *speakers.unfit())}
        user_data = inputs.session.user_data
        places = user_data.named_places(inputs.session.corpus.articles_for)
        why |= {place.id: _PLACE_GONE for place in places if place.passage is None}
        here = {place.id for place in places}
        named = (one for one in user_data.corrections.list() if one.id in here)
        concerned = sorted((*ledger.concerned, *speakers.concerned(), *named), key=lambda one: one.id)
        records = [{**one.to_dict(), "fits": one.id not in why, "why": why.get(one.id)} for one in concerned]
    else:
        inputs = Inputs(Session(), incomplete=False)
        records = [one.to_dict() for one in inputs.session.user_data.corrections.list()]
    _print(out, [one for one in records if arguments.kind in (None, one["kind"])])
    return inputs.exit_code(of_marks=True)


# -- corrections export ------------------------------------------------------------------------------


def _configure_export(parser: CommandParser) -> None:
    parser.option("--format", choices=("jsonl", "json"), default="jsonl", help="default: %(default)s")
    parser.note("`corrections import` reads both. Exit code 1: there are no corrections.")


def _run_export(arguments: Namespace) -> int:
    """Print every correction in the store."""
    out = ResultWriter(arguments.format, "never")
    inputs = Inputs(Session(), incomplete=False)
    corrections = inputs.session.user_data.corrections.list()
    out.records([one.to_dict() for one in corrections], text=list, columns=_COLUMNS)
    if not corrections:
        say("there are no corrections to export")
    return inputs.exit_code(DONE if corrections else NOTHING_FOUND, of_marks=True)


# -- corrections import ------------------------------------------------------------------------------


def _configure_import(parser: CommandParser) -> None:
    parser.word("file", "FILE", "a file in jsonl or json, or `-` for standard input", required=True)
    parser.results()


def _run_import(arguments: Namespace) -> int:
    """Store the corrections, all of them or none, and print those of the file as they are now."""
    out = ResultWriter(arguments.format, arguments.color)
    items = items_of(arguments.file, "corrections")
    session = Session()
    try:
        with saving():
            taken = session.user_data.corrections.import_corrections(items)
    except UsageError as error:
        raise ReadError(f"{arguments.file}: {error.message}", hint=error.hint) from error
    say(import_told(taken, items, "corrections"))
    ids = {item.get("id") for item in items if isinstance(item, dict)}
    _print_these(out, [one for one in session.user_data.corrections.list() if one.id in ids])
    return Inputs(session, incomplete=False).exit_code(changes=True)


# -- corrections remove ------------------------------------------------------------------------------


def _configure_remove(parser: CommandParser) -> None:
    parser.word("ids", "ID", "the corrections, as `corrections list` prints them", many=True, required=True)
    parser.results()


def _run_remove(arguments: Namespace) -> int:
    """Remove the corrections, all of them or none where one is unknown, and print what they were."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = Inputs(Session(), incomplete=False)
    with saving():
        removed = inputs.session.user_data.corrections.remove(arguments.ids)
    _print_these(out, removed)
    return inputs.exit_code(changes=True)


def _print_these(out: ResultWriter, corrections: Sequence[Correction]) -> None:
    _print(out, [one.to_dict() for one in corrections])


ACTIONS = {
    "list": CommandAction(_configure_list, _run_list),
    "export": CommandAction(_configure_export, _run_export),
    "import": CommandAction(_configure_import, _run_import),
    "remove": CommandAction(_configure_remove, _run_remove),
}
