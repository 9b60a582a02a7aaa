"""`briefing marks ACTION`: list, add, change, remove, export, import and repair marks."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.cli.arguments import CommandAction, CommandParser, library_choice, number
from briefing.cli.article_labels import ArticleLabels, shown_path
from briefing.cli.cells import cell_width, cut, shown
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, STORE, UNREADABLE, say
from briefing.cli.inputs import Inputs, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.cli.stored_items import import_told, items_in, saving, tell_missing, text_of, with_reasons
from briefing.cli.word_differences import difference_pieces
from briefing.errors import ReadError, UsageError
from briefing.files.atomic import why, write_atomic
from briefing.files.clock import iso, utc_now
from briefing.model.article import Article, Span
from briefing.model.correction import Correction
from briefing.model.highlight import Highlight
from briefing.model.mark import MARK_COLOURS, Mark, PlacedMark
from briefing.reading.highlight_lists import read_highlights
from briefing.session import Session
from briefing.session.user_data import UserData
from briefing.text.clean import clean
from briefing.text.word_difference import difference, is_reworded
from briefing.userdata.marks.highlight_marks import marks_of
from briefing.userdata.marks.marks_aside import MarksAside

_COLUMNS = (
    "id",
    "article",
    "fingerprint",
    "passage",
    "start",
    "end",
    "text",
    "prefix",
    "suffix",
    "colour",
    "note",
    "tags",
    "created",
    "modified",
)


def _print_marks(out: ResultWriter, marks: Sequence[Mark]) -> None:
    """Print marks as they are stored."""
    _print_records(out, [mark.to_dict() for mark in marks])


def _print_records(
    out: ResultWriter, records: Iterable[Mapping[str, Any]], labels: ArticleLabels | None = None
) -> None:
    """Print marks in their public form; as text with the `labels` of the articles that are open."""
    columns = _COLUMNS if labels is None else (*_COLUMNS, "orphan")
    out.records(records, text=lambda: _text(records, labels, out.width), columns=columns)


def _text(records: Iterable[Mapping[str, Any]], labels: ArticleLabels | None, width: int) -> Iterator[Line]:
    for record in records:
        tags = "".join(f" #{tag}" for tag in record["tags"])
        name, passage = record["article"], record["passage"]
        before = [Piece(record["id"], "dim"), Piece(f"  {record['colour']}{tags}  ", "dim")]
        if labels is not None:
            told = labels.placed(name, passage, width, before)
        else:
            told = [*before, Piece(f"{shown_path(name)}:{passage}", "label")]
        # A person may have given it many tags.
        fits = sum(cell_width(shown(piece.text)) for piece in told) <= width
        yield from [told] if fits else flow(told, width)
        yield [Piece(cut("    " + shown(record["text"]), width))]
        if record.get("now") == "":
            yield [Piece(cut("    these words are not found there any more", width), "dim")]
        elif record.get("now") is not None:
            changed = difference_pieces(difference(record["text"], record["now"]))
            yield from flow([Piece("the source has changed since: ", "dim"), *changed], width, "    ")
        if record["note"]:
            yield [Piece(cut("    " + shown(record["note"]), width), "figure")]


# -- marks list --------------------------------------------------------------------------------------


def _configure_list(parser: CommandParser) -> None:
    parser.word("paths", "PATH", "only the marks of these articles, where they stand in them now", many=True)
    parser.option(
        "--tag", action="append", default=[], metavar="TAG", help="with this tag; may be given again"
    )
    parser.option("--colour", choices=MARK_COLOURS, help="of this colour")
    parser.option("--with", dest="words", default="", metavar="WORDS", help="with these words in them")
    parser.library()
    parser.results()


def _run_list(arguments: Namespace) -> int:
    """List marks: all in the order they were made, those of articles in reading order."""
    out = ResultWriter(arguments.format, arguments.color)
    library = library_choice(arguments)
    inputs = open_inputs(arguments.paths, library) if arguments.paths else Inputs(Session(), incomplete=False)
    session = inputs.session
    aside = session.user_data.marks.set_aside(
        tags=arguments.tag, colour=arguments.colour, text=arguments.words
    )
    if arguments.paths:
        missing = session.user_data.place_aside(session.corpus, aside, arguments.paths)
        _tell_changed(session, aside)
        _print_records(out, _in_place(session, aside), ArticleLabels(session))
        tell_missing(missing)
    else:
        out.records(
            (mark.to_dict() for mark in aside), text=lambda: _stored_lines(aside, out.width), columns=_COLUMNS
        )
    return inputs.exit_code(of_marks=True)


def _stored_lines(marks: Iterable[Mark], width: int) -> Iterator[Line]:
    """Marks as they are stored, and how to learn of which the words are gone: no article was read."""
    line: Line | None = None
    for line in _text((mark.to_dict() for mark in marks), None, width):
        yield line
    if line is not None:
        yield from flow(
            [Piece("as stored; briefing marks list PATH tells of which the words are gone", "dim")], width
        )


def _tell_changed(session: Session, aside: MarksAside) -> None:
    """Say which marks, in the order they were made, stand on other words now, and of which they are gone."""
    for placed in aside.placed("made"):
        if placed.orphan:
            say(f"{placed.of_article}: the words of mark {placed.mark.id} are not found any more")
        elif "now" in _placed_record(session, placed):
            say(f"{placed.of_article}: the source has changed since mark {placed.mark.id} was made")


def _in_place(session: Session, aside: MarksAside) -> Iterator[dict[str, Any]]:
    """The marks of the articles open now with the offsets they have in them, in reading order.

    One in whose place other words stand now has them as `now`. A mark whose words are gone keeps its old
    place, has an empty `now`, and is an `orphan`.
    """
    for placed in aside.placed("reading, then id"):
        yield _placed_record(session, placed)


def _placed_record(session: Session, placed: PlacedMark) -> dict[str, Any]:
    record = placed.mark.to_dict()
    if placed.article is None or placed.start is None or placed.end is None:
        return {**record, "article": placed.of_article, "now": "", "orphan": True}
    article = session.article(placed.article)
    now = article.text[placed.start : placed.end]
    reworded = is_reworded(placed.mark.text, now)
    return {
        **record,
        "article": article.id,
        "fingerprint": article.fingerprint,
        "passage": placed.passage,
        "start": placed.start,
        "end": placed.end,
        "text": placed.mark.text if reworded else now,
        **({"now": now} if reworded else {}),
    }


# -- marks add ---------------------------------------------------------------------------------------


_LONGEST_QUOTE = 10_000


def _configure_add(parser: CommandParser) -> None:
    parser.word(
        "path", "PATH", "one file, `-`, or FILE#ID for one article of a file of several", required=True
    )
    parser.option("--passage", type=number(0), metavar="N", help="mark passage N, or the quote inside it")
    parser.option("--quote", metavar="WORDS", help="mark these words; they must stand there just once")
    parser.option("--start", type=number(0), metavar="N", help="mark from this offset of the text")
    parser.option("--end", type=number(1), metavar="N", help="mark up to before this offset")
    parser.option("--colour", choices=MARK_COLOURS, default=MARK_COLOURS[0], help="default: %(default)s")
    parser.option("--note", default="", metavar="TEXT", help="a note")
    parser.option("--tag", action="append", default=[], metavar="TAG", help="a tag; may be given again")
    parser.results()


def _run_add(arguments: Namespace) -> int:
    """Store the mark and print it."""
    if (arguments.start is None) != (arguments.end is None):
        raise UsageError("--start and --end go together")
    if arguments.start is not None and (arguments.quote is not None or arguments.passage is not None):
        raise UsageError("--start and --end stand alone", hint="or use --passage and --quote")
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs([arguments.path])
    articles = inputs.session.articles
    if not articles:
        return UNREADABLE
    if len(articles) > 1:
        raise UsageError(
            f"{arguments.path} holds {len(articles)} articles", hint=f"name one, such as {articles[0].id}"
        )
    span = _span_to_mark(articles[0], arguments)
    with saving():
        mark = inputs.session.user_data.marks.add(
            articles[0],
            span.start,
            span.end,
            colour=arguments.colour,
            note=arguments.note,
            tags=arguments.tag,
        )
    _print_marks(out, [mark])
    return inputs.exit_code(changes=True)


def _span_to_mark(article: Article, arguments: Namespace) -> Span:
    if arguments.start is not None:
        return Span(arguments.start, arguments.end)
    whole = Span(0, len(article.text))
    if arguments.passage is not None:
        if arguments.passage >= len(article.passages):
            raise UsageError(
                f"{article.id} has no passage {arguments.passage}",
                hint=f"its last is {len(article.passages) - 1}",
            )
        passage = article.passages[arguments.passage]
        whole = Span(passage.start, passage.end)
    if arguments.quote is not None:
        return _span_of_quote(article, arguments.quote, whole)
    if arguments.passage is None:
        raise UsageError("what to mark is missing", hint="--passage, --quote, or --start and --end")
    return whole


def _span_of_quote(article: Article, quote: str, where: Span) -> Span:
    """Where the words of `quote` stand in `where`, whatever blanks and line ends are between them."""
    words = clean(quote).split()
    if not words or len(quote) > _LONGEST_QUOTE:
        raise UsageError(f"--quote needs 1 to {_LONGEST_QUOTE} characters")
    pattern = re.compile(r"\s{1,100}".join(map(re.escape, words)))
    found = [match.span() for match in pattern.finditer(article.text, where.start, where.end)]
    if not found:
        raise UsageError(f"{article.id} does not say so", hint="--quote must be in its own words")
    if len(found) > 1:
        raise UsageError(
            f"{article.id} says so {len(found)} times", hint="--passage or more words tell which"
        )
    return Span(*found[0])


# -- marks note --------------------------------------------------------------------------------------


def _configure_note(parser: CommandParser) -> None:
    parser.word("id", "ID", "the mark, as `marks list` prints it", required=True)
    parser.word("text", "TEXT", "the note in place of the old one; an empty one takes it away", required=True)
    parser.results()


def _run_note(arguments: Namespace) -> int:
    """Store the note and print the mark."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = Inputs(Session(), incomplete=False)
    with saving():
        mark = inputs.session.user_data.marks.note(arguments.id, arguments.text)
    _print_marks(out, [mark])
    return inputs.exit_code(changes=True)


# -- marks tag ---------------------------------------------------------------------------------------


def _configure_tag(parser: CommandParser) -> None:
    parser.word("id", "ID", "the mark, as `marks list` prints it", required=True)
    parser.word("tags", "TAG", "its tags in place of the old ones; none takes them away", many=True)
    parser.results()


def _run_tag(arguments: Namespace) -> int:
    """Store the tags and print the mark."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = Inputs(Session(), incomplete=False)
    with saving():
        mark = inputs.session.user_data.marks.tag(arguments.id, arguments.tags)
    _print_marks(out, [mark])
    return inputs.exit_code(changes=True)


# -- marks remove ------------------------------------------------------------------------------------


def _configure_remove(parser: CommandParser) -> None:
    parser.word("ids", "ID", "the marks, as `marks list` prints them", many=True, required=True)
    parser.results()


def _run_remove(arguments: Namespace) -> int:
    """Remove the marks, all of them or none where one is unknown, and print what they were."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = Inputs(Session(), incomplete=False)
    marks = inputs.session.user_data.marks
    found = [marks.get(mark_id) for mark_id in dict.fromkeys(arguments.ids)]
    with saving():
        for mark in found:
            marks.remove(mark.id)
    _print_marks(out, found)
    return inputs.exit_code(changes=True)


# -- marks export ------------------------------------------------------------------------------------


_CITATION = ("title", "source", "published")


def _configure_export(parser: CommandParser) -> None:
    parser.option("--format", choices=("json", "jsonl", "csv"), default="json", help="default: %(default)s")
    parser.note(
        "Each mark carries the title, source and date of its article, so that it can be cited without\n"
        "it. `marks import` reads json and jsonl. Exit code 1: there are no marks."
    )


def _run_export(arguments: Namespace) -> int:
    """Print every mark in the store."""
    out = ResultWriter(arguments.format, "never")
    inputs = Inputs(Session(), incomplete=False)
    aside = inputs.session.user_data.marks.set_aside()
    out.records(map(_with_citation, aside), text=list, columns=(*_COLUMNS, *_CITATION))
    if not (found := any(True for _ in aside)):
        say("there are no marks to export")
    return inputs.exit_code(DONE if found else NOTHING_FOUND, of_marks=True)


def _with_citation(mark: Mark) -> dict[str, Any]:
    return {**mark.to_dict(), **{name: getattr(mark, name) for name in _CITATION}}


# -- marks import ------------------------------------------------------------------------------------


def _configure_import(parser: CommandParser) -> None:
    parser.word("file", "FILE", "a file in json or jsonl, or `-` for standard input", required=True)
    parser.word(
        "paths", "PATH", "articles that the highlights of a reading list are looked for in", many=True
    )
    parser.results()
    parser.note(
        "FILE may also be an export of Readwise or Instapaper in CSV. Its highlights become marks with\n"
        "their notes and tags, on their words in the articles named: by address, else by title, else\n"
        "wherever they stand just once. One whose words are not found is kept without a place, which it\n"
        "finds when the file is imported again with its article. None comes in twice, and none comes back\n"
        "that was removed."
    )


def _run_import(arguments: Namespace) -> int:
    """Store the marks, all of them or none, and print those of the file as they are now."""
    out = ResultWriter(arguments.format, arguments.color)
    text = text_of(arguments.file)
    highlights = _highlights(arguments.file, text)
    if highlights is not None:
        return _import_highlights(highlights, arguments, out)
    if arguments.paths:
        raise UsageError("PATH is for the highlights of a reading list", hint="marks know their articles")
    items = items_in(text, arguments.file, "marks")
    session = Session()
    try:
        with saving():
            taken = session.user_data.marks.import_marks(items)
    except UsageError as error:
        raise ReadError(f"{arguments.file}: {error.message}", hint=error.hint) from error
    say(import_told(taken, items, "marks"))
    ids = {item["id"] for item in items}
    _print_marks(out, [mark for mark in session.user_data.marks.list() if mark.id in ids])
    return Inputs(session, incomplete=False).exit_code(changes=True)


def _highlights(name: str, text: str) -> Sequence[Highlight] | None:
    """The highlights of a reading list; None where the text is none."""
    try:
        return read_highlights(text)
    except ReadError as error:
        raise ReadError(f"{name}: {error.message}") from error


def _import_highlights(highlights: Sequence[Highlight], arguments: Namespace, out: ResultWriter) -> int:
    """Store the highlights that are new, or that have found their place, and print their marks."""
    inputs = open_inputs(arguments.paths) if arguments.paths else Inputs(Session(), incomplete=False)
    marks = inputs.session.user_data.marks
    found = marks_of(highlights, inputs.session.articles, marks.list(), iso(utc_now()))
    items = [item for item in found.items if not marks.is_removed(item["id"])]
    with saving():
        marks.import_marks(items)
    ids = {item["id"] for item in items}
    taken = [mark for mark in marks.list() if mark.id in ids]
    every = set(found.ids)
    removed = {one for one in every if marks.is_removed(one)}
    told = f"{len(taken)} of {len(highlights)} highlights are new or found their place"
    here = len(every - ids - removed)
    say(with_reasons(told, twice=len(found.ids) - len(every), removed=len(removed), here=here))
    for without, reason in (
        (found.nowhere, "the words are not found in what was named"),
        (found.several, "the words stand at more than one place of what was named, as in a copy beside it"),
    ):
        if number := len(without - removed):
            say(f"{number} {'is' if number == 1 else 'are'} kept without a place: {reason}")
    _print_marks(out, taken)
    return inputs.exit_code(changes=True)


# -- marks repair ------------------------------------------------------------------------------------


def _configure_repair(parser: CommandParser) -> None:
    parser.option(
        "--salvage", metavar="FILE", help="first write what is left of rows that cannot be read, as jsonl"
    )
    parser.option(
        "--from",
        dest="source",
        metavar="FILE",
        help="bring back the marks that are not here from a copy of the store, or from a damaged file of it",
    )
    parser.results()
    parser.note(
        "A row of the store that cannot be read is set aside, and hides no other. What the history of\n"
        "changes has of it takes its place. Each of them is printed, with the mark it is now, if it came\n"
        "back; what was left of it stays in the store. What became of a damaged store, and which copies\n"
        "hold marks that are not here, is told on standard error. Exit code 4: some did not come back."
    )


def _run_repair(arguments: Namespace) -> int:
    """Write out what cannot be read, bring back what can be, and print what became of each row."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = Inputs(Session(), incomplete=False)
    user_data = inputs.session.user_data
    # All sources and dates are read once: which rows cannot be read is known only then.
    user_data.stored_overrides()
    set_aside = [row.to_dict() for row in user_data.every_unread_row()]
    if arguments.salvage is not None:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in set_aside)
        write_atomic(Path(arguments.salvage), "".join(lines).encode(), overwrite=False, mode=0o600)
        rows = (
            "1 row that cannot be read is"
            if len(set_aside) == 1
            else (f"{len(set_aside)} rows that cannot be read are")
        )
        say(f"{rows} in {arguments.salvage}")
    mended: dict[str, Mark | Correction] = {}
    if arguments.source is not None:
        mended |= {one.id: one for one in _taken_from(user_data, arguments.source)}
    with saving():
        mended |= {one.id: one for one in _mended(user_data)} if set_aside else {}
    records = [
        {
            **row,
            _KEPT_AS.get(row["table"], "mark"): mended[row["id"]].to_dict() if row["id"] in mended else None,
        }
        for row in set_aside
    ]
    out.records(records, text=lambda: _repaired(records, out.width), columns=("table", "id", "problem"))
    left = bool(user_data.every_unread_row())
    _tell_repairs(user_data, whole=not set_aside)
    return STORE if left else DONE


_KEPT_AS = {"correction": "correction"}
"""What a row of a table that was brought back is called; of any other, a mark."""


def _mended(user_data: UserData) -> tuple[Mark | Correction, ...]:
    return (*user_data.marks.mend(), *user_data.corrections.mend())


def _taken_from(user_data: UserData, name: str) -> tuple[Mark | Correction, ...]:
    """Bring back the marks and corrections of a file that are not here, and say how many they are."""
    file = user_data.copy_called(name)
    try:
        with saving():
            marks = user_data.marks.take_from(file)
            corrections = user_data.corrections.take_from(file)
    except OSError as error:
        raise ReadError(f"{name}: {why(error)}") from error
    corrected = f" and {len(corrections)} corrections" if corrections else ""
    say(f"{len(marks)} marks{corrected} were brought back from {file.name}")
    return (*marks, *corrections)


def _tell_repairs(user_data: UserData, *, whole: bool) -> None:
    """Say everything that is on record of repairs, and which copy holds more than the store."""
    database = user_data.database()
    for repair in database.repairs():
        say(repair.describe())
        for name, ids in (("cannot be read any more", repair.unread), ("could not be saved", repair.lost)):
            if ids:
                say(f"marks of {repair.made} that {name}: {', '.join(ids)}")
    richest = database.richest_copy()
    if richest is not None:
        name = richest.path.name
        say(f"the copy {name} holds {richest.told} that are not here: --from {name} brings them back")
    if whole and richest is None:
        say("every row of the store can be read")
    database.repairs_seen()


def _repaired(records: Sequence[Mapping[str, Any]], width: int) -> Iterator[Line]:
    for record in records:
        kept = record.get("mark") or record.get("correction")
        became = "set aside" if kept is None else "brought back"
        yield [Piece(str(record["id"]), "dim"), Piece(f"  {became}: {record['problem']}")]
        if kept is not None:
            yield [Piece(cut("    " + shown(kept["text"] if "text" in kept else kept["label"]), width))]


ACTIONS = {
    "list": CommandAction(_configure_list, _run_list),
    "add": CommandAction(_configure_add, _run_add),
    "note": CommandAction(_configure_note, _run_note),
    "tag": CommandAction(_configure_tag, _run_tag),
    "remove": CommandAction(_configure_remove, _run_remove),
    "export": CommandAction(_configure_export, _run_export),
    "import": CommandAction(_configure_import, _run_import),
    "repair": CommandAction(_configure_repair, _run_repair),
}
