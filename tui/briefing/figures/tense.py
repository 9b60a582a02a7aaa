"""Whether a sentence looks ahead: what decides which Friday "Friday" is.

The word nearest to the date that tells the time of the clause decides ("will", "scheduled" against
"said", "met", a word in -ed); a clause that tells none looks nowhere.
"""

from __future__ import annotations

from briefing.figures.token_line import Line

_AHEAD = frozenset(
    "will shall won't i'll we'll he'll she'll they'll it'll you'll gonna upcoming due slated "
    "scheduled schedule book plan plans expect expects expected set hope hopes intends aims wants "
    "arrange reserve remind let's forthcoming please starts begins launches deadline planned coming "
    "next leave meet want".split()
)
_BACK = frozenset(
    "said told was were had did reported announced took held met won lost rose fell began came went "
    "made got gave saw found left led ran hit became kept spoke wrote sold bought paid sent brought "
    "thought grew fled died shot struck beat flew drew broke chose drove threw cut put ago last "
    "previous earlier past since after".split()
)
_NO_PAST = frozenset(
    "need speed feed seed proceed exceed indeed agreed succeed hundred united red bed fed weed deed "
    "planned scheduled expected slated".split()
)
_REACH = 18


def looks_ahead(line: Line, index: int) -> bool:
    """True when the word of time nearest to token `index` in its sentence speaks of the future."""
    # "By Friday", "until May" set an end that is still to come.
    if line.lows[index - 1] in {"by", "until"}:
        return True
    open_sides = {-1, 1}
    for distance in range(1, _REACH):
        for step in (-1, 1):
            j = index + step * distance
            if step not in open_sides:
                continue
            if not 0 <= j < len(line) or line.lows[j] in {"?", "!", ";"} or _full_stop(line, j):
                open_sides.discard(step)
                continue
            low = line.lows[j]
            if low in _AHEAD and not (low == "set" and line.lows[j + 1] != "to"):
                return True
            if low in _BACK or _past_form(low):
                return False
    return False


def _past_form(low: str) -> bool:
    return len(low) > 4 and low.endswith("ed") and low not in _NO_PAST


def _full_stop(line: Line, index: int) -> bool:
    return (
        line.lows[index] == "."
        and not line.glued(index + 1)
        and (index + 1 >= len(line) or line.is_capital(index + 1))
    )
