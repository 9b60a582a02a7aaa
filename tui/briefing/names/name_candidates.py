"""From runs of capitalised words to what may be names: titles, adjectives and what is no name are cut away.

Only the words of a stretch themselves are asked here, never the rest of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.model.name import NameKind
from briefing.names.capitalised import CapitalWord
from briefing.names.name_kinds import NAMED_ALONE, kind_of_words
from briefing.names.word_lists import WordLists
from briefing.text.name_keys import name_key
from briefing.text.stopwords import FUNCTION_WORDS, STOPWORDS, TIME_WORDS

_MONTHS_OF_PERSONS = frozenset("may june april august".split())
_CALENDAR = (
    frozenset(word for word in TIME_WORDS if len(word) > 4) | frozenset("may june july".split())
) - frozenset("spring summer autumn winter midnight".split())
_ROMAN = re.compile(r"[ivx]{1,5}")
_PAIRS = (("white", "house"), ("state", "department"))
"""Names whose last word also stands before titles ("White House Press Secretary")."""


class Candidate(NamedTuple):
    """Words of one run that may be a name; offsets count in the stretch that the run is part of."""

    words: tuple[CapitalWord, ...]
    key: str
    """Of the words with what stands between them."""
    surface: str
    """The same as it is written, in one line."""
    keys: tuple[str, ...]
    """Of each word, and of a sign for "and"."""
    opening: bool
    """Its first word opens a sentence."""
    stands: bool
    """It may be a name without a title: it has several words, or one that may stand alone."""
    kinds: frozenset[NameKind]
    """What a title before or behind it proves."""
    kind: NameKind | None
    """What its own words prove, whatever stands around it."""
    title: str
    """The title before it, as a key."""
    rest: Candidate | None
    """All but the first of several words, where that may be no part of the name: it opens a sentence, or
    says of what people something is."""


class Cutter:
    """Cuts the runs of one stretch into what may be names, from its own words alone."""

    def __init__(self, text: str, lists: WordLists) -> None:
        self._text = text
        self._lists = lists
        self.found: list[Candidate] = []

    def key(self, words: Sequence[CapitalWord]) -> str:
        """The key of the words with what stands between them."""
        return name_key(self._text[words[0].start : words[-1].end])

    def cut(self, run: list[CapitalWord]) -> None:
        """Add the names of one run to what was found."""
        if self._is_shouting(run):
            return
        piece: list[CapitalWord] = []
        for number, word in enumerate(run):
            if self._parts_names(run, number):
                self._resolve(piece)
                piece = []
            else:
                piece.append(word)
        self._resolve(piece)

    def _is_shouting(self, words: Sequence[CapitalWord]) -> bool:
        """Tell whether several words are in capitals for their loudness ("VERY TOUGH")."""
        if len(words) < 2 or not all(word.surface.isupper() for word in words):
            return False
        lengths = [len(word.surface) for word in words]
        return max(lengths) > (1 if len(words) > 2 and "." not in words[0].surface else 3)

    def _parts_names(self, run: Sequence[CapitalWord], number: int) -> bool:
        """Tell whether a word of a run is a function word or a day, which no name goes across."""
        word = run[number]
        key = word.key
        before = run[number - 1] if number else None
        behind = run[number + 1] if number + 1 < len(run) else None
        if key in self._lists.parting:
            return True
        if key not in FUNCTION_WORDS and key not in _CALENDAR:
            return False
        if len(key) == 1 and self._text.startswith(".", word.end):
            return False  # an initial
        if before is not None and before.key in self._lists.given:
            return key in _CALENDAR - _MONTHS_OF_PERSONS  # "Theresa May", but "told Scott Thursday"
        for other in (before, behind):
            if other is not None and f"{key} {other.key}" in self._lists.days_in_names:
                return False
            if other is not None and f"{other.key} {key}" in self._lists.days_in_names:
                return False
        if behind is None or word.surface.isupper():
            return True
        if key == "he":
            return behind.key in self._lists.titles
        return not (key in ("will", "an", "so") and not word.opening)

    def _resolve(self, piece: list[CapitalWord]) -> None:
        lists = self._lists
        if not piece:
            return
        if len(piece) > 1 and piece[0].key in lists.prefixes and self.key(piece) not in lists.undivided:
            self._add(piece[:1])
            self._resolve(piece[1:])
            return
        if self._cut_at_title(piece):
            return
        adjective = is_adjective(piece[0], lists) or piece[0].key in lists.groups
        if len(piece) > 1 and adjective and self._stands_without_first(piece):
            self._resolve(piece[1:])
            return
        if len(piece) == 2 and _is_group(piece[1], lists) and not _is_group(piece[0], lists):
            self._resolve(piece[:1])  # "Iowa Democrats"
            return
        self._add(piece)

    def _stands_without_first(self, piece: Sequence[CapitalWord]) -> bool:
        """Tell whether a people's adjective before a name is no part of it ("Canadian Justin Trudeau")."""
        if piece[1].key in self._lists.given:
            return len(piece) > 2
        if piece[1].key in self._lists.groups:
            return piece[0].key not in self._lists.groups
        if piece[0].key in self._lists.groups and piece[1].key in NAMED_ALONE:
            return True  # "Republican Senate"
        return self.key(piece[1:]) in self._lists.places and self.key(piece) not in self._lists.places

    # -- titles ------------------------------------------------------------------------------

    def _cut_at_title(self, piece: list[CapitalWord]) -> bool:
        """Cut at the last title of a piece: the person behind it, and what stands before it. False
        where there is none, or where it begins a name of another kind ("General Motors")."""
        lists = self._lists
        last = self._last_title(piece)
        if last < 0:
            return False
        title, behind = piece[last], piece[last + 1 :]
        if not behind:
            if piece[0].key in lists.organisation_of:
                return False  # "Office of Special Counsel"
            self._resolve_holder(piece[:last], title)
            return True
        if any(word.key in lists.heads for word in behind) or (len(behind) == 1 and len(behind[0].key) < 2):
            return False
        if title.key in lists.kept_titles:
            if not self._is_ruler(title, behind):
                return False
            self._resolve(self._before_title(piece[:last]))
            self._add(piece[last:], "person", title.key)
            return True
        if title.key in lists.doubtful_titles and not self._names_a_person(piece, last):
            return False
        self._resolve_holder(piece[:last], title)
        behind[0].opening = False
        self._add(behind, None if self.key(behind) in lists.not_persons else "person", title.key)
        return True

    def _last_title(self, piece: Sequence[CapitalWord]) -> int:
        """Return where the last title ends, -1 without one."""
        lists = self._lists
        for number in range(len(piece) - 1, -1, -1):
            key = piece[number].key
            if number and (piece[number - 1].key, key) in lists.title_pairs:
                return number
            if number and piece[number - 1].key in ("secretary", "minister") and key in lists.before_titles:
                gap = self._text[piece[number - 1].end : piece[number].start].strip()
                if gap in ("of", "of the", "for"):
                    while number + 1 < len(piece) and piece[number + 1].key in lists.before_titles:
                        number += 1  # noqa: PLW2901 (the office ends there: "Health and Human Services")
                    return number
            if key in lists.any_title and not (number == len(piece) - 1 and self._is_surname(piece)):
                return number
        return -1

    def _is_surname(self, piece: Sequence[CapitalWord]) -> bool:
        """Tell whether the last word, a doubtful title, is a surname: "Stephen King", not "Chief Justice"."""
        lists = self._lists
        if len(piece) < 2 or piece[-1].key in lists.titles:
            return False
        return piece[-2].key not in lists.before_titles and piece[-2].key not in lists.titles

    def _names_a_person(self, piece: Sequence[CapitalWord], last: int) -> bool:
        behind = piece[last + 1 :]
        before = piece[last - 1].key if last else ""
        if before in self._lists.before_titles or before in self._lists.titles:
            return True
        if len(behind) == 1 or before == "court":
            return piece[last].key in self._lists.titles_before_one
        return behind[0].key in self._lists.given

    def _is_ruler(self, title: CapitalWord, behind: Sequence[CapitalWord]) -> bool:
        if title.key == "saint" or len(behind) > 2:
            return False
        if title.key == "pope":
            return True
        return behind[0].key in self._lists.given and all(_ROMAN.fullmatch(w.key) for w in behind[1:])

    def _resolve_holder(self, left: list[CapitalWord], title: CapitalWord) -> None:
        """Add what stands before a title: "Apple" in "Apple CEO", nothing in "Treasury Secretary"."""
        left = self._before_title(left)
        if not left:
            return
        if title.key in self._lists.organisation_after and not is_adjective(left[-1], self._lists):
            self._add(left, "organisation")
        else:
            self._resolve(left)

    def _before_title(self, left: list[CapitalWord]) -> list[CapitalWord]:
        """Return the words before a title without those that belong to it ("Apple" of "Apple Chief")."""
        left = list(left)
        while left:
            if len(left) > 1 and (left[-2].key, left[-1].key) in _PAIRS:
                break
            if left[-1].key not in self._lists.not_in_names:
                break
            left.pop()
        return left

    # -- what may be a name ----------------------------------------------------------------------

    def _add(self, words: Sequence[CapitalWord], kind: NameKind | None = None, title: str = "") -> None:
        """Add what may be a name, with the kind that a title before or behind it proves."""
        if self._is_shouting(words):
            return
        found = _candidate(self._text, words, kind, title, self._lists)
        if title or found.stands:
            self.found.append(found)


def _candidate(
    text: str, words: Sequence[CapitalWord], kind: NameKind | None, title: str, lists: WordLists
) -> Candidate:
    first = words[0]
    written = text[first.start : words[-1].end]
    keys = [word.key for word in words]
    if "&" in written:
        keys.insert(1, "&")
    several = len(words) > 1
    may_lose_first = several and (first.opening or is_adjective(first, lists))
    return Candidate(
        tuple(words),
        name_key(written) if several else first.key,
        " ".join(written.split()),
        tuple(keys),
        first.opening,
        several or _may_stand_alone(first, lists),
        frozenset() if kind is None else frozenset([kind]),
        kind_of_words(text, words, keys, title, lists),
        title,
        _candidate(text, words[1:], kind, title, lists) if may_lose_first else None,
    )


def is_adjective(word: CapitalWord, lists: WordLists) -> bool:
    """Tell whether a word says of what people something is ("Chinese", "Americans")."""
    return word.key in lists.peoples or word.key.removesuffix("s") in lists.peoples


def _is_group(word: CapitalWord, lists: WordLists) -> bool:
    return word.key in lists.groups or word.key.removesuffix("s") in lists.groups


def _may_stand_alone(word: CapitalWord, lists: WordLists) -> bool:
    key = word.key
    if len(key) < 2 or (word.surface.isupper() and _ROMAN.fullmatch(key)):
        return False
    if key in STOPWORDS or key in TIME_WORDS or key in lists.everyday:
        return False
    if key in lists.state_abbreviations:
        return False
    if word.surface[:-1].isupper() and key.removesuffix("s") in lists.everyday:
        return False  # "CEOs"
    if is_adjective(word, lists) or _is_group(word, lists):
        return False
    if key in lists.any_title:
        return False
    if word.parts and all(_is_part_of_no_name(part, lists) for part in word.parts):
        return False
    return key in NAMED_ALONE or (key not in lists.heads and key not in lists.place_unless_given)


def _is_part_of_no_name(part: str, lists: WordLists) -> bool:
    return part in lists.peoples or part in STOPWORDS or part in lists.groups or part in TIME_WORDS
