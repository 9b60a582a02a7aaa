"""Capitalised words, and the runs they make ("Bank of England", "J. D. Vance").

A passage is cut into stretches: from one capitalised word to the last that may belong to the same name.
Most of them come again and again, so that what a stretch holds is worked out from its own words alone
and can be remembered; what the rest of an article says of it is asked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefing.names.word_lists import WordLists, word_lists
from briefing.text.name_keys import name_key
from briefing.text.passage_words import PassageWords
from briefing.text.terms import LONGEST_WORD
from briefing.text.tokens import WORD, address_spans, fold
from briefing.text.word_class_cues import opens

_CONTRACTION = re.compile(r"['’](?:[sS]|d|ll|ve|re|m|t)\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]")
_DOMAIN = re.compile(r"[^\W_]+\.(?:com|org|net|gov|edu|io|ai|tv)")
_HYPHEN = re.compile(r"[\-‐‑]")
_ARTICLE = re.compile(r"(?:al|el|ul|as|ad|ar|an)[\-‐‑][^\W\d_]|[dlDL]['’][^\W\d_]")
"""What begins a name in lower case: "al-Assad", "d'Ivoire"."""
_PARTICLES = re.compile(
    r"[ \n](?:(?:de|del|della|di|da|du|do|dos|das|van|von|der|den|ter|bin|bint|ibn|al|el|la|le|y)[ \n]){1,3}"
)
_OF = (" of ", " of the ", "\nof ", " of\n", " for ")
_BLANKS = (" ", "\xa0", "\n")
_FORM_COMMAS = frozenset("jr sr inc ltd llc plc".split())
_CLOSING = "\"'”’»)]"
_ENDS = tuple(".!?…")
_CURRENCY_SIGNS = tuple("$€£¥")
_WIDEST_GAP = 24
"""Characters that may stand between two words of one name."""
LONGEST_RUN = 12
"""Words in a run; what goes on longer is a list or no sentence, and is cut."""


@dataclass(slots=True)
class CapitalWord:
    """One word with a capital; `text[start:end]` is without possessive ending."""

    start: int
    end: int
    key: str
    """As `name_key` makes it."""
    surface: str
    opening: bool
    """It opens a sentence, where a capital says nothing."""
    possessive: bool
    parts: tuple[str, ...] = ()
    """Keys of the parts of a compound of capitalised parts ("Trump-Xi")."""


def stretches(
    text: str, words: PassageWords, capital: Sequence[int], lists: WordLists
) -> Iterator[tuple[int, str, bool]]:
    """Yield the stretches of a passage in order, in which names may stand; none goes beyond one.

    Each as its beginning in the article's text, its own text, and whether it begins a sentence. `capital`
    are the places, in `words`, of those that are not written small throughout.
    """
    passage, starts, surfaces = words
    hidden = address_spans(text, passage.start, passage.end)
    begin = end = 0
    last: _Token | None = None
    for number in capital:
        surface, at = surfaces[number], starts[number]
        if not _may_be_capital(surface):
            continue
        token = _token(surface)
        if not token.words or _is_no_word(text, at, at + len(surface)) or (hidden and _is_hidden(hidden, at)):
            continue
        if last is None:
            begin = at
        elif at - end > _WIDEST_GAP or not _may_join(text[end:at], last, token, lists):
            yield _stretch(text, passage.start, begin, end, last)
            begin = at
        end, last = at + len(surface), token
    if last is not None:
        yield _stretch(text, passage.start, begin, end, last)


def _stretch(text: str, passage: int, begin: int, end: int, last: _Token) -> tuple[int, str, bool]:
    if last.takes_dot and text.startswith(".", end):
        end += 1
    return begin, text[begin:end], _opens(text, passage, begin)


class _Token(NamedTuple):
    """What `WORD` finds as one, by itself."""

    words: tuple[CapitalWord, ...]
    """The capitalised words in it, often none, with offsets into it."""
    is_compound: bool
    """It has a hyphen: which of its parts belong to a name can depend on the word before it."""
    takes_dot: bool
    """A full stop behind it may belong to it, as to an initial."""


@lru_cache(maxsize=16_384)
def _token(surface: str) -> _Token:
    found: list[CapitalWord] = []
    _add_words(surface, 0, surface, found, word_lists(), opening=False)
    return _Token(
        tuple(found),
        _HYPHEN.search(surface) is not None,
        "." in surface or any(len(word.key) == 1 for word in found),
    )


def _may_join(gap: str, last: _Token, token: _Token, lists: WordLists) -> bool:
    """Tell whether words on both sides of a gap may be of one name; True now and then where they are not."""
    if gap == " ":
        return True
    if last.is_compound or (token.is_compound and len(gap.removeprefix(".")) < 2):
        return True
    before, word = last.words[-1], token.words[0]
    return _is_glued(gap, before, word, lists) or (
        last.takes_dot and gap[:1] == "." and _is_glued(gap[1:], before, word, lists)
    )


def _may_be_capital(surface: str) -> bool:
    return not surface[0].isdigit() and len(surface) <= LONGEST_WORD


def _is_no_word(text: str, at: int, end: int) -> bool:
    """Tell whether signs make something else of a word: a hashtag, a currency ("US$")."""
    return text[at - 1 : at] == "#" or text[end : end + 1] in _CURRENCY_SIGNS


def _is_hidden(hidden: list[tuple[int, int]], at: int) -> bool:
    """Tell whether the word at `at` is in an address; of `hidden`, those before it are dropped."""
    while hidden and hidden[0][1] <= at:
        del hidden[0]
    return bool(hidden) and hidden[0][0] <= at


def words_of(stretch: str, lists: WordLists, *, opening: bool) -> list[CapitalWord]:
    """Return the capitalised words of a stretch, with offsets into it."""
    hidden = address_spans(stretch, 0, len(stretch))
    found: list[CapitalWord] = []
    for match in WORD.finditer(stretch):
        surface, at = match.group(), match.start()
        if surface.islower() or not _may_be_capital(surface):
            continue
        token = _token(surface)
        if not token.words or _is_hidden(hidden, at) or _is_no_word(stretch, at, match.end()):
            continue
        if token.is_compound or token.takes_dot:
            _add_words(stretch, at, surface, found, lists, opening=opening)
            continue
        for word in token.words:
            begins = _opens(stretch, 0, at) if at else opening
            found.append(
                CapitalWord(at + word.start, at + word.end, word.key, word.surface, begins, word.possessive)
            )
    return found


def _add_words(
    text: str, at: int, surface: str, found: list[CapitalWord], lists: WordLists, *, opening: bool
) -> None:
    """Add the capitalised words in what `WORD` finds as one: "China's", "pro-Trump", "Trump-era".

    `opening` tells of a word at the beginning of `text` whether it opens a sentence.
    """
    possessive = False
    if (match := _CONTRACTION.search(surface)) and fold(surface) not in lists.possessive_names:
        possessive = True
        surface = surface[: match.start()]
    if _HYPHEN.search(surface) and not _ARTICLE.match(surface):
        _add_compound(text, at, surface, found, possessive, lists, opening=opening)
    elif "." in surface and not _DOTTED.fullmatch(surface) and not _DOMAIN.fullmatch(surface):
        for match in re.finditer(r"[^.]+", surface):
            part = match.group()
            if part[0].isupper():
                found.append(_word(text, at + match.start(), part, possessive, opening=opening))
    elif surface[0].isupper() or _ARTICLE.match(surface):
        found.append(_word(text, at, surface, possessive, opening=opening))


def _word(text: str, at: int, surface: str, possessive: bool, *, opening: bool) -> CapitalWord:
    end = at + len(surface)
    if _DOTTED.fullmatch(_HYPHEN.split(surface)[-1]) and text.startswith(".", end):
        end += 1
    return CapitalWord(
        at, end, name_key(surface), surface, _opens(text, 0, at) if at else opening, possessive
    )


def _opens(text: str, start: int, at: int) -> bool:
    """Tell whether a word opens a sentence, also behind the closing mark of the one before."""
    if at >= start + 2 and text[at - 1] == " " and text[at - 2].isalnum():
        return False  # one word behind another: nearly always
    if opens(text, start, at):
        return True
    before = text[max(start, at - 4) : at].rstrip()
    return before[-1:] in _CLOSING and before.rstrip(_CLOSING)[-1:] in _ENDS


def _add_compound(
    text: str,
    at: int,
    surface: str,
    found: list[CapitalWord],
    possessive: bool,
    lists: WordLists,
    *,
    opening: bool,
) -> None:
    parts = _HYPHEN.split(surface)
    if parts[0] in ("D", "R", "I"):
        return  # a lawmaker's party and state: "D-Calif."
    first = 0
    while first < len(parts) - 1 and (
        not parts[first][:1].isupper() or fold(parts[first]) in lists.compound_first
    ):
        at += len(parts[first]) + 1
        first += 1
    last = first
    before = found[-1] if found else None
    in_name = before is not None and before.end == at - 1 and not before.possessive
    while last < len(parts) and (
        parts[last][:1].isupper()
        or parts[last][:1].isdigit()
        or (last > first and in_name and not _is_ending(parts[last], lists))
    ):
        last += 1
    kept = "-".join(parts[first:last])
    if not kept or not kept[0].isupper():
        return
    word = _word(text, at, text[at : at + len(kept)], possessive and last == len(parts), opening=opening)
    word.opening = word.opening and first == 0
    if last - first > 1:
        word.parts = tuple(name_key(part) for part in parts[first:last])
    found.append(word)


def _is_ending(part: str, lists: WordLists) -> bool:
    return part in lists.compound_last or part.endswith(("ed", "ing"))


def split_compounds(words: list[CapitalWord], alone: Container[str]) -> list[CapitalWord]:
    """Take apart compounds each part of which is in `alone`: names of two, not one name ("Trump-Xi")."""
    found: list[CapitalWord] = []
    for word in words:
        if not word.parts or not all(part in alone for part in word.parts):
            found.append(word)
            continue
        at = word.start
        for number, part in enumerate(_HYPHEN.split(word.surface)):
            last = number == len(word.parts) - 1
            found.append(
                CapitalWord(
                    at,
                    at + len(part),
                    word.parts[number],
                    part,
                    word.opening and not number,
                    word.possessive and last,
                )
            )
            at += len(part) + 1
        found[-1].end = word.end
    return found


def runs(text: str, words: list[CapitalWord], lists: WordLists) -> Iterator[list[CapitalWord]]:
    """Yield the capitalised words that stand together as one name would, at most `LONGEST_RUN`."""
    run: list[CapitalWord] = []
    for word in words:
        if run and (
            len(run) >= LONGEST_RUN or not _is_glued(text[run[-1].end : word.start], run[-1], word, lists)
        ):
            yield run
            run = []
        if run and run[-1].surface[1:2] != ".":
            # Behind another word of the run; but "in the U.S. Trump said" begins a sentence.
            word.opening = False
        run.append(word)
    if run:
        yield run


def _is_glued(gap: str, before: CapitalWord, word: CapitalWord, lists: WordLists) -> bool:
    """Tell whether what stands between two capitalised words may stand inside a name."""
    if len(gap) > _WIDEST_GAP:
        return False
    if before.possessive:
        return word.key in lists.behind_possessive and before.key not in lists.places
    if gap in _BLANKS:
        return True
    if gap == ". ":
        return len(before.key) == 1 or before.key in lists.with_full_stop or "." in before.surface
    if gap in (" & ", "&"):
        return True
    if gap in _OF:
        return (
            before.key in lists.organisation_of
            or (before.key in lists.other_of and "for" not in gap)
            or (before.key in ("secretary", "minister") and word.key in lists.before_titles)
        )
    if gap == ", ":
        return word.key in _FORM_COMMAS and not before.surface.isupper()
    if gap == " and ":
        return (before.key, word.key) in lists.joined_by_and
    return _PARTICLES.fullmatch(gap) is not None
