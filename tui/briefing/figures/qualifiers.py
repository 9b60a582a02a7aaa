"""Bounds: "about", "at least", "just under", "or more" - and the tokens that say so."""

from __future__ import annotations

from functools import lru_cache

from briefing.figures.data_tables import load_table, load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP, singular
from briefing.figures.rules import age
from briefing.figures.token_line import Line
from briefing.model.figure import Qualifier

Forms = dict[tuple[str, ...], Qualifier]

_VERBS = frozenset(
    "averaging averaged average averages exceeding exceeds exceeded exceed topping topped surpassing "
    "surpassed approaching nearing".split()
)
"""Words of bound that are the verb of the clause, and so no part of the figure's span."""
_LONGEST = 5
_SKIPPED = frozenset({"a", "an", "the", "its", "their", "another", "only", "just", "-", "−", "+"})


@lru_cache(maxsize=1)
def _tables() -> tuple[Forms, Forms, dict[str, tuple[int, ...]], frozenset[str]]:
    """Phrases before and after a figure, and the words at which to look for them.

    Of the last words of phrases before a figure also how many words these have, longest first.
    """
    data = load_table("bounds.toml")
    before, after = (_forms(data["before"]), _forms(data["after"]))
    lengths: dict[str, tuple[int, ...]] = {}
    for form in sorted(before, key=len, reverse=True):
        known = lengths.get(form[-1], ())
        if len(form) <= _LONGEST and len(form) not in known:
            lengths[form[-1]] = (*known, len(form))
    return before, after, lengths, frozenset(form[0] for form in after)


def _forms(rows: dict[Qualifier, list[str]]) -> Forms:
    return {tuple(form.split()): name for name, forms in rows.items() for form in forms}


def bound_of(line: Line, draft: Draft) -> tuple[Qualifier | None, int, int]:
    """Return the bound of a draft, and its first and last token with the words of the bound."""
    first, end = draft.first, draft.end
    # "500+" and "90-plus goals" say their bound in the number.
    for number in draft.numbers:
        if number.plus or (line.lows[number.end + 1] == "plus" and line.hyphen(number.end)):
            return "at least", first, end
    found = _before(line, first, draft)
    if found is not None:
        return found[0], found[1], end
    after = _after(line, end, draft)
    if after is not None:
        return after[0], first, after[1]
    # "£400,000-odd".
    odd = draft.about or (line.lows[end + 1] == "odd" and line.hyphen(end))
    return ("about" if odd else None), first, end


def _before(line: Line, first: int, draft: Draft) -> tuple[Qualifier, int] | None:
    lengths = _tables()[2]
    for skipped in range(3):
        inner = line.lows[first - skipped - 1]
        found = _phrase_ending(line, first - skipped, draft) if inner in lengths else None
        if found is not None and not (skipped and _compares(line, first - skipped)):
            name, start = found
            verb = start == first - skipped - 1 and line.lows[start] in _VERBS
            return name, first if verb else start
        range_word = draft.low is not None and inner in {"between", "from"}
        if inner not in _SKIPPED and not range_word:
            return None
    return None


def _compares(line: Line, at: int) -> bool:
    """True where an article at token `at` makes the amount one that is known, and so is not bounded.

    "A row over a $5 fee" is about the fee, and "less than the 13.7% rise of May" tells that rise.
    """
    before, article = line.lows[at - 1], line.lows[at]
    if before in {"over", "above", "under"}:
        return article in _KNOWN or article in {"a", "an"}
    if before == "about":
        return article in _KNOWN  # "asked about the 63 Democrats"
    return before in {"than", "below", "beyond", "of"} and article in _KNOWN


_KNOWN = frozenset({"the", "its", "their"})


def _phrase_ending(line: Line, at: int, draft: Draft) -> tuple[Qualifier, int] | None:
    """The longest phrase of bound that ends just before token `at`, with one of the last words of those."""
    if line.hyphen(at - 2):
        return None
    before, _, lengths, _ = _tables()
    for length in lengths[line.lows[at - 1]]:
        if length > at:
            continue
        name = before.get(tuple(line.lows[at - length : at]))
        # "In the run-up to the 2016 election" bounds nothing.
        part = line.hyphen(at - length - 1)
        if name is not None and not part and _holds(line, at - length, at, draft):
            return name, at - length
    return None


def _holds(line: Line, start: int, end: int, draft: Draft) -> bool:
    """False where the words are a place, a time or part of a name: "over two years", "half over"."""
    if draft.kind == "date" and line.lows[end - 1] in {"as", "than"}:
        # "More than a week ago" bounds; "higher than last year" and "more than in May" compare.
        return line.lows[start] in {"more", "less"} and line.lows[draft.end - 1] in {
            "ago",
            "later",
            "earlier",
        }
    if end - start > 1:
        moving = line.lows[start] == "up" and line.lows[start - 1] in _GOING
        # "A record close on Wednesday": what closes on a day is no bound of it.
        return not moving and not (draft.kind == "date" and line.lows[end - 1] == "on")
    word = line.lows[end - 1]
    # Before dates, words of place bound nothing: "under May" names a person, "around May" no amount.
    if draft.kind == "date":
        return word not in _PLACES
    if draft.kind == "duration" and draft.rule != age.NAME and word in _OVER_TIME:
        return line.lows[start - 1] in _OVER_TIME[word]
    return _word_holds(line, word, start, draft)


def _word_holds(line: Line, word: str, start: int, draft: Draft) -> bool:
    """False where the word tells a topic ("a book about 12 rivers") or describes."""
    if word == "about":
        return singular(line.lows[start - 1]) not in _TOPICS
    # "An average 5 people" bounds, "the average two-year-old" describes.
    if word == "average":
        return line.lows[start - 1] not in {"the", "an"} or draft.number is None or bool(draft.number.digits)
    if word in {"near", "max", "maximum", "c.", "ca", "within"}:
        return draft.number is not None and bool(draft.number.digits)
    return True


_TOPICS = load_words("relation_words.toml")["topics"]
_GOING = frozenset(
    "go goes went gone going moved moves came comes shot rose climbed jumped pushed "
    "add adds added adding".split()
)
"""Verbs of movement: "goes up to $15" tells where it arrives, not a bound."""
_PLACES = frozenset({"over", "within", "under", "above", "below", "beyond", "some", "around"})
_OVER_TIME = {
    "over": frozenset({"for", "took", "lasted", "after", "spent", "in", "is", "was", "than", "of"}),
    "under": frozenset({"in", "just", "well", "of", "for", "after", "took"}),
    "within": frozenset[str](),
}
"""Words that say when rather than how long, unless one of these stands before them."""


def _after(line: Line, end: int, draft: Draft) -> tuple[Qualifier, int] | None:
    _, after, _, first_words = _tables()
    j = end + 1 if line.lows[end] == "," else end
    if line.lows[j] not in first_words:
        return None
    for length in (3, 2, 1):
        name = after.get(tuple(line.lows[j : j + length]))
        if name is None:
            continue
        # "$500 minimum." closes with its bound; in "5 minimum wages" the word belongs to what follows.
        closing = line.lows[j] in _CLOSING or line.lows[j + length - 1] == "more"
        described = line.is_word(j + length) and line.lows[j + length] not in _BEHIND_BOUND
        if closing and (described or line.is_number(j + length) or j > end):
            return None
        if line.lows[j] == "plus" and draft.kind != "count":
            return None
        return name, j + length
    return None


_BEHIND_BOUND = STOP - {"than"} | {"and"}
"""Words behind "or more" that it does not describe: "a year or more will pass", but "or more people"."""
_CLOSING = frozenset({"at", "plus", "minimum", "maximum", "max"})
