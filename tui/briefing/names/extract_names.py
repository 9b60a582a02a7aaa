"""Names of an article: the whole way from its text to `Mention`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from briefing.model.article import Article, Passage
from briefing.model.name import Mention, NameKind
from briefing.names.capitalised import stretches
from briefing.names.name_candidates import is_adjective
from briefing.names.name_evidence import CandidatePlace, NameEvidence
from briefing.names.name_forms import NameForm, bearers, join_forms
from briefing.names.name_kinds import kinds_around
from briefing.names.stretch_names import StretchNames, divided_names, stretch_names
from briefing.names.word_lists import WordLists, word_lists
from briefing.text.capitals import is_title_case
from briefing.text.name_keys import name_key
from briefing.text.passage_words import PassageWords, words_by_passage
from briefing.text.stopwords import STOPWORDS

_ACRONYM = re.compile(r" ?\(\s?[\"“']?([A-Z][A-Za-z.]{1,9})[\"”']?\s?\)")
_STOPS = '.!?…"”’)'
_FEWEST_WORDS = 12
"""So few words tell nothing of the language of a passage."""
_ENGLISH_SHARE = 0.12
"""Of the words written small in English, more than this share are function words."""
_LONGEST_KNOWN = 6
"""Words of a known name looked for in a headline."""


@dataclass(slots=True)
class _Read:
    """One passage that is read for names."""

    words: PassageWords
    stretches: list[tuple[int, StretchNames]]
    """Each with its beginning in the article's text."""
    is_headline: bool
    """Its capitals say nothing: a title, a heading, a line in title case or in capitals throughout."""


def extract_names(article: Article) -> tuple[Mention, ...]:
    """Return the mentions of names in `article`, sorted by place, not overlapping.

    Boilerplate has none, and no language other than English has: where nouns have capitals, or
    other words around names, the rules prove nothing. Titles and headings, whose words have capitals
    for other reasons, are searched only for the names that the rest of the text gives.
    """
    if article.language != "en":
        return ()
    lists = word_lists()
    text = article.text
    read: list[_Read] = []
    english = other = 0
    for words in words_by_passage(article):
        surfaces = words.surfaces
        capital = [number for number, surface in enumerate(surfaces) if not surface.islower()]
        small = len(surfaces) - len(capital)
        function_words = sum(map(STOPWORDS.__contains__, surfaces))
        if small >= _FEWEST_WORDS:
            if function_words < _ENGLISH_SHARE * small:
                other += 1
                continue
            english += 1
        found = [
            (start, stretch_names(stretch, opening))
            for start, stretch, opening in stretches(text, words, capital, lists)
        ]
        read.append(_Read(words, found, _is_headline(text, words.passage, found, small, function_words)))
    # Nothing said that the language is another; where most passages that tell do, short ones are not judged.
    if other > english:
        return ()
    _divide_compounds(read, lists)
    evidence = NameEvidence(text, lists, _count_small(read), _count_capitals(read))
    for one in read:
        if not one.is_headline:
            for start, names in one.stretches:
                for candidate in names.candidates:
                    evidence.add(one.words.passage, start, candidate)
    places = _settle(text, evidence, lists)
    full = _full_names(text, places, lists)
    mentions = [_mention(article, at.passage, at.start, at.end, full[at.candidate.key]) for at in places]
    for one in read:
        if one.is_headline:
            mentions.extend(_known_mentions(article, one, full, evidence))
    return tuple(sorted(mentions, key=attrgetter("start")))


def _is_headline(
    text: str,
    passage: Passage,
    found: Sequence[tuple[int, StretchNames]],
    small: int,
    function_words: int,
) -> bool:
    """Tell whether the capitals of a passage say nothing; `function_words` of the `small` words are such."""
    if passage.kind in ("title", "heading"):
        return True
    telling = sum([names.telling for _, names in found])
    if not is_title_case([True] * telling + [False] * (small - function_words)):
        return False
    # A sentence that tells mostly of names ends with a full stop, and has words between them.
    has_small = small > function_words or 2 * small >= sum([len(names.words) for _, names in found])
    return not (has_small and text[passage.end - 1] in _STOPS)


def _divide_compounds(read: Sequence[_Read], lists: WordLists) -> None:
    """Take compounds of names apart ("Trump-Xi"): where each part stands alone too, or is a country."""
    if not any(names.has_compounds for one in read for _, names in one.stretches):
        return
    alone = lists.not_persons.union(*[names.alone for one in read for _, names in one.stretches])
    for one in read:
        one.stretches = [
            (start, divided_names(names, alone) if names.has_compounds else names)
            for start, names in one.stretches
        ]


def _count_small(read: Sequence[_Read]) -> Counter[str]:
    """Count the words of an article as they are written: those which it has with a capital, too."""
    capital = set(chain.from_iterable([names.keys for one in read for _, names in one.stretches]))
    every = chain.from_iterable([one.words.surfaces for one in read])
    return Counter(filter(capital.__contains__, every))


def _count_capitals(read: Sequence[_Read]) -> Counter[str]:
    """Count the words that have a capital where neither a sentence's beginning nor a headline asks for it."""
    inner = [names.inner for one in read if not one.is_headline for _, names in one.stretches]
    return Counter(chain.from_iterable(inner))


def _settle(text: str, evidence: NameEvidence, lists: WordLists) -> list[CandidatePlace]:
    """Return what was found, with what of the openings of sentences is a name, in text order.

    A surname whose bearer is named in full may open every sentence that it stands in.
    """
    known = {place.candidate.key for place in evidence.found}
    settled = [_without_adjective(place, known, lists) for place in evidence.found]
    alone: list[CandidatePlace] = []
    for place in evidence.opening:
        if place.candidate.key in known:
            settled.append(place)
        elif len(place.candidate.words) == 1:
            alone.append(place)
        elif evidence.begins_name(place.candidate):
            settled.append(_without_adjective(place, known, lists))
        elif rest := evidence.without_first(place):
            settled.append(rest)
    for place in settled:
        _prove_kinds(text, place, lists)
    if alone:
        borne = bearers(_forms(text, (one for one in settled if " " in one.candidate.key)), lists)
        settled.extend(place for place in alone if place.candidate.key in borne)
    return sorted(settled, key=attrgetter("start"))


def _prove_kinds(text: str, place: CandidatePlace, lists: WordLists) -> None:
    """Add to a candidate the kinds that its words and their surroundings prove."""
    one = place.candidate
    if one.kind is not None:
        place.kinds = frozenset([one.kind])
        return
    around = kinds_around(text, place.passage, place.start, place.end, one.words, one.keys, lists)
    for kind in around:
        place.kinds |= {kind}


def _without_adjective(place: CandidatePlace, known: Container[str], lists: WordLists) -> CandidatePlace:
    """Cut "Chinese" from "Chinese Huawei" where "Huawei" stands alone elsewhere."""
    rest = place.candidate.rest
    if rest is not None and rest.key in known and is_adjective(place.candidate.words[0], lists):
        return place.without_first()
    return place


class _FullName(NamedTuple):
    name: str
    kind: NameKind | None


def _full_names(text: str, found: Sequence[CandidatePlace], lists: WordLists) -> dict[str, _FullName]:
    """Return the full name of each key that was found, and of what may be short for one in a headline."""
    forms = _forms(text, found)
    borne = bearers(forms, lists)
    for short in borne:
        forms.setdefault(short, NameForm(short, short))
    full = join_forms(forms, borne, _given_pairs(text, found), lists)
    return {key: _FullName(form.surface, form.kind) for key, form in full.items() if form.count}


def _forms(text: str, found: Iterable[CandidatePlace]) -> dict[str, NameForm]:
    forms: dict[str, NameForm] = {}
    for place in found:
        one = place.candidate
        form = forms.get(one.key)
        if form is None:
            form = forms[one.key] = NameForm(one.key, one.surface)
        elif form.surface != one.surface and form.surface.isupper() and not one.surface.isupper():
            form.surface = one.surface
        form.kinds.update(place.kinds)
        form.count += 1
        form.after_in += text.endswith(" in ", place.passage.start, place.start)
        if one.title:
            form.titles.add(one.title)
    return forms


def _given_pairs(text: str, found: Iterable[CandidatePlace]) -> Iterator[tuple[str, str]]:
    """Yield full and short form where the text gives them: "European Union (EU)"."""
    for place in found:
        if text.startswith(("(", " ("), place.end) and (
            match := _ACRONYM.match(text, place.end, place.passage.end)
        ):
            full, short = place.candidate.key, name_key(match.group(1))
            if _is_short_for(short, full):
                yield full, short


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether the letters of `short` stand in `full` in order, the first two words' first ones among
    them ("mofcom" in "ministry of commerce")."""
    words = full.split()
    if len(short) < 2 or short[0] != full[0] or short == full or not short.isalpha():
        return False
    telling = [word for word in words if word not in STOPWORDS]
    if len(telling) > 1 and telling[1][0] not in short[1:]:
        return False
    at = 0
    for letter in short:
        at = full.find(letter, at) + 1
        if not at:
            return False
    return True


def _known_mentions(
    article: Article, headline: _Read, names: Mapping[str, _FullName], evidence: NameEvidence
) -> Iterator[Mention]:
    """Yield the mentions in a headline of names that the text gives, the longest first at each place."""
    capital = [
        (stretch + word.start, stretch + word.end, word.key)
        for stretch, found in headline.stretches
        for word in found.words
    ]
    at = 0
    while at < len(capital):
        for count in range(min(_LONGEST_KNOWN, len(capital) - at), 0, -1):
            start, end = capital[at][0], capital[at + count - 1][1]
            key = name_key(article.text[start:end])
            if key in names and (count > 1 or not _is_common(capital[at][2], evidence)):
                yield _mention(article, headline.words.passage, start, end, names[key])
                at += count - 1
                break
        at += 1


def _is_common(key: str, evidence: NameEvidence) -> bool:
    return key in STOPWORDS or evidence.times_small(key) > 0


def _mention(article: Article, passage: Passage, start: int, end: int, name: _FullName) -> Mention:
    return Mention(article.id, passage.number, start, end, article.text[start:end], *name)
