"""What the little word before a word says about it: a noun follows, or a verb.

"the tariff", "of tariffs", "China's tariffs" against "to tariff", "will tariff". No tagger is
needed where many uses of a word can be counted; one use alone proves nothing.
"""

from __future__ import annotations

import re
from typing import Literal

from briefing.text.tokens import WORD, fold

Cue = Literal["noun", "verb", "opening", ""]

_NOUN = frozenset(
    "the a an this these those its his her their our my your of on in for over with by from some any no new "
    "more most against about into despite during under all other several many few two three four five "
    "between six seven eight nine ten first second another each every potential further major large big "
    "recent".split()
)
_VERB = frozenset(
    "to will would could can may might must should shall cannot he she they it we i you who not has have had "
    "is was were are be been being also did does do let never then can't won't didn't".split()
)
_OPENING = '.!?:;…\n"“‘([*_·•'
_PREDICATE = re.compile(r" (?:is|are|was|were|has|have|had|will|would|can|could|who)\b")
_REACH = 24
"""Characters looked at before a word; a longer word before it gives no cue."""


def cue(text: str, start: int, at: int) -> Cue:
    """Return what comes before the word at `at`, in a passage that begins at `start`.

    "opening" where the word opens the passage or a sentence in it, or stands behind a mark.
    """
    before = _before(text, start, at)
    if _opens(before):
        return "opening"
    last = before.rpartition(" ")[2]
    if not (last.isascii() and last.isalpha()):  # a plain word is one, without a look at all of them
        words = WORD.findall(before)
        if not words or not before.endswith(words[-1]):
            return "noun" if before.endswith(("s'", "s’")) else ""
        last = words[-1]
    word = fold(last)
    if word in _NOUN or word.endswith("'s"):
        return "noun"
    return "verb" if word in _VERB else ""


def opens(text: str, start: int, at: int) -> bool:
    """Tell whether the word at `at` opens the passage that begins at `start`, or a sentence in it:
    the quick form of `cue` where nothing else is asked."""
    if at >= start + 2 and text[at - 1] == " " and text[at - 2].isalnum():
        return False  # one word behind another: nearly always
    return _opens(_before(text, start, at))


def begins_predicate(text: str, at: int) -> bool:
    """Tell whether the word that ends at `at` is the subject of the verb behind it."""
    return _PREDICATE.match(text, at) is not None


def _before(text: str, start: int, at: int) -> str:
    return text[max(start, at - _REACH) : at].rstrip(" \t\xa0-–—")


def _opens(before: str) -> bool:
    return not before or before[-1] in _OPENING
