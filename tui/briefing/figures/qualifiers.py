"""Bounds: "about", "at least", "just under", "or more" - and the tokens that say so."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.lexer import Line
from briefing.model.figure import Qualifier

_BEFORE_TEXT: dict[Qualifier, str] = {
    "about": "about|around|approximately|approx|approx .|approx.|roughly|some|circa|c.|estimated|an estimated|~|≈|ca|ca.|"
    "in the region of|in the range of|in the neighbourhood of|in the neighborhood of|somewhere around|somewhere between|"
    "or so|something like|give or take|maybe|perhaps|on the order of|of about|somewhere in the region of",
    "nearly": "nearly|almost|virtually|close to|approaching|just shy of|shy of|not quite|near|nearing|just short of|short of|"
    "well - nigh",
    "less than": "less than|under|below|fewer than|just under|just below|well under|well below|a little under|slightly under|"
    "slightly less than|just less than|sub|<|lower than|smaller than|a little less than|little less than|"
    "slightly below|a bit under|barely|no longer than",
    "at most": "up to|at most|at the most|no more than|not more than|a maximum of|maximum of|max|as much as|as many as|"
    "as high as|as long as|as far as|as late as|capped at|≤|no greater than|not exceeding|no higher than|within",
    "at least": "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|as little as|"
    "as few as|starting at|starting from|≥|at the least|at the very least|as low as",
    "more than": "more than|over|above|upwards of|upward of|in excess of|exceeding|exceeds|exceeded|exceed|greater than|just over|"
    "well over|well above|just above|slightly over|slightly above|a little over|slightly more than|a little more than|"
    "little more than|north of|topping|topped|surpassing|surpassed|beyond|better than|higher than|just more than|>|"
    "far more than|many more than|longer than|larger than",
    "average": "an average of|average of|on average|averaging|averaged|average|averages|a median of|median of|averaged about|"
    "averaged around|mean of",
}
_AFTER_TEXT: dict[Qualifier, str] = {
    "at least": "or more|or above|or higher|and above|and over|or over|or older|and older|and up|at least|or longer|or better|"
    "and more|or greater|minimum|plus|or later",
    "at most": "or less|or fewer|or under|or below|or lower|or younger|at most|maximum|max|and under|or so less",
    "about": "or so|or thereabouts|approximately|on average|give or take",
}
_AVERAGES = frozenset({"average", "averaged", "averages", "averaging"})
_VERBS = frozenset("averaging averaged average averages exceeding exceeds exceeded exceed topping topped surpassing surpassed "
                   "approaching nearing".split())  # fmt: skip
"""Words of bound that are the verb of the clause, and so no part of the figure's span."""
_LONGEST = 5
_SKIPPED = frozenset({"a", "an", "the", "its", "their", "another", "only", "just", "-", "−", "+"})


def _table(texts: dict[Qualifier, str]) -> dict[tuple[str, ...], Qualifier]:
    return {tuple(form.split()): name for name, forms in texts.items() for form in forms.split("|")}


_BEFORE = _table(_BEFORE_TEXT)
_AFTER = _table(_AFTER_TEXT)
_LAST_WORDS = frozenset(form[-1] for form in _BEFORE)
_FIRST_AFTER = frozenset(form[0] for form in _AFTER)


def bound_of(line: Line, draft: Draft) -> tuple[Qualifier | None, int, int]:
    """Return the bound of a draft, and its first and last token with the words of the bound."""
    first, end = draft.first, draft.end
    if any(number.plus for number in draft.numbers):
        return "at least", first, end
    found = _before(line, first, draft)
    if found is not None:
        return found[0], found[1], end
    after = _after(line, end, draft)
    if after is not None:
        return after[0], first, after[1]
    return ("about" if draft.about else None), first, end


def _before(line: Line, first: int, draft: Draft) -> tuple[Qualifier, int] | None:
    for skipped in range(3):
        at = first - skipped
        if line.low(at - 1) in _LAST_WORDS:
            for length in range(_LONGEST, 0, -1):
                name = _BEFORE.get(tuple(line.lows[max(0, at - length) : at])) if at >= length else None
                if name is not None and _holds(line, name, at - length, at, draft):
                    return name, first if at - length == at - 1 and line.low(at - 1) in _VERBS else at - length
        inner = line.low(at - 1)
        range_word = draft.low is not None and inner in {"between", "from"}
        if inner not in _SKIPPED and not range_word:
            return None
    return None


def _holds(line: Line, name: Qualifier, start: int, end: int, draft: Draft) -> bool:
    """False where the words are a place, a time or part of a name: "over two years", "half over"."""
    word = line.low(end - 1)
    if end - start > 1:
        return not (name == "at most" and word == "as" and False)
    if word in {"over", "within", "under", "above", "below", "beyond", "some", "around"} and draft.kind == "date":
        return False
    if word == "over" and draft.kind == "duration" and draft.rule != "age":
        return line.low(start - 1) in {"for", "took", "lasted", "after", "spent", "in", "is", "was", "than", "of"}
    if word in {"within", "under"} and draft.kind == "duration" and draft.rule != "age":
        return word == "under" and line.low(start - 1) in {"in", "just", "well", "of", "for", "after", "took"}
    if word == "average":
        return line.low(start - 1) not in {"the", "an"} or draft.number is None or bool(draft.number.digits)
    if word in {"near", "max", "maximum", "c.", "ca", "within"}:
        return draft.number is not None and bool(draft.number.digits)
    return True


def _after(line: Line, end: int, draft: Draft) -> tuple[Qualifier, int] | None:
    j = end + 1 if line.low(end) == "," else end
    if line.low(j) not in _FIRST_AFTER:
        return None
    for length in (3, 2, 1):
        name = _AFTER.get(tuple(line.lows[j : j + length]))
        if name is None:
            continue
        closing = line.low(j) in {"at", "plus", "minimum", "maximum", "max"} or line.low(j + length - 1) == "more"
        if closing and (line.is_word(j + length) or line.is_number(j + length) or j > end):
            return None
        if line.low(j) == "plus" and draft.kind != "count":
            return None
        return name, j + length
    return None
