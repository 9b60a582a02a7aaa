"""The dialogs that ask how a line of the ledger shall be corrected, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from briefing.model.correction import CorrectionKind, Misfit, SetVerdict
from briefing.text.clean import clean_line
from briefing.text.tokens import fold
from briefing.ui.drawing.ledger_rows import voices_by_value
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.pick_screen import PickOption, PickScreen

if TYPE_CHECKING:
    from textual.content import Content

    from briefing.model.correction import Correction, UnfitCorrection
    from briefing.model.ledger_line import LedgerEntry, LedgerLine

T = TypeVar("T")
Read = Callable[[str | None], T | None]
"""What an answer of a dialog stands for; None where it was left without one."""
FOUND: Literal["found"] = "found"
"""The answer that a verdict shall be the one that was worked out."""
_VERDICTS: dict[SetVerdict, str] = {"agree": "the sources agree", "differ": "the sources differ"}
_SPEAKERS: dict[CorrectionKind, str] = {"one speaker": "is", "two speakers": "is not"}
_KINDS: dict[CorrectionKind, str] = {
    "join": "joined",
    "split": "split",
    "verdict": "verdict",
    "note": "note",
    "hide": "hidden",
    "speaker": "speaker",
}
_MISFITS: dict[Misfit, str] = {
    "figures gone": "does not fit: figures gone",
    "figures apart": "does not fit: in several lines",
    "another value": "does not fit: another value",
    "quote gone": "does not fit: quote gone",
}


def picked(rows: Sequence[tuple[str, T, Content | None]]) -> tuple[list[PickOption], Read[T]]:
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
    options, read = picked([(f"{one.label}: {values_of(one, letter)}", one, None) for one in near])
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
    options, read = picked([(words, entries, None) for entries, words in rows.items()])
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
    options, read = picked(rows)
    return PickScreen("Verdict", clean_line(line.label), options, verb="set"), read


class Corrected(Protocol):
    """An answer that heeds corrections."""

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Those that are about it."""

    @property
    def unfit(self) -> tuple[UnfitCorrection, ...]:
        """Those of them that do not fit any more."""


def corrections_dialog(corrected: Corrected, of: str = "ledger") -> tuple[PickScreen, Read[Correction]]:
    """Ask which correction `of` a screen shall be taken back; those that do not fit any more come first."""
    why = {one.correction.id: _MISFITS[one.why] for one in corrected.unfit}
    every = sorted(corrected.corrections, key=lambda one: one.id not in why)
    rows = [
        (
            _told(one),
            one,
            plain_line(f" {why[one.id]} ", "$warning") if one.id in why else None,
        )
        for one in every
    ]
    options, read = picked(rows)
    asked = f"What was set by hand in this {of}; what is taken back is as it was worked out."
    return PickScreen("Corrections", asked, options, verb="take back"), read


def _told(one: Correction) -> str:
    """A correction in words."""
    if one.kind in _SPEAKERS:
        return f" {_SPEAKERS[one.kind]} ".join(one.names)
    said = f" {one.verdict}" if one.verdict else "".join(f" {name}" for name in one.names)
    return f"{_KINDS[one.kind]}{said}: {one.label}"


def speaker_dialog(said: str, names: Sequence[str]) -> PickScreen:
    """Ask who says something: one of the names that others have, or another that is typed."""
    options = [PickOption(name) for name in dict.fromkeys(map(clean_line, names))]
    return PickScreen("Who speaks", clean_line(f"“{said}” – who says it?"), options, verb="set", free=True)


def one_speaker_dialog(name: str, others: Sequence[str]) -> tuple[PickScreen, Read[str]]:
    """Ask whose form a name is: those that share a word with it first."""
    words = set(fold(name).split())
    near = sorted(others, key=lambda one: -len(words & set(fold(one).split())))
    options, read = picked([(one, one, None) for one in near])
    return PickScreen("One speaker", clean_line(f"{name} – is whom?"), options, verb="join"), read


def two_speakers_dialog(name: str, forms: Sequence[str]) -> tuple[PickScreen, Read[str]]:
    """Ask which of the names below one is somebody else's."""
    options, read = picked([(one, one, None) for one in forms])
    return PickScreen("Two speakers", clean_line(f"Which is not {name}?"), options, verb="tell apart"), read
