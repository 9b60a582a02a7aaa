"""Two wordings of one text, printed as one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from briefing.cli.colour import Style
from briefing.cli.output import Piece
from briefing.text.word_difference import WordingPart

_STYLES: Mapping[Literal["same", "gone", "new"], Style] = {"same": "", "gone": "fault", "new": "figure"}


def difference_pieces(parts: Iterable[WordingPart]) -> Iterator[Piece]:
    """Yield the words of both, a blank between the parts: `the [-old-] {+new+} pier`."""
    for number, part in enumerate(parts):
        yield Piece(f"{' ' if number else ''}{part.in_signs}", _STYLES[part.kind])
