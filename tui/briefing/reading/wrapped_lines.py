"""Lines of plain text, and which of their ends are the margin's rather than the writer's.

A program that wraps text goes to the next line where the next word would not have fitted. So the
margin of a text is the column that most of the line ends inside sentences agree with: the line ends
before it, and with the first word of the next line would have gone beyond. Given the margin, every
line end is judged alike: at the margin it is a blank, elsewhere (verse, tables, lists, headings, the
last line of a paragraph) it is the text's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, starmap
from typing import NamedTuple

_NARROWEST, LONGEST_WRAPPED = 34, 120
"""Columns in the lines of text wrapped for a column, a terminal, a mail or a page."""
_LONGEST_WORD = 20
"""Longer ones (addresses, code) tell nothing of the margin."""
_SLACKS = ((0, 0.85), (10, 0.9), (18, 0.95))
"""Columns before the margin at which text wrapped by hand or by sentence may break, and how many of the
line ends inside sentences must then agree."""
_NEAR, _NEAREST = 4, 8
"""A break is near the margin where at most a fourth of the line is missing, very near with an eighth."""
_CAREFULLY = 40
"""Text of fewer columns is taken for wrapped only where it breaks exactly at the margin."""


class TextLine(NamedTuple):
    """One line without the blank space at its edges."""

    start: int
    end: int
    indent: int
    """Columns of blank space in front, a tab counted as four."""
    column: int
    """Where it ends, in columns."""
    word: int
    """Length of its first word."""
    opens_lower: bool
    opens_amount: bool
    """With a digit or the sign of a currency."""
    is_stopped: bool
    """It ends as a sentence or a clause may."""
    has_columns: bool
    """It has wide gaps or tabs inside, as the rows of a table have."""

    @property
    def is_word(self) -> bool:
        return self.word == self.end - self.start


class Break(NamedTuple):
    """The end of a line inside a block: the lines before and after it."""

    before: TextLine
    after: TextLine

    @property
    def is_cut(self) -> bool:
        """Whether it lies inside a sentence, as far as a single line end can tell."""
        return not self.before.is_stopped and self.after.opens_lower

    @property
    def has_columns(self) -> bool:
        """Whether one of the lines may be the row of a table."""
        return self.before.has_columns or self.after.has_columns

    @property
    def reach(self) -> int:
        """The column to which the first line would have gone with the first word of the second."""
        return self.before.column + 1 + self.after.word

    def early(self, column: int) -> int:
        """How many columns too early it comes for a margin at `column`; 0 or less where it does not."""
        return column - self.before.column - self.after.word


def breaks_of(lines: Iterable[TextLine]) -> Iterator[Break]:
    """Yield the breaks between neighbouring lines."""
    return starmap(Break, pairwise(lines))


@dataclass(frozen=True, slots=True)
class Margin:
    """Where the lines of a text were wrapped."""

    column: int
    """The longest line that was."""
    beyond: int
    """A line of so many columns was not."""
    slack: int
    """Columns before the margin that breaks were made too early."""
    indent: int
    """The least of the lines that go on with a paragraph; a paragraph may begin with more."""
    is_everywhere: bool
    """No line of the text goes beyond: all of it was wrapped."""
    is_justified: bool
    """The lines end exactly at it, as blanks were spread over them."""


def find_margin(breaks: Iterable[Break]) -> Margin | None:
    """Return the margin that `breaks` of one text or block speak for; None where it is not wrapped.

    Most of the line ends inside sentences have to agree with it; and of all line ends at the margin, a
    fourth have to lie inside sentences, since in verse and lists few do.
    """
    breaks = [one for one in breaks if not (one.before.has_columns or one.after.has_columns)]
    cut = [one for one in breaks if one.is_cut and _tells_of_margin(one)]
    # However many lines there are, they end in few columns.
    ends = Counter((one.before.column, one.reach) for one in cut)
    for slack, share in _SLACKS if cut else ():
        column, agreeing = _most_agreed(ends, slack)
        if column < (_CAREFULLY if slack else _NARROWEST) or slack > column // _NEAR:
            continue
        latest = column - column // _NEAR
        near = sum(number for (_, reach), number in ends.items() if reach > latest)
        if agreeing < share * near or near * 2 <= len(cut):
            continue
        margin = _fitted(breaks, cut, column, slack)
        if _is_kept(breaks, margin, agreeing):
            return margin
    return None


def _tells_of_margin(one: Break) -> bool:
    return one.before.column <= LONGEST_WRAPPED and one.after.word <= _LONGEST_WORD


def _is_kept(breaks: Iterable[Break], margin: Margin, agreeing: int) -> bool:
    """Whether the line ends at a margin outweigh the text's own."""
    at_margin = unstopped = own = 0
    for one in breaks:
        if _is_at_margin(one, margin):
            at_margin += 1
            unstopped += not one.before.is_stopped
        else:
            own += not one.before.is_stopped
    return 4 * agreeing >= at_margin and unstopped > own


def _fitted(breaks: Sequence[Break], cut: Sequence[Break], column: int, slack: int) -> Margin:
    """The margin near `column` with the slack that nearly all breaks very near it keep to."""
    near = [one for one in cut if abs(one.before.column - column) <= column // _NEAREST + slack]
    column = _nearly_most([one.before.column for one in near])
    slack = max(slack, _nearly_most([one.early(column) for one in near]))
    # Of all columns that the breaks agree with, lines may go up to the last.
    beyond = min(max(column + 1, -_nearly_most([-one.reach for one in near]) + slack), LONGEST_WRAPPED + 1)
    lines = [line for one in breaks for line in one]
    return Margin(
        column,
        beyond,
        slack,
        indent=min(one.after.indent for one in near),
        is_everywhere=all(line.column < beyond or line.is_word for line in lines),
        is_justified=sum(one.before.column == column for one in near) * 5 >= len(near) * 4 > 12,
    )


def _nearly_most(values: Sequence[int]) -> int:
    """The greatest of `values` but for one in twenty."""
    return sorted(values)[-1 - len(values) // 20]


def _most_agreed(ends: Mapping[tuple[int, int], int], slack: int) -> tuple[int, int]:
    """The first column that most breaks agree with, and how many do.

    `ends` are their columns and reaches, with how many breaks have them.
    """
    changes: Counter[int] = Counter()
    for (column, reach), number in ends.items():
        changes[column] += number
        changes[reach + slack] -= number
    columns = sorted(changes)
    agreeing = list(accumulate(changes[column] for column in columns))
    most = max(agreeing)
    return columns[agreeing.index(most)], most


def _is_at_margin(one: Break, margin: Margin) -> bool:
    """Whether the next word would not have fitted into the line."""
    before, after = one
    early = one.early(margin.column)
    # Some writers set two blanks behind a full stop.
    early -= before.is_stopped
    near = margin.column // _NEAREST
    if early > max(near, margin.slack) or (one.has_columns and not _is_spread(one, margin)):
        return False
    # A line that goes far beyond was not wrapped, unless it is one word that cannot be.
    longest = max(before.column, after.column)
    if longest >= margin.beyond and _is_too_long(one, margin.beyond + near * one.is_cut):
        return False
    if early <= margin.slack:
        return True
    # A line that was shortened after the wrapping, or wrapped by hand.
    return not before.is_stopped and (after.opens_lower or after.opens_amount or margin.slack > 0)


def _is_spread(one: Break, margin: Margin) -> bool:
    """Whether wide gaps are those of justified lines, inside a sentence."""
    return margin.is_justified and not one.before.is_stopped and one.before.column == margin.column


def _is_too_long(one: Break, beyond: int) -> bool:
    return any(line.column >= beyond and not line.is_word for line in one)


def is_full(one: Break, margin: Margin) -> bool:
    """Whether not even a sign would have fitted into the first line, which ends inside a sentence."""
    return not one.before.is_stopped and margin.column - 2 < one.before.column < margin.beyond


def is_one_paragraph(one: Break, margin: Margin) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    if not _is_at_margin(one, margin):
        return False
    begins = one.after.indent > margin.indent and (
        one.before.is_stopped or one.after.indent > one.before.indent
    )
    return one.is_cut or not begins


def paragraphs(lines: Sequence[TextLine], margin: Margin | None) -> list[list[TextLine]]:
    """Cut neighbouring lines into paragraphs; each line is one where there is no margin."""
    if margin is None or len(lines) < 2:
        return [[line] for line in lines]
    parts = [[lines[0]]]
    for one, joined in zip(breaks_of(lines), _joined(lines, margin), strict=True):
        if joined:
            parts[-1].append(one.after)
        else:
            parts.append([one.after])
    if margin.is_everywhere:
        return parts
    # Beside lines that were not wrapped, whole sentences that end near the margin prove nothing.
    return [
        part for whole in parts for part in ([[line] for line in whole] if _are_sentences(whole) else [whole])
    ]


def _joined(lines: Sequence[TextLine], margin: Margin) -> list[bool]:
    """For each line but the first, whether it goes on with the paragraph of the line above."""
    breaks = list(breaks_of(lines))
    joined = [is_one_paragraph(one, margin) for one in breaks]
    if all(joined):
        return joined
    sure = [False, *(at and one.is_cut for one, at in zip(breaks, joined, strict=True)), False]
    # In prose, beside a line end at the margin, one inside a sentence is no more than an early one.
    farthest = margin.column // _NEAR
    for number, one in enumerate(breaks):
        beside = sure[number] or sure[number + 2]
        if beside and one.is_cut and not one.has_columns and one.early(margin.column) <= farthest:
            joined[number] = True
    return joined


def _are_sentences(lines: Sequence[TextLine]) -> bool:
    return all(line.is_stopped for line in lines[:-1])
