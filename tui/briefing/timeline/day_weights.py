"""How much days matter: who tells of them, and who still does when they are long past.

The measure is after G. Tran et al., "Timeline Summarization from Relevant Headlines" (ECIR 2015) and
D. Gholipour Ghalandari and G. Ifrim, "Examining the State-of-the-Art in News Timeline Summarization"
(ACL 2020), where how often a day is named says most. A day named while it is fresh may be no more than the
day on which something was written; one that is named weeks later is named for what happened. Of a recent
day few articles could do that, so it is their part that counts, and not their number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable

LOOKS_BACK = 14
"""So many days after a day it is looked back on."""
_FRESH = 0.2
"""What an issue counts that names a day ahead of it or before it is looked back on, beside one that looks
back."""
_PUBLISHED = 0.2
"""What an issue of the day itself counts."""
_SMOOTHING = 10
"""Issues that are taken to look back on nothing: two of three say less of a day than twenty of thirty."""


class DayWeights:
    """What issues say about stretches of days by naming them, among all that there are.

    An issue is what one voice publishes on one day: who prints a text again a week later has chosen to, and
    two copies of one day are one.
    """

    def __init__(self, published: Iterable[int]) -> None:
        """`published` are the days of the issues, as ordinals, one for each that has a date."""
        self._days = sorted(published)

    def weight(self, first: int, last: int, lags: Collection[int | None]) -> float:
        """Return how much the days from `first` to `last` matter, as ordinals.

        `lags` are of the issues that name them: how many days after `last` each is of, None where it has no
        date.
        """
        looking_back = sum(map(looks_back, lags))
        could = len(self._days) - bisect_left(self._days, last + LOOKS_BACK)
        share = len(self._days) / (could + _SMOOTHING)
        on_the_day = (
            bisect_left(self._days, last + 1) - bisect_left(self._days, first) if first == last else 0
        )
        return looking_back * share + _FRESH * (len(lags) - looking_back) + _PUBLISHED * on_the_day


def looks_back(lag: int | None) -> bool:
    """Whether a lag, in days, is that of a voice that looks back."""
    return lag is not None and lag >= LOOKS_BACK
