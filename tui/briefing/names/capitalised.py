"""Capitalised words of a passage, and the runs they make ("Bank of England", "J. D. Vance")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.article import Passage
from briefing.names.word_lists import WordLists
from briefing.text.capitals import is_title_case
from briefing.text.name_keys import name_key
from briefing.text.stopwords import STOPWORDS
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
_STOPS = '.!?…"”’)'
_CURRENCY_SIGNS = "$€£¥"
LONGEST_RUN = 12
"""Words in a run; what goes on longer is a list or no sentence, and is cut."""
_FEWEST_WORDS = 12
"""So few words tell nothing of the language of a passage."""
_ENGLISH_SHARE = 0.12
"""Of the words written small in English, more than this share are function words."""


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


@dataclass(slots=True)
class Words:
    """The words of one passage."""

    passage: Passage
    capital: list[CapitalWord]
    small: list[str]
    """Words without a capital, as they are written."""
    is_headline: bool
    """Its capitals say nothing: a title, a heading, a line in title case or in capitals throughout."""
    looks_english: bool | None
    """Whether the words between the capitalised ones are English; None where they are too few to tell."""


def words_of(text: str, passage: Passage, lists: WordLists) -> Words:
    """Return the words of a passage."""
    hidden = address_spans(text, passage.start, passage.end)
    capital: list[CapitalWord] = []
    small: list[str] = []
    for match in WORD.finditer(text, passage.start, passage.end):
        surface = match.group()
        if surface.islower():
            small.append(surface)
        elif not surface[0].isdigit() and len(surface) <= LONGEST_WORD:
            at = match.start()
            while hidden and hidden[0][1] <= at:
                del hidden[0]
            if not hidden or at < hidden[0][0]:
                _add_words(text, passage.start, at, surface, capital, lists)
    return Words(passage, capital, small, _is_headline(text, passage, capital, small), _looks_english(small))


def _looks_english(small: list[str]) -> bool | None:
    if len(small) < _FEWEST_WORDS:
        return None
    return sum(word in STOPWORDS for word in small) >= _ENGLISH_SHARE * len(small)


def _is_headline(text: str, passage: Passage, capital: list[CapitalWord], small: list[str]) -> bool:
    if passage.kind in ("title", "heading"):
        return True
    telling = [True] * sum(word.key not in STOPWORDS for word in capital)
    telling += [False] * sum(word not in STOPWORDS for word in small)
    # A sentence that tells mostly of names ends with a full stop, and has words between them.
    has_small = not all(telling) or 2 * len(small) >= len(capital)
    return is_title_case(telling) and not (has_small and text[passage.end - 1] in _STOPS)


def _add_words(
    text: str, start: int, at: int, surface: str, found: list[CapitalWord], lists: WordLists
) -> None:
    """Add the capitalised words in what `WORD` finds as one: "China's", "pro-Trump", "Trump-era"."""
    end = at + len(surface)
    if text[at - 1 : at] == "#" or text[end : end + 1] in tuple(_CURRENCY_SIGNS):
        return
    possessive = False
    if (match := _CONTRACTION.search(surface)) and fold(surface) not in lists.possessive_names:
        possessive = True
        surface = surface[: match.start()]
    if _HYPHEN.search(surface) and not _ARTICLE.match(surface):
        _add_compound(text, start, at, surface, found, possessive, lists)
        return
    if "." in surface and not _DOTTED.fullmatch(surface) and not _DOMAIN.fullmatch(surface):
        for match in re.finditer(r"[^.]+", surface):
            part = match.group()
            if part[0].isupper():
                found.append(_word(text, start, at + match.start(), part, possessive))
        return
    if surface[0].isupper() or _ARTICLE.match(surface):
        found.append(_word(text, start, at, surface, possessive))


def _word(text: str, start: int, at: int, surface: str, possessive: bool) -> CapitalWord:
    end = at + len(surface)
    if _DOTTED.fullmatch(_HYPHEN.split(surface)[-1]) and text.startswith(".", end):
        end += 1
    return CapitalWord(at, end, name_key(surface), surface, _opens(text, start, at), possessive)


def _opens(text: str, start: int, at: int) -> bool:
    """Tell whether a word opens a sentence, also behind the closing mark of the one before."""
    if opens(text, start, at):
        return True
    before = text[max(start, at - 4) : at].rstrip()
    return before[-1:] in _CLOSING and before.rstrip(_CLOSING)[-1:] in _ENDS


def _add_compound(
    text: str,
    start: int,
    at: int,
    surface: str,
    found: list[CapitalWord],
    possessive: bool,
    lists: WordLists,
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
    word = _word(text, start, at, text[at : at + len(kept)], possessive and last == len(parts))
    word.opening = word.opening and first == 0
    if last - first > 1:
        word.parts = tuple(name_key(part) for part in parts[first:last])
    found.append(word)


def _is_ending(part: str, lists: WordLists) -> bool:
    return part in lists.compound_last or part.endswith(("ed", "ing"))


def split_compounds(words: list[CapitalWord], alone: frozenset[str]) -> list[CapitalWord]:
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
        if run and (len(run) >= LONGEST_RUN or not _is_glued(text, run[-1], word, lists)):
            yield run
            run = []
        if run and run[-1].surface[1:2] != ".":
            # Behind another word of the run; but "in the U.S. Trump said" begins a sentence.
            word.opening = False
        run.append(word)
    if run:
        yield run


def _is_glued(text: str, before: CapitalWord, word: CapitalWord, lists: WordLists) -> bool:
    """Tell whether what stands between two capitalised words may stand inside a name."""
    if word.start - before.end > 24:
        return False
    gap = text[before.end : word.start]
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
