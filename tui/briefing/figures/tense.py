"""Whether a sentence looks ahead: what decides which Friday "Friday" is."""

from __future__ import annotations

from briefing.figures.lexer import Line

_AHEAD = frozenset(
    "will shall won't i'll we'll he'll she'll they'll it'll you'll gonna upcoming due slated scheduled schedule book plan plans planned planning "
    "expect expects expected expecting set hope hopes intends aims wants want arrange reserve remind tomorrow let's "
    "forthcoming ahead please going starts begins launches can could would may might should deadline".split()
)
_BACK = frozenset("said told was were had did reported announced".split())
_REACH = 40


def looks_ahead(line: Line, index: int) -> bool:
    """True when the clause around token `index` speaks of the future."""
    ahead = False
    for step in (-1, 1):
        j = index
        for _ in range(_REACH):
            j += step
            if not 0 <= j < len(line) or (line.lows[j] in {"?", "!", ";"} or _full_stop(line, j)):
                break
            low = line.lows[j]
            if step < 0 and low in _BACK and not ahead:
                return False
            if low in _AHEAD:
                ahead = True
                break
    return ahead


def _full_stop(line: Line, index: int) -> bool:
    return line.lows[index] == "." and not line.glued(index + 1) and (index + 1 >= len(line) or line.is_capital(index + 1))
