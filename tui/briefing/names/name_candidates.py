"""From runs of capitalised words to names: what is a title, an adjective or no name is cut away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model.article import Passage
from briefing.model.name import NameKind
from briefing.names.capitalised import CapitalWord
from briefing.names.word_lists import WordLists
from briefing.text.background import rarity
from briefing.text.capitals import is_mostly_capital
from briefing.text.name_keys import name_key
from briefing.text.stems import stem
from briefing.text.stopwords import FUNCTION_WORDS, STOPWORDS, TIME_WORDS

_MONTHS_OF_PERSONS = frozenset("may june april august".split())
_CALENDAR = (
    frozenset(word for word in TIME_WORDS if len(word) > 4) | frozenset("may june july".split())
) - frozenset("spring summer autumn winter midnight".split())
_ROMAN = re.compile(r"[ivx]{1,5}")
_COMMON = 7.5
"""A word less rare than this in news at large is no name for its capital at a sentence's beginning alone."""
NAMED_ALONE = frozenset("congress parliament senate treasury".split())
"""Words for institutions of which a country has one."""
_SURNAMES = frozenset("he an".split())
"""Function words that are surnames where a capitalised word follows ("He Lifeng")."""
_QUOTES_OPEN = "\"“‘'«"
_QUOTES_CLOSE = '"”»'
_PAIRS = (("white", "house"), ("state", "department"))
"""Names whose last word also stands before titles ("White House Press Secretary")."""


@dataclass(slots=True)
class Candidate:
    """Words that may be a name."""

    passage: Passage
    words: list[CapitalWord]
    kinds: set[NameKind] = field(default_factory=set)
    """What was proved of it so far."""
    title: str = ""
    """The title before it, as a key."""

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends, without possessive ending."""
        return self.words[-1].end


class Cutter:
    """Cuts the runs of an article into names."""

    def __init__(
        self, text: str, lists: WordLists, small: Mapping[str, int], capital: Mapping[str, int]
    ) -> None:
        """`small` and `capital` count words written small, and with a capital inside a sentence."""
        self._text = text
        self._lists = lists
        self._small = small
        self._capital = capital
        self._heads = (
            lists.organisation | lists.organisation_unless_given | lists.organisation_of | lists.place
        )
        self._titles = lists.titles | lists.doubtful_titles | lists.kept_titles
        self._not_in_names = lists.before_titles | lists.titles | lists.doubtful_titles
        self._not_persons = lists.places | lists.prefixes
        self.found: list[Candidate] = []
        """What a capital inside a sentence, or a title, tells to be a name."""
        self.opening: list[Candidate] = []
        """What opens a sentence, where the first word's capital says nothing."""

    def key(self, words: Sequence[CapitalWord]) -> str:
        """The key of the words with what stands between them."""
        return name_key(self._text[words[0].start : words[-1].end])

    def cut(self, passage: Passage, run: list[CapitalWord]) -> None:
        """Add the names of one run to what was found."""
        if self._is_shouting(run):
            return
        piece: list[CapitalWord] = []
        for number, word in enumerate(run):
            if self._parts_names(run, number):
                self._resolve(passage, piece)
                piece = []
            else:
                piece.append(word)
        self._resolve(passage, piece)

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

    def _resolve(self, passage: Passage, piece: list[CapitalWord]) -> None:
        lists = self._lists
        if not piece:
            return
        if len(piece) > 1 and piece[0].key in lists.prefixes and self.key(piece) not in lists.undivided:
            self._add(Candidate(passage, piece[:1]))
            self._resolve(passage, piece[1:])
            return
        if self._cut_at_title(passage, piece):
            return
        adjective = self.is_adjective(piece[0]) or piece[0].key in lists.groups
        if len(piece) > 1 and adjective and self._stands_without_first(piece):
            self._resolve(passage, piece[1:])
            return
        if len(piece) == 2 and self._is_group(piece[1]) and not self._is_group(piece[0]):
            self._resolve(passage, piece[:1])  # "Iowa Democrats"
            return
        self._add(Candidate(passage, piece))

    def _is_group(self, word: CapitalWord) -> bool:
        return word.key in self._lists.groups or word.key.removesuffix("s") in self._lists.groups

    def is_adjective(self, word: CapitalWord) -> bool:
        """Tell whether a word says of what people something is ("Chinese", "Americans")."""
        key = word.key
        return key in self._lists.peoples or key.removesuffix("s") in self._lists.peoples

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

    def _cut_at_title(self, passage: Passage, piece: list[CapitalWord]) -> bool:
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
            self._resolve_holder(passage, piece[:last], title)
            return True
        if any(word.key in self._heads for word in behind) or (len(behind) == 1 and len(behind[0].key) < 2):
            return False
        if title.key in lists.kept_titles:
            if not self._is_ruler(title, behind):
                return False
            self._resolve(passage, self._before_title(piece[:last]))
            self._add(Candidate(passage, piece[last:], {"person"}, title.key))
            return True
        if title.key in lists.doubtful_titles and not self._names_a_person(piece, last):
            return False
        person = Candidate(passage, behind, set(), title.key)
        if self.key(behind) not in self._not_persons:
            person.kinds.add("person")
        self._resolve_holder(passage, piece[:last], title)
        behind[0].opening = False
        self._add(person)
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
            if key in self._titles and not (number == len(piece) - 1 and self._is_surname(piece)):
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

    def _resolve_holder(self, passage: Passage, left: list[CapitalWord], title: CapitalWord) -> None:
        """Add what stands before a title: "Apple" in "Apple CEO", nothing in "Treasury Secretary"."""
        left = self._before_title(left)
        if not left:
            return
        if title.key in self._lists.organisation_after and not self.is_adjective(left[-1]):
            self._add(Candidate(passage, left, {"organisation"}))
        else:
            self._resolve(passage, left)

    def _before_title(self, left: list[CapitalWord]) -> list[CapitalWord]:
        """Return the words before a title without those that belong to it ("Apple" of "Apple Chief")."""
        left = list(left)
        while left:
            if len(left) > 1 and (left[-2].key, left[-1].key) in _PAIRS:
                break
            if left[-1].key not in self._not_in_names:
                break
            left.pop()
        return left

    # -- what is a name ------------------------------------------------------------------------

    def _add(self, candidate: Candidate) -> None:
        words = candidate.words
        if self._is_shouting(words):
            return
        if len(words) == 1 and not candidate.title and not self._may_stand_alone(words[0]):
            return
        if len(words) > 1 and self._is_quoted(candidate):
            self.found.append(candidate)
        elif self._ends_quote(candidate) or (words[0].opening and not self._is_known(words[0])):
            self.opening.append(candidate)
        elif len(words) > 1 or candidate.title or self._is_capital_by_itself(words[0]):
            self.found.append(candidate)

    def _is_quoted(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is all that stands between two marks: a title ("Deep Throat")."""
        before = self._text[max(0, candidate.start - 1) : candidate.start]
        behind = self._text[candidate.end : candidate.end + 2].lstrip(",.")
        return before in _QUOTES_OPEN and bool(before) and behind[:1] in _QUOTES_CLOSE and bool(behind)

    def _ends_quote(self, candidate: Candidate) -> bool:
        """Tell whether a single word ends what is quoted, as it may a title ("Woman of the Year")."""
        if len(candidate.words) > 1 or candidate.title or candidate.words[0].key in self._lists.places:
            return False
        behind = self._text[candidate.end : candidate.end + 1]
        return bool(behind) and behind in _QUOTES_CLOSE

    def _may_stand_alone(self, word: CapitalWord) -> bool:
        lists, key = self._lists, word.key
        if len(key) < 2 or (word.surface.isupper() and _ROMAN.fullmatch(key)):
            return False
        if key in STOPWORDS or key in TIME_WORDS or key in lists.everyday:
            return False
        if key in lists.state_abbreviations:
            return False
        if word.surface[:-1].isupper() and key.removesuffix("s") in lists.everyday:
            return False  # "CEOs"
        if self.is_adjective(word) or self._is_group(word):
            return False
        if key in self._titles:
            return False
        if word.parts and all(self._is_part_of_no_name(part) for part in word.parts):
            return False
        return key in NAMED_ALONE or key not in self._heads | lists.place_unless_given

    def _is_part_of_no_name(self, part: str) -> bool:
        lists = self._lists
        return part in lists.peoples or part in STOPWORDS or part in lists.groups or part in TIME_WORDS

    def _is_known(self, word: CapitalWord) -> bool:
        """Tell whether a word that opens a sentence would have its capital anywhere."""
        key = word.key
        if key in self._lists.places or key in self._lists.prefixes:
            return True
        capital = self._capital.get(key, 0)
        if capital:
            return is_mostly_capital(capital + self._small.get(key, 0), capital)
        return len(word.surface) > 1 and word.surface.isupper() and key not in self._small

    def _is_capital_by_itself(self, word: CapitalWord) -> bool:
        capital = self._capital.get(word.key, 0) or 1
        return is_mostly_capital(capital + self._small.get(word.key, 0), capital)

    def begins_name(self, words: Sequence[CapitalWord]) -> bool:
        """Tell whether the first of several words that open a sentence belongs to their name, from the
        words alone: it is a given name, say, or a word that hardly any news holds."""
        key = words[0].key
        lists = self._lists
        if key in lists.first_words or (key == "new" and words[1].key in lists.behind_new):
            return True
        if key in lists.given or self.is_adjective(words[0]) or key in lists.organisation_of:
            return True
        if key in self._small or key in STOPWORDS or key in lists.everyday:
            return False
        if len(key) > 5 and key.endswith(("ing", "ed", "ly")):
            return False
        return key in _SURNAMES or rarity(stem(key)) > _COMMON

    def without_first(self, candidate: Candidate) -> Candidate | None:
        """Return a candidate without its first word; None where the rest is no name."""
        rest = candidate.words[1:]
        if not rest or (len(rest) == 1 and not self._may_stand_alone(rest[0])):
            return None
        if len(rest) == 1 and not self._is_capital_by_itself(rest[0]):
            return None
        return Candidate(candidate.passage, rest, candidate.kinds, candidate.title)
