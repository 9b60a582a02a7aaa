"""Whom the words for a speaker mean: pronouns, titles and short names, resolved within an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import exp
from typing import Literal, NamedTuple

from briefing.model.name import Mention
from briefing.quotes.quote_words import QuoteWords
from briefing.quotes.spoken_sentences import ACRONYMS
from briefing.text.given_names import given_names
from briefing.text.tokens import fold

Gender = Literal["m", "f", ""]

_WORDS = re.compile(r"[\w.’'-]+")
_REACH = 1600
"""Code points looked back for whom a pronoun may mean."""
_MOST_MENTIONS = 500
"""Names looked back for who was called "the mayor"."""
_KNOWN_GENDER = 2.2
"""How much likelier somebody is meant of whom the gender is known."""
_DECAY = 350.0
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…][\"”’')\]]*\s+|\n\s*)(?:[\w.’'-]+\s+){0,2}\Z")
_FROM_PREPOSITION = re.compile(
    r"(?i)\b(?:of|for|to|with|by|from|against|about|at|in|on|and)\s+(?:[\w.]+\s){0,2}\Z"
)
_APPOSITION = re.compile(
    r",? (?:an?|the|[\w.’']+['’]s) ((?:[\w’'-]+ ){0,4}?[\w’'-]+)[,.;]|, ((?:[\w’'-]+ ){0,3}[\w’'-]+)"
)


class Speaker(NamedTuple):
    """Whom the words for a speaker mean."""

    who: str | None
    certainty: float
    entity: str
    """By which the same one is known in the article; empty where nobody is."""


NOBODY = Speaker(None, 0.0, "")


class SpeakerResolver:
    """Resolves the speakers of one article, asked in text order."""

    def __init__(self, text: str, mentions: Sequence[Mention], lists: QuoteWords) -> None:
        self._text = text
        self._lists = lists
        self._mentions = mentions
        self._starts = [one.start for one in mentions]
        self._names = self._full_names()
        self._places: dict[str, list[int]] = {}
        """The mentions of each name, by number."""
        for number, name in enumerate(self._names):
            self._places.setdefault(name, []).append(number)
        self._genders: dict[str, Gender] = {}
        self._roles: dict[str, set[str]] | None = None
        self._said: list[tuple[int, Speaker]] = []
        """Where each quote so far stands, and who is its speaker."""

    def _full_names(self) -> list[str]:
        """(N,) the fullest form of each mention's name: a last name alone is that of who was last called in
        full."""
        by_last: dict[str, str] = {}
        full: list[str] = []
        for one in self._mentions:
            name = one.name
            if " " in name:
                if one.kind in ("person", None):
                    by_last[fold(name.rpartition(" ")[2])] = name
            elif one.kind in ("person", None):
                name = by_last.get(fold(name), name)
            full.append(name)
        return full

    def said(self, at: int, speaker: Speaker) -> None:
        """Note who said what stands at a place."""
        if speaker.entity:
            self._said.append((at, speaker))

    def is_somebody(self, start: int, end: int) -> bool:
        """Whether the words at a place name somebody, or say what somebody is."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if any(one.kind != "place" for one in self._mentions[first:last]):
            return True
        return any(word in self._lists.roles for word in _WORDS.findall(fold(self._text[start:end])))

    def resolve(self, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> Speaker:
        """Return whom the words at a place mean; what stands in `hidden`, quotations, names no one."""
        words = self._text[start:end]
        low = words if words in ACRONYMS else fold(words)
        lists = self._lists
        bare = low.split("'")[0]
        if bare in lists.pronouns_he:
            return self._of_pronoun(start, "m", hidden)
        if bare in lists.pronouns_she:
            return self._of_pronoun(start, "f", hidden)
        if low in ("who", "which", "that"):
            return self._antecedent(start)
        if bare in lists.pronouns_they or bare in lists.pronouns_it:
            return self._of_group(start)
        if bare in ("i", "we", "you") or low in lists.pronouns_other:
            return NOBODY
        named = self._named(start, end)
        if named is not None:
            return named
        role = self._of_role(start, words)
        if role is not None:
            return role
        return Speaker(words.removesuffix("'s").removesuffix("’s"), 0.8, low)

    def _named(self, start: int, end: int) -> Speaker | None:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for number in range(last - 1, first - 1, -1):
            one = self._mentions[number]
            rest = self._text[one.end : end].strip().removesuffix("'s").removesuffix("’s")
            if rest not in ("", "Jr", "Jr.", "Sr", "'", "’", ")", "III"):
                return None
            before = self._text[start : one.start]
            if " and " in before:
                return None  # Several: none of them is meant alone.
            if re.search(r"\b[a-z]\w+ (?:of|for|to|from|with|in|at) (?:[\w.]+ )?\Z", before):
                return None
            name = self._names[number]
            return Speaker(name, 0.95, fold(name))
        return None

    def _gender(self, number: int) -> Gender:
        """What is known of a mention's bearer, from all mentions of the name."""
        name = self._names[number]
        if name not in self._genders:
            self._genders[name] = self._find_gender(name)
        return self._genders[name]

    def _find_gender(self, name: str) -> Gender:
        lists = self._lists
        counts = {"m": 0, "f": 0}
        for number in self._places[name]:
            one = self._mentions[number]
            before = _WORDS.findall(fold(self._text[max(0, one.start - 24) : one.start]))[-2:]
            for word in before[-1:]:
                bare = word.rstrip(".")
                counts["m"] += bare in lists.roles_of_men
                counts["f"] += bare in lists.roles_of_women
        if counts["m"] != counts["f"]:
            return "m" if counts["m"] > counts["f"] else "f"
        given = given_names()
        first = fold(name.split(maxsplit=1)[0])
        if " " in name and first in given.all:
            return "f" if first in given.women else "m"
        return ""

    def _of_pronoun(self, at: int, gender: Gender, hidden: Sequence[tuple[int, int]]) -> Speaker:
        scores: dict[str, float] = {}
        for number in self._in_reach(at, hidden):
            known = self._gender(number)
            if known and known != gender:
                continue
            name, score = self._names[number], self._salience(number, at)
            if known == gender:
                score *= _KNOWN_GENDER
            there = scores.get(name, 0.0)
            scores[name] = max(there, score) + 0.15 * min(there, score)
        for place, speaker in self._said[-3:]:
            who = speaker.who
            known = self._genders.get(who or "", "")
            if who is None or at - place > _REACH or (known and known != gender):
                continue
            if who in scores or known == gender:
                scores[who] = scores.get(who, 0.0) + 1.2 * exp((place - at) / (2 * _DECAY))
        if not scores:
            return NOBODY
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        best = ranked[0]
        rival = ranked[1][1] if len(ranked) > 1 else 0.0
        return Speaker(best[0], round(0.4 + 0.5 * best[1] / (best[1] + rival), 2), fold(best[0]))

    def _in_reach(self, at: int, hidden: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Yield the mentions in front of a place that may be somebody's, the nearest first; not those in
        quotations."""
        closing = bisect_left(hidden, (at, at))
        first = bisect_left(self._starts, at - _REACH)
        for number in range(bisect_left(self._starts, at) - 1, first - 1, -1):
            one = self._mentions[number]
            while closing and hidden[closing - 1][0] > one.start:
                closing -= 1
            is_hidden = closing > 0 and hidden[closing - 1][1] > one.start
            if one.kind not in ("place", "organisation") and not is_hidden:
                yield number

    def _salience(self, number: int, at: int) -> float:
        """How much a mention stands out, seen from a place behind it."""
        one = self._mentions[number]
        score = exp((one.start - at) / _DECAY) * (1.3 if one.kind == "person" else 1.0)
        before = self._text[max(0, one.start - 40) : one.start]
        if _FROM_PREPOSITION.search(before):
            score *= 0.6
        elif _SENTENCE_BEGINS.search(before):
            score *= 2.0
        if one.kind is None and " " not in self._names[number]:
            score *= 0.5
        return score * 0.6 if self._text[one.end : one.end + 2] in ("'s", "’s") else score

    def _of_group(self, at: int) -> Speaker:
        """The last who spoke, where it is no single person."""
        for place, speaker in reversed(self._said[-_MOST_MENTIONS:]):
            if at - place > _REACH:
                break
            if speaker.who and fold(speaker.who) == speaker.entity:
                numbers = self._places.get(speaker.who)
                if not numbers or self._mentions[numbers[0]].kind != "person":
                    return Speaker(speaker.who, 0.5, speaker.entity)
        last = bisect_left(self._starts, at)
        for number in range(last - 1, max(last - 12, -1), -1):
            if self._mentions[number].kind == "organisation":
                return Speaker(self._names[number], 0.4, fold(self._names[number]))
        return NOBODY

    def _antecedent(self, at: int) -> Speaker:
        last = bisect_left(self._starts, at)
        if last:
            one = self._mentions[last - 1]
            if at - one.end <= 3:
                name = self._names[last - 1]
                return Speaker(name, 0.9, fold(name))
        return NOBODY

    def _of_role(self, start: int, words: str) -> Speaker | None:
        """Who was called so: "the governor" behind "Gov. Ana Reyes"."""
        low = fold(words)
        if not low.startswith(("the ", "his ", "her ")) or re.search(
            r" (?:of|for|to|from|with|in|at|who) ", low
        ):
            return None
        head = low.split()[-1]
        head = self._lists.short_roles.get(head, head)
        if head not in self._lists.roles:
            return None
        roles = self._known_roles()
        best: tuple[float, str] | None = None
        last = bisect_left(self._starts, start)
        seen: set[str] = set()
        for number in range(last - 1, max(last - _MOST_MENTIONS, -1), -1):
            name = self._names[number]
            if name in seen or head not in roles.get(name, ()):
                continue
            seen.add(name)
            score = exp((self._starts[number] - start) / 2000)
            if best is None or score > best[0]:
                best = (score, name)
        if best is None:
            return None
        return Speaker(best[1], 0.6, fold(best[1]))

    def _known_roles(self) -> dict[str, set[str]]:
        if self._roles is None:
            self._roles = {}
            lists = self._lists
            for number, one in enumerate(self._mentions):
                if one.kind in ("place", "organisation"):
                    continue
                words = _WORDS.findall(fold(self._text[max(0, one.start - 40) : one.start]))[-3:]
                behind = _APPOSITION.match(self._text, one.end)
                if behind is not None:
                    words += _WORDS.findall(fold(behind[1] or behind[2]))
                known = self._roles.setdefault(self._names[number], set())
                for word in words:
                    bare = word.rstrip(".")
                    role = lists.short_roles.get(bare, bare)
                    if role in lists.roles:
                        known.add(role)
        return self._roles
