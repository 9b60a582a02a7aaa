"""The dialogs that ask how a line of the ledger shall be corrected, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from briefing.model.correction import CorrectionKind, Misfit, SetVerdict
from briefing.text.clean import clean_line
from briefing.text.tokens import fold
from briefing.ui.drawing.ledger_rows import voices_by_value
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.pick_screen import PickOption, PickScreen

if TYPE_CHECKING:
    from textual.content import Content

    from briefing.model.correction import Correction
    from briefing.model.ledger_line import LedgerEntry, LedgerLine
    from briefing.session.requests.ledger_requests import QuotedLedger

T = TypeVar("T")
Read = Callable[[str | None], T | None]
"""What an answer of a dialog stands for; None where it was left without one."""
FOUND: Literal["found"] = "found"
"""The answer that a verdict shall be the one that was worked out."""
_VERDICTS: dict[SetVerdict, str] = {"agree": "the sources agree", "differ": "the sources differ"}
_KINDS: dict[CorrectionKind, str] = {
    "join": "joined",
    "split": "split",
    "verdict": "verdict",
    "note": "note",
    "hide": "hidden",
}
_MISFITS: dict[Misfit, str] = {
    "figures gone": "does not fit: figures gone",
    "figures apart": "does not fit: in several lines",
    "another value": "does not fit: another value",
}


def _picked(rows: Sequence[tuple[str, T, Content | None]]) -> tuple[list[PickOption], Read[T]]:
    """Options of which each has words of its own, and what each of them stands for."""
    options: dict[str, PickOption] = {}
    meant: dict[str, T] = {}
    for words, value, detail in rows:
        name: str = clean_line(words)
        number = 1
        while name in options:
            number += 1
            name = f"{clean_line(words)} ({number})"
        options[name] = PickOption(name) if detail is None else PickOption(name, detail)
        meant[name] = value
    return list(options.values()), lambda answer: None if answer is None else meant[answer]


def values_of(line: LedgerLine, letter: Callable[[str], str]) -> str:
    """The values of a line with the letters of the articles that give each: `A C 12 tons · B 20 tons`."""
    order = {name: place for place, name in enumerate(line.articles)}
    return " · ".join(
        f"{' '.join(map(letter, articles))} {clean_line(text)}"
        for text, articles in voices_by_value(line, order)
    )


def join_dialog(
    line: LedgerLine, others: Sequence[LedgerLine], letter: Callable[[str], str]
) -> tuple[PickScreen, Read[LedgerLine]]:
    """Ask with which of other lines one shall be joined: those of the likest labels first."""
    words = set(fold(line.label).split())
    near = sorted(others, key=lambda one: -len(words & set(fold(one.label).split())))
    options, read = _picked([(f"{one.label}: {values_of(one, letter)}", one, None) for one in near])
    asked = f"{line.label}: {values_of(line, letter)} – which row measures the same?"
    return PickScreen("Join rows", clean_line(asked), options, verb="join"), read


def split_dialog(
    line: LedgerLine, entry: LedgerEntry, letter: Callable[[str], str]
) -> tuple[PickScreen, Read[tuple[LedgerEntry, ...]]] | None:
    """Ask what shall be split off with a figure: that alone, its article, or all that say the same; None
    where there is nothing to choose."""
    same = tuple(one for one in line.entries if fold(one.text) == fold(entry.text))
    own = tuple(one for one in line.entries if one.article == entry.article)
    text, name = clean_line(entry.text), letter(entry.article)
    rows: dict[tuple[LedgerEntry, ...], str] = {(entry,): f"{name} {text}: this figure alone"}
    if len(own) < len(line.entries):
        rows.setdefault(own, f"all figures of {name}")
    if len(same) < len(line.entries):
        rows.setdefault(same, f"{text}: all {len(same)} that say so")
    if len(rows) < 2:
        return None
    options, read = _picked([(words, entries, None) for entries, words in rows.items()])
    asked = "What measures something else than the rest of the row?"
    return PickScreen("Split a row", asked, options, verb="split off"), read


def verdict_dialog(line: LedgerLine) -> tuple[PickScreen, Read[SetVerdict | Literal["found"]]]:
    """Ask for the verdict of a line."""
    found = line.corrected.found_verdict if line.corrected is not None else None
    rows: list[tuple[str, SetVerdict | Literal["found"], Content | None]] = [
        (
            words,
            verdict,
            plain_line("as now", "$text-muted") if verdict == line.verdict else None,
        )
        for verdict, words in _VERDICTS.items()
    ]
    if found is not None:
        rows.append((f"as worked out: {found}", FOUND, None))
    options, read = _picked(rows)
    return PickScreen("Verdict", clean_line(line.label), options, verb="set"), read


def corrections_dialog(ledger: QuotedLedger) -> tuple[PickScreen, Read[Correction]]:
    """Ask which correction shall be taken back; those that do not fit any more are told first."""
    why = {one.correction.id: _MISFITS[one.why] for one in ledger.unfit}
    every = sorted(ledger.corrections, key=lambda one: one.id not in why)
    rows = [
        (
            f"{_KINDS[one.kind]}{f' {one.verdict}' if one.verdict else ''}: {one.label}",
            one,
            plain_line(f" {why[one.id]} ", "$warning") if one.id in why else None,
        )
        for one in every
    ]
    options, read = _picked(rows)
    asked = "What was set by hand in this ledger; what is taken back is as it was worked out."
    return PickScreen("Corrections", asked, options, verb="take back"), read
