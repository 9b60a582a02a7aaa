"""Whom the words for a speaker mean: pronouns, titles and short names, resolved within an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Literal, NamedTuple

from briefing.model.name import Mention
from briefing.quotes.quote_words import QuoteWords
from briefing.quotes.spoken_sentences import ACRONYMS
from briefing.text.given_names import given_names
from briefing.text.stopwords import DEMONYMS
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
_SENTENCE_BEGINS = re.compile(
    r"(?:^|(?:[!?…]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Col|Sgt|Rev|Det))(?<!\bCapt)(?<!\bProf)\.)"
    r"[\"”’')\]]*\s+|\n\s*)(?:(?:[\w’'-]+\s+){0,3}[\w’'-]+,\s+)?(?:(?:[\w.’'-]+\s+){0,2}|(?:[A-Z][\w.’'-]*\s+){0,5})\Z"
)
"""The full stop of "Mr." ends none; "On Monday, Mr. Lee" begins with the name."""
_OPENING = 64
"""Code points in front of a name in which its sentence may begin."""
_TITLE_BEFORE = re.compile(r"([\w’'-]+)(\.?)\s+\Z")
_ABBREVIATED = frozenset(("mr", "mrs", "ms"))
_PLACED = re.compile(r"\b[Ii]n\s+\Z")
_FROM_PREPOSITION = re.compile(
    r"(?i)\b(?:of|for|to|with|by|from|against|about|at|in|on|and)\s+(?:[\w.]+\s){0,2}\Z"
)
_APPOSITION = re.compile(
    r",? (?:an?|the|[\w.’']+['’]s) ((?:[\w’'-]+ ){0,4}?[\w’'-]+)[,.;]|, ((?:[\w’'-]+ ){0,3}[\w’'-]+)"
)
_BEHIND_HEAD = re.compile(r"\s+(of|for|to|from|by|with|in|at|on)\s")
"""Where a phrase goes on behind its head: "Tom Udall of New Mexico", "an aide to Lee"."""
_JOINTS = frozenset("of for to from by with in at on".split())
_NEAR = 12
"""Mentions looked back for what "it" may mean."""
_OWNER = ("'s", "’s")
_ROLE = 3
"""Words in front of a name that may say what its bearer is."""
_SAME_PEOPLE = 4.0
"""How much likelier somebody is meant whose people is told."""
_TITLE = 24
"""Code points in front of a name in which its title stands."""


class Speaker(NamedTuple):
    """Whom the words for a speaker mean."""

    who: str | None
    how: str
    """By what it is known: one of the features by which `certainty` is weighed."""
    entity: str
    """By which the same one is known in the article; empty where nobody is."""


NOBODY = Speaker(None, "nobody", "")


class SpeakerResolver:
    """Resolves the speakers of one article, asked in text order."""

    def __init__(self, text: str, mentions: Sequence[Mention], lists: QuoteWords) -> None:
        self._text = text
        self._lists = lists
        self._mentions = mentions
        self._starts = [one.start for one in mentions]
        self._ambiguous: set[int] = set()
        """Where last names alone stand that several bear."""
        self._names = self._full_names()
        self._places: dict[str, list[int]] = {}
        """The mentions of each name, by number."""
        for number, name in enumerate(self._names):
            self._places.setdefault(name, []).append(number)
        self._genders: dict[str, Gender] = {}
        self._persons: dict[str, bool] = {}
        """By name, whether it may be that of a person."""
        self._standing: dict[int, float] = {}
        """By mention how much it stands out by itself."""
        self._roles: dict[str, dict[str, set[_RoleKinds]]] | None = None
        self._said: list[tuple[int, Speaker]] = []
        """Where each quote so far stands, and who is its speaker."""

    def _full_names(self) -> list[str]:
        """(N,) the fullest form of each mention's name: a last name alone is that of who is called so in
        full, of several the one whom a title tells, else who is called in full most often."""
        called: dict[str, Counter[str]] = {}
        for one in self._mentions:
            if " " in one.name and one.kind in ("person", None):
                called.setdefault(fold(one.name.rpartition(" ")[2]), Counter())[one.name] += 1
        full: list[str] = []
        for one in self._mentions:
            bearers = called.get(fold(one.name)) if one.kind in ("person", None) else None
            full.append(one.name if bearers is None else self._bearer(one, bearers))
        return full

    def _bearer(self, one: Mention, called: Counter[str]) -> str:
        """Who of those `called` so in full is meant by a last name alone: that name itself where its title
        tells of somebody else."""
        told = self._titled(one.start)
        bearers: dict[str, Counter[str]] = {}
        for name, count in called.items():
            if not told or self._given_gender(name) in (told, ""):
                bearers.setdefault(name.partition(" ")[0], Counter())[name] = count
        if not bearers:
            return one.name
        if len(bearers) > 1:
            self._ambiguous.add(one.start)
        forms = max(bearers.values(), key=lambda forms: forms.total())
        return max(forms, key=lambda name: forms[name])

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
            return self._of_group(start, several=bare in lists.pronouns_they)
        if bare in ("i", "we", "you") or low in lists.pronouns_other:
            return NOBODY
        named = self._named(start, end)
        if named is not None:
            return named
        role = self._of_role(start, words)
        if role is not None:
            return role
        return Speaker(words.removesuffix("'s").removesuffix("’s"), f"words {self._head_of(words, low)}", low)

    def _head_of(self, words: str, low: str) -> str:
        """What kind of word the head of a phrase is that names nobody."""
        joint = _BEHIND_HEAD.search(low)
        phrase = low[: joint.start()].split() if joint is not None else low.split()
        head = phrase[-1]
        if head in self._lists.roles:
            return "role"
        if head in self._lists.documents:
            return "document"
        if len(phrase) == 1 and words[0].isupper() and not words.isupper():
            return "capital plural" if head.endswith("s") else "capital"
        if words[: len(" ".join(phrase))].rpartition(" ")[2][:1].isupper():
            return "name"
        opens = "told" if phrase[0] in self._lists.determiners or phrase[0].endswith("'s") else "bare"
        return f"{opens} plural" if head.endswith("s") else opens

    def _named(self, start: int, end: int) -> Speaker | None:
        comma = self._text.rfind(", ", start, end)
        if comma >= 0:
            # "The head of the office, Ann Lee": the name stands in the aside.
            start = comma + 2
        joint = _BEHIND_HEAD.search(self._text, start, end)
        if joint is not None:
            head = _WORDS.findall(fold(self._text[start : joint.start()]))[-1:]
            if joint[1] in ("from", "by") and self._lists.documents.issuperset(head):
                return self._named(joint.end(), end)
            end = joint.start()
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first == last or " and " in self._text[start : self._starts[last - 1]]:
            return None  # Nobody, or several: none of them is meant alone.
        one = self._mentions[last - 1]
        rest = self._text[one.end : end].strip().removesuffix("'s").removesuffix("’s")
        if rest not in ("", "Jr", "Jr.", "Sr", "'", "’", ")", "III"):
            return None
        name = self._names[last - 1]
        return Speaker(name, "shared" if one.start in self._ambiguous else "named", fold(name))

    def _gender(self, number: int) -> Gender:
        """What is known of a mention's bearer, from all mentions of the name."""
        name = self._names[number]
        if name not in self._genders:
            self._genders[name] = self._find_gender(name)
        return self._genders[name]

    def _titled(self, start: int) -> Gender:
        """Whom the word right in front of a name tells to be a man or a woman: not "his wife. Lee said"."""
        before = _TITLE_BEFORE.search(self._text, max(0, start - _TITLE), start)
        if before is None:
            return ""
        word = fold(before[1])
        if before[2] and word not in _ABBREVIATED:
            return ""
        return "m" if word in self._lists.roles_of_men else "f" if word in self._lists.roles_of_women else ""

    def _find_gender(self, name: str) -> Gender:
        counts: dict[Gender, int] = {"m": 0, "f": 0}
        for number in self._places[name]:
            told = self._titled(self._mentions[number].start)
            if told:
                counts[told] += 1
        if counts["m"] != counts["f"]:
            return "m" if counts["m"] > counts["f"] else "f"
        return self._given_gender(name)

    @staticmethod
    def _given_gender(name: str) -> Gender:
        """What a given name tells."""
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
        return Speaker(best[0], f"pronoun {int(10 * best[1] / (best[1] + rival))}", fold(best[0]))

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
            if one.kind not in ("place", "organisation") and not is_hidden and self._may_be_person(number):
                yield number

    def _may_be_person(self, number: int) -> bool:
        """Whether a mention may be somebody's: one word of which nothing tells what it is is nobody's name if
        it is a dateline's, in capitals, or something is told to be in it."""
        name = self._names[number]
        if name not in self._persons:
            some = [self._mentions[one] for one in self._places[name]]
            is_told = " " in name or any(one.kind == "person" for one in some)
            self._persons[name] = is_told or not (
                name.isupper()
                or any(_PLACED.search(self._text, max(0, one.start - 4), one.start) for one in some)
            )
        return self._persons[name]

    def _salience(self, number: int, at: int) -> float:
        """How much a mention stands out, seen from a place behind it."""
        if number not in self._standing:
            self._standing[number] = self._find_standing(number)
        return exp((self._starts[number] - at) / _DECAY) * self._standing[number]

    def _find_standing(self, number: int) -> float:
        """How much a mention stands out by itself."""
        one = self._mentions[number]
        score = 1.3 if one.kind == "person" else 1.0
        if _FROM_PREPOSITION.search(self._text[max(0, one.start - 40) : one.start]):
            score *= 0.6
        elif self._begins_sentence(one):
            score *= 2.0
        if one.kind is None and " " not in self._names[number]:
            score *= 0.5
        return score * 0.6 if self._text[one.end : one.end + 2] in _OWNER else score

    def _begins_sentence(self, one: Mention) -> bool:
        """Whether its sentence begins with a mention, with at most a title or an adjunct in front of it."""
        return _SENTENCE_BEGINS.search(self._text, max(0, one.start - _OPENING), one.start) is not None

    def _of_group(self, at: int, *, several: bool) -> Speaker:
        """The last who spoke that is no single person: an organisation or a place, with `several` also those
        whom a word in the plural tells; nobody where such a word tells of others behind that one."""
        place, speaker = self._last_group(at, several=several)
        return NOBODY if several and self._are_others_told(place, at, speaker.entity) else speaker

    def _are_others_told(self, start: int, end: int, entity: str) -> bool:
        """Whether persons are told in the plural in a stretch, who may be meant by "they"."""
        before = ""
        for found in _WORDS.findall(fold(self._text[start:end])):
            word = found.rstrip(".'")
            is_persons = word.endswith("s") and word[:-1] in self._lists.roles and word not in entity
            if is_persons and before not in self._lists.prepositions and before not in self._lists.cues:
                return True
            before = word
        return False

    def _last_group(self, at: int, *, several: bool) -> tuple[int, Speaker]:
        """Who that is, and where it stands."""
        last = bisect_left(self._starts, at)
        kinds = ("organisation",) if several else ("organisation", "place")
        told = next((one for one in self._groups_that_spoke(at, several=several)), None)
        for number in range(last - 1, max(last - _NEAR, -1), -1):
            one = self._mentions[number]
            if told is not None and one.start < told[0]:
                break
            is_owner = self._text[one.end : one.end + 2] in _OWNER
            opens = not is_owner and self._begins_sentence(one)
            if opens and told is not None and one.kind is None and " " not in self._names[number]:
                return at, NOBODY  # It may be that one: "Washington takes no stand. It says …"
            if opens and one.kind in kinds:
                return one.end, Speaker(self._names[number], "group before", fold(self._names[number]))
        if told is not None:
            return told[0], Speaker(told[1].who, "group that spoke", told[1].entity)
        for number in range(last - 1, max(last - _NEAR, -1), -1):
            one = self._mentions[number]
            if one.kind == "organisation":
                return one.end, Speaker(self._names[number], "group", fold(self._names[number]))
        return at, NOBODY

    def _groups_that_spoke(self, at: int, *, several: bool) -> Iterator[tuple[int, Speaker]]:
        """Yield where who is no single person said something, the nearest first."""
        for place, speaker in reversed(self._said[-_MOST_MENTIONS:]):
            if at - place > _REACH:
                break
            if speaker.who and fold(speaker.who) == speaker.entity and self._is_group(speaker.who, several):
                yield place, speaker

    def _is_group(self, who: str, several: bool) -> bool:
        """Whether who said something may be "it", or with `several` "they"."""
        numbers = self._places.get(who)
        if numbers:
            kinds = {self._mentions[number].kind for number in numbers}
            return "person" not in kinds and (not kinds <= {None} or who.isupper())
        words = _WORDS.findall(fold(who))
        joint = next((at for at, word in enumerate(words) if at and word in _JOINTS), len(words))
        head = words[joint - 1]
        if words[0] in ("a", "an"):
            return False  # One of several.
        is_plural = head.endswith("s") or " and " in who
        return head not in self._lists.roles and (several or not is_plural)

    def _antecedent(self, at: int) -> Speaker:
        last = bisect_left(self._starts, at)
        if last:
            one = self._mentions[last - 1]
            if at - one.end <= 3:
                name = self._names[last - 1]
                return Speaker(name, "antecedent", fold(name))
        return NOBODY

    def _of_role(self, start: int, words: str) -> Speaker | None:
        """Who was called so: "the governor" behind "Gov. Ana Reyes"."""
        low = fold(words)
        if not low.startswith(("the ", "his ", "her ")) or re.search(
            r" (?:of|for|to|from|with|in|at|who) ", low
        ):
            return None
        *told, head = low.split()
        head = self._lists.short_roles.get(head, head)
        if head not in self._lists.roles:
            return None
        wanted = self._kinds(told)
        best: tuple[float, str, bool] | None = None
        last = bisect_left(self._starts, start)
        seen: set[str] = set()
        for number in range(last - 1, max(last - _MOST_MENTIONS, -1), -1):
            name = self._names[number]
            if name in seen:
                continue
            seen.add(name)
            fitting = [
                kinds for kinds in self._known_roles().get(name, {}).get(head, ()) if wanted.fits(kinds)
            ]
            if not fitting:
                continue
            is_told = any(not wanted.peoples.isdisjoint(kinds.peoples) for kinds in fitting)
            score = exp((self._starts[number] - start) / 2000) * (_SAME_PEOPLE if is_told else 1.0)
            if best is None or score > best[0]:
                best = (score, name, is_told or not wanted.peoples)
        if best is None:
            return None
        return Speaker(best[1], "role" if best[2] else "role of another people", fold(best[1]))

    def _kinds(self, words: Sequence[str]) -> _RoleKinds:
        """What words in front of a role tell of it."""
        bare = [word.removesuffix("'s").rstrip(".") for word in words]
        peoples = frozenset("american" if word in ("us", "u.s") else word for word in bare)
        return _RoleKinds(
            peoples & DEMONYMS, self._lists.ranks.intersection(bare), self._lists.offices.intersection(bare)
        )

    def _known_roles(self) -> Mapping[str, Mapping[str, set[_RoleKinds]]]:
        """What each name was called: "the Chinese president, Li Wei"."""
        if self._roles is None:
            self._roles = {}
            for number, one in enumerate(self._mentions):
                if one.kind in ("place", "organisation"):
                    continue
                before = _WORDS.findall(fold(self._text[max(0, one.start - 40) : one.start]))
                behind = _APPOSITION.match(self._text, one.end)
                known = self._roles.setdefault(self._names[number], {})
                told = _WORDS.findall(fold(behind[1] or behind[2])) if behind else []
                for words, first in ((before, max(len(before) - _ROLE, 0)), (told, 0)):
                    for place, word in enumerate(words[first:], first):
                        bare = word.rstrip(".")
                        role = self._lists.short_roles.get(bare, bare)
                        if role in self._lists.roles:
                            known.setdefault(role, set()).add(
                                self._kinds(words[max(0, place - _ROLE) : place])
                            )
        return self._roles


class _RoleKinds(NamedTuple):
    """What is told of a role: whose it is, its rank, its office."""

    peoples: frozenset[str]
    ranks: frozenset[str]
    """"vice", "deputy"."""
    offices: frozenset[str]
    """"prime", "foreign"."""

    def fits(self, other: _RoleKinds) -> bool:
        """Whether somebody called by `other` may be meant by this, which tells no more, or of a people."""
        is_one_people = not (self.peoples and other.peoples) or not self.peoples.isdisjoint(other.peoples)
        return is_one_people and self.ranks == other.ranks and self.offices <= other.offices
