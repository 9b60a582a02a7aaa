"""`briefing verify`: the quotations and figures of a note, looked for in the sources it cites."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import shown
from briefing.cli.colour import Style
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.cli.progress_line import followed
from briefing.cli.word_differences import difference_pieces
from briefing.errors import UsageError
from briefing.model.verification import ClaimStatus, NoteRemark, Verification, VerifiedClaim
from briefing.session import Session, cited_files, note_bytes

COLUMNS = ("line", "column", "kind", "text", "status", "article", "start", "end", "found", "also")
STANDARD_INPUT = "-"
_FEW = 200
"""Articles up to which nobody needs to be told how far it is."""
_TOLD: Mapping[ClaimStatus, str] = {
    "exact": "stands",
    "reworded": "stands with other wording",
    "elsewhere": "stands in another source",
    "differs": "value differs",
    "missing": "not found",
}
_INDENT = " " * 8
_ENDS = ".,;:!?…"
_OPENING = "“”„«»\"‘’‚‹›'「『"
_BEHIND = " " * 10
_MOST_ALSO = 8
"""Articles that have a figure, too, and are named."""


def configure(parser: CommandParser) -> None:
    parser.word("note", "NOTE", "a note in Markdown, or `-` for standard input", required=True)
    parser.paths("the files in the note's own folder that it cites")
    parser.library()
    parser.option("--all", action="store_true", help="as text, list what stands, too")
    parser.results()
    parser.note(
        "Quotations in marks, block quotes that cite, and figures are looked for in what they cite:\n"
        "footnotes ([^1]), links, sources in brackets as (Gazette, 2026-03-09), or in all articles where\n"
        "nothing is cited. No claims are headings (but for the days in those of a timeline), code, lines\n"
        "of citation, numbers of pages and paragraphs, and of footnotes all but what they quote.\n\n"
        "  exact      stands word for word, or with this value\n"
        "  reworded   stands with other wording; as text, [-the note's-] {+the source's+}\n"
        "  elsewhere  stands in another source than the one cited\n"
        "  differs    another value stands there\n"
        "  missing    not found\n\n"
        "Exit code 1: something does not stand."
    )


def run(arguments: Namespace) -> int:
    """Print what the sources have of each claim, in the order of the note."""
    path, paths = arguments.note, arguments.paths
    if path == STANDARD_INPUT and STANDARD_INPUT in paths:
        raise UsageError("only one of note and articles can be standard input")
    note = note_bytes(path, sys.stdin.buffer if sys.stdin is not None else None)
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(paths or _files_cited(note, path), library_choice(arguments))
    session = inputs.session
    find_annotations(session, "figures")
    found = followed(session.verification.verify(note, path), "verifying", _FEW)
    _tell(found.remarks, path)
    if not found.claims:
        say(f"{path}: the note has no quotation and no figure")
    out.records(
        (claim.to_dict() for claim in found.claims),
        text=lambda: _lines(found, session, out.width, every=arguments.all),
        columns=COLUMNS,
    )
    return inputs.exit_code(DONE if found.stands else NOTHING_FOUND)


def _files_cited(note: bytes, path: str) -> Sequence[str]:
    """The files that may be read without being named; UsageError where there is none."""
    files, refused = cited_files(note, path)
    _tell(refused, path)
    if not files:
        raise UsageError(f"{path} cites no file in its own folder", hint="name the articles behind the note")
    return files


def _tell(remarks: Sequence[NoteRemark], path: str) -> None:
    for remark in remarks:
        say(f"{path}:{remark.line}: {remark.message}")


def _lines(found: Verification, session: Session, width: int, *, every: bool) -> Iterator[Line]:
    """Yield what does not stand, or every claim, then how many claims of each kind there are."""
    labels = ArticleLabels(session)
    named: set[str] = set()
    for claim in found.claims:
        if claim.status != "exact" or every:
            if claim.article is not None:
                named.update((claim.article, *claim.also[:_MOST_ALSO]))
            yield from _claim_lines(claim, session, labels, width)
    if not found.claims:
        return
    counts = Counter(claim.status for claim in found.claims)
    told = [f"{counts[one]:,} {_counted(one, counts[one])}" for one in get_args(ClaimStatus) if counts[one]]
    total = len(found.claims)
    if named:
        yield from labels.explained(named, width)
        yield []
    yield from flow(
        [Piece(f"{total:,} {'claim' if total == 1 else 'claims'}: {', '.join(told)}", "bold")], width
    )


def _counted(status: ClaimStatus, count: int) -> str:
    words = _TOLD[status]
    if count == 1:
        return words
    return words.replace("stands", "stand").replace("value differs", "values differ")


def _claim_lines(claim: VerifiedClaim, session: Session, labels: ArticleLabels, width: int) -> Iterator[Line]:
    style: Style = "dim" if claim.status == "exact" else "fault"
    quote = claim.kind == "quote"
    # A block quote may have marks of its own.
    words = f"“{shown(claim.text)}”" if quote and claim.text[0] not in _OPENING else shown(claim.text)
    place = f"{claim.line}:{claim.column}"
    head = [Piece(f"{place:<7} ", "label"), Piece(f"{_TOLD[claim.status]}  ", style), Piece(words)]
    yield from _hanging(head, width)
    if claim.article is None or claim.found is None:
        return
    if claim.start is None:
        yield [Piece(f"{_INDENT}{labels.letter(claim.article)}", "label"), Piece("  its date", "dim")]
        return
    article = session.article(claim.article)
    passage = article.passage_at(claim.start)
    yield labels.placed(claim.article, passage, width, [Piece(_INDENT)])
    if claim.also:
        more = len(claim.also) - _MOST_ALSO
        others = ", ".join(labels.letter(name).strip() for name in claim.also[:_MOST_ALSO])
        yield [Piece(f"{_BEHIND}also in {others}{f' and {more:,} more' if more > 0 else ''}", "dim")]
    if quote and claim.found.split() != claim.text.split() and claim.status != "exact":
        yield from flow(_compared(claim.text, claim.found), width, _BEHIND)
    elif claim.status in ("differs", "reworded"):
        sentence = session.sentence(claim.article, claim.start)
        told = article.text[sentence.start : sentence.end]
        yield from flow(
            [Piece(shown(claim.found), "figure"), Piece(f": {shown(told)}", "dim")], width, _BEHIND
        )


def _hanging(pieces: Sequence[Piece], width: int) -> Iterator[Line]:
    """Lines of which all but the first are indented."""
    first, *rest = flow(pieces, width)
    yield first
    if rest:
        behind = [piece for line in rest for piece in line]
        yield from flow(behind, width, _INDENT)


def _compared(ours: str, theirs: str) -> Iterator[Piece]:
    """The words of a source, with those of the note that differ: `[-gone-] {+there+}`."""
    from briefing.text.word_difference import difference

    # The sign that ends a quotation belongs to the note.
    ours = ours if theirs[-1:] in _ENDS else ours.rstrip(_ENDS)
    return difference_pieces(difference(ours, theirs))
