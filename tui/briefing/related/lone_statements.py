"""Whether a passage is a statement that no other article tells, and how sure that is.

The limits were set on 41 of the paragraphs of `tests/related/read_passages.json`, and tried on the others.
"""

from __future__ import annotations

import re

from briefing.model.related_passage import Tier

STATEMENTS = frozenset({"paragraph", "list item", "quote"})
SURE = 0.2
PROBABLY = 0.25
"""The chance that the best answer to the passage tells the same is at most this."""
QUOTATION = 0.4
"""And this for a quotation: in other words it is another one."""
MOSTLY = 2 / 3
"""The part of a passage that stands in quotation marks where it is one."""
SHARED = 0.18
"""Less than this of what it says, by rarity, stands in any one answer."""

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»›“)\]]*\s*$")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")


def states(kind: str, text: str) -> bool:
    """Tell whether a passage of this kind states something: headings, teasers and entries of a list do not
    end as sentences do."""
    return kind in STATEMENTS and _SENTENCE.search(text) is not None


def tier_of(text: str, chance: float, shared: float) -> Tier | None:
    """Return how sure it is that a statement stands alone, or None where it does not.

    `chance` is that of its best answer, `shared` the largest part of it that one answer says too.
    """
    if shared < SHARED and chance <= PROBABLY:
        return "sure" if chance <= SURE else "probably"
    quoted = sum(len(found) for found in _QUOTED.findall(text))
    return "probably" if quoted >= MOSTLY * len(text) and chance <= QUOTATION else None
