"""Corrections from outside: every field of every one is checked before the first is stored."""

from __future__ import annotations

from typing import cast

from briefing.model.correction import (
    CORRECTION_KINDS,
    SET_VERDICTS,
    SPEAKER_KINDS,
    Correction,
    CorrectionKind,
    FigureAnchor,
    SetVerdict,
)
from briefing.text.clean import clean, clean_line
from briefing.userdata.imported_item import ImportedItem


def correction_from(item: object, number: int, now: str) -> Correction:
    """Return the correction that `item`, the public form of one, stands for.

    `number` is its place in the list, from 1, and named in errors; `now` stands in for a missing time.
    Texts are cleaned. Raises UsageError naming the item and the field.
    """
    name = f"correction {number}"
    reader = _CorrectionItem(item, name)
    kind = reader.kind()
    created = reader.time("created", now)
    return Correction(
        id=reader.identity(),
        kind=kind,
        label=clean_line(reader.words("label")),
        figures=reader.anchors("figures", f"{name}, figure", least=1),
        others=reader.anchors("others", f"{name}, other figure", least=1 if kind in ("join", "split") else 0),
        verdict=reader.verdict() if kind == "verdict" else None,
        note=clean(reader.words("note", needed=True)) if kind == "note" else "",
        created=created,
        modified=reader.time("modified", created),
        names=reader.names(SPEAKER_KINDS.get(kind, 0)),
    )


class _CorrectionItem(ImportedItem):
    """Reads the fields of one correction."""

    def kind(self) -> CorrectionKind:
        value = self.item.get("kind")
        if value not in CORRECTION_KINDS:
            raise self.wrong("kind", f"one of {', '.join(CORRECTION_KINDS)}")
        return cast("CorrectionKind", value)

    def verdict(self) -> SetVerdict:
        value = self.item.get("verdict")
        if value not in SET_VERDICTS:
            raise self.wrong("verdict", f"one of {', '.join(SET_VERDICTS)}")
        return cast("SetVerdict", value)

    def names(self, number: int) -> tuple[str, ...]:
        value = self.item.get("names") if number else []
        names = value if isinstance(value, list) else []
        if len(names) != number or not all(isinstance(one, str) and clean_line(one).strip() for one in names):
            raise self.wrong("names", "one name" if number == 1 else f"a list of {number} names")
        return tuple(clean_line(one).strip() for one in names)

    def anchors(self, name: str, called: str, *, least: int) -> tuple[FigureAnchor, ...]:
        value = self.item.get(name) or []
        if not isinstance(value, list) or len(value) < least:
            raise self.wrong(name, "a list of figures")
        return tuple(_anchor_from(one, f"{called} {number}") for number, one in enumerate(value, 1))


def _anchor_from(item: object, called: str) -> FigureAnchor:
    reader = ImportedItem(item, called)
    start, end, text = reader.quote()
    return FigureAnchor(
        article=reader.words("article", needed=True),
        fingerprint=clean_line(reader.words("fingerprint")),
        passage=reader.whole("passage"),
        start=start,
        end=end,
        text=text,
        prefix=clean(reader.words("prefix")),
        suffix=clean(reader.words("suffix")),
    )
