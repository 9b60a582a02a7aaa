"""What the head of a table says of the numbers below it: "(in $ millions)".

The rows of a table are passages of their own. A head holds for the rows behind it, up to the next
sentence or heading.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.number import SCALES, SUFFIXES
from briefing.figures.rules import bare
from briefing.figures.token_line import Line, TableHead

NAME = "table head"

_WORDS = load_words("table_heads.toml")
LONGEST_HEAD = 120
"""A passage of more characters is no head and no row."""
_POWERS = {**SCALES, **SUFFIXES, "thousands": 3, "k": 3, "m": 6, "000": 3, "000s": 3}


def head_after(line: Line, before: TableHead | None) -> TableHead | None:
    """Return the head that holds behind the passage `line`, where `before` held before it."""
    found = _head_in(line)
    if found is not None:
        line.heads_table = True
        return found
    return before if before is not None and is_row(line) else None


def is_row(line: Line) -> bool:
    """True for a label with numbers behind it and no sentence."""
    last = len(line) - 1
    while last > 0 and line.lows[last] in {")", "%", "|", "-", "–", "—", "]"}:
        last -= 1
    return line.is_number(last) and not _WORDS["verbs"].intersection(line.lows)


def _head_in(line: Line) -> TableHead | None:
    """The head that a short passage is or holds."""
    lows = line.lows
    for index in range(len(line)):
        if lows[index] in _WORDS["scales"] or line.raws[index] in {"000", "000s"}:
            head = _scaled_head(line, index)
            if head is not None:
                return head
    # "All amounts in CHF": a currency without a scale, and nothing else.
    found = currency_before(line, len(line)) or currency_before(line, len(line) - 1)
    if found is not None and lows[found[1] - 1] == "in" and _is_plain(line, (found[1], len(line))):
        return TableHead(found[0].code, 1.0)
    return None


def _scaled_head(line: Line, index: int) -> TableHead | None:
    """The head whose scale is token `index`: "in $ millions", "millions of dollars", "£m"."""
    first, end = index, index + 1
    unit = None
    mark = first - 1 if line.lows[first - 1] in {"'", "’", "‘"} else first
    before = mark - 1 if line.lows[mark - 1] == "in" else mark
    if before > 0 and (found := currency_before(line, before)) is not None:
        unit, first = found[0].code, found[1]
    elif line.lows[end] == "of" and (behind := currency_at(line, end + 1)) is not None:
        unit, end = behind[0].code, behind[1]
    short = len(line.lows[index]) <= 4
    if line.is_number(first - 1) or (short and unit is None) or line.is_number(mark - 1):
        return None
    bracketed = "(" in (line.lows[first - 1], line.lows[first - 2], line.lows[max(0, before - 1)])
    if not bracketed and not _is_plain(line, (first, end)):
        return None
    return TableHead(unit, 10.0 ** _POWERS[line.lows[index]])


def _is_plain(line: Line, known: tuple[int, int]) -> bool:
    """True where all but the tokens `known` are words of heads, signs and years."""
    if line.lows[len(line) - 1] in {".", "!", "?"}:
        return False
    said = [at for at in range(len(line)) if not known[0] <= at < known[1] and line.is_word(at)]
    if not all(line.lows[at] in _WORDS["around"] for at in said):
        return False
    return "in" in line.lows or not said


def apply_head(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the bare numbers of a row given the scale and currency of the table's head.

    The head itself has no figure but its years.
    """
    if line.heads_table:
        return [draft for draft in drafts if draft.kind == "date"]
    head = line.table_head
    if head is None or not is_row(line) or _WORDS["other_rows"].intersection(line.lows):
        return drafts
    return [_headed(line, draft, head) if draft.rule == bare.NAME else draft for draft in drafts]


def _headed(line: Line, draft: Draft, head: TableHead) -> Draft:
    number = draft.numbers[0]
    if draft.kind is None or draft.value is None or not number.digits or number.scale != 1.0:
        return draft
    bracketed = line.lows[draft.first - 1] == "(" and line.lows[draft.end] == ")"
    value = draft.value * head.scale * (-1.0 if bracketed and draft.value > 0 else 1.0)
    return replace(
        draft, kind="count" if head.unit is None else "money", value=value, unit=head.unit, rule=NAME,
        first=draft.first - bracketed, end=draft.end + bracketed,
    )  # fmt: skip
