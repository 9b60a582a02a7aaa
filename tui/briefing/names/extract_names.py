"""Names of an article: the whole way from its text to `Mention`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from briefing.model.article import Article, Passage
from briefing.model.name import Mention
from briefing.names.capitalised import CapitalWord, Words, runs, split_compounds, words_of
from briefing.names.name_candidates import Candidate, Cutter
from briefing.names.name_forms import NameForm, bearers, join_forms
from briefing.names.name_kinds import prove_kinds
from briefing.names.word_lists import WordLists, word_lists
from briefing.text.name_keys import name_key
from briefing.text.stopwords import STOPWORDS

_ACRONYM = re.compile(r" ?\(\s?[\"“']?([A-Z][A-Za-z.]{1,9})[\"”']?\s?\)")
_LONGEST_KNOWN = 6
"""Words of a known name looked for in a headline."""


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
    passages = [p for p in article.passages if p.kind != "boilerplate"]
    read = [words for p in passages if (words := words_of(text, p, lists)).looks_english is not False]
    # Nothing said that the language is another; where most passages that tell do, short ones are not judged.
    if len(passages) - len(read) > sum(words.looks_english is True for words in read):
        return ()
    small = Counter(word for words in read for word in words.small)
    _split(read, lists)
    capital = _count_capitals(text, read, lists)
    cutter = Cutter(text, lists, small, capital)
    for words in read:
        if not words.is_headline:
            for run in runs(text, words.capital, lists):
                cutter.cut(words.passage, run)
    found = _settle(text, cutter, lists)
    names = _names(text, found, cutter, lists)
    mentions = [_mention(article, c.passage, c.start, c.end, names[cutter.key(c.words)]) for c in found]
    for words in read:
        if words.is_headline:
            mentions.extend(_known_mentions(article, words, names, small))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _split(read: list[Words], lists: WordLists) -> None:
    """Take compounds of names apart ("Trump-Xi"): where each part stands alone too, or is a country."""
    alone = {word.key for words in read for word in words.capital if not word.parts}
    known = frozenset(alone) | lists.places | lists.prefixes
    for words in read:
        words.capital = split_compounds(words.capital, known)


def _count_capitals(text: str, read: list[Words], lists: WordLists) -> Counter[str]:
    """Count the words that have a capital where neither a sentence's beginning nor a headline asks for it."""
    counts: Counter[str] = Counter()
    for words in read:
        if not words.is_headline:
            for run in runs(text, words.capital, lists):
                counts.update(word.key for word in run if not word.opening)
    return counts


def _settle(text: str, cutter: Cutter, lists: WordLists) -> list[Candidate]:
    """Return what was found, with what of the openings of sentences is a name, in text order.

    A surname whose bearer is named in full may open every sentence that it stands in.
    """
    known = {cutter.key(candidate.words) for candidate in cutter.found}
    settled = [_without_adjective(candidate, cutter, known) for candidate in cutter.found]
    alone: list[Candidate] = []
    for candidate in cutter.opening:
        if cutter.key(candidate.words) in known:
            settled.append(candidate)
        elif len(candidate.words) == 1:
            alone.append(candidate)
        elif cutter.begins_name(candidate.words):
            settled.append(_without_adjective(candidate, cutter, known))
        elif rest := cutter.without_first(candidate):
            settled.append(rest)
    for candidate in settled:
        prove_kinds(text, candidate, lists)
    if alone:
        borne = bearers(_forms(text, settled, cutter), lists)
        settled.extend(candidate for candidate in alone if candidate.words[0].key in borne)
    return sorted(settled, key=lambda candidate: candidate.start)


def _names(text: str, found: list[Candidate], cutter: Cutter, lists: WordLists) -> dict[str, NameForm]:
    """Return the full form of each key that was found, and of what may be short for one in a headline."""
    forms = _forms(text, found, cutter)
    for short in bearers(forms, lists):
        forms.setdefault(short, NameForm(short, short))
    full = join_forms(forms, _given_pairs(text, found, cutter), lists)
    return {key: form for key, form in full.items() if form.count}


def _without_adjective(candidate: Candidate, cutter: Cutter, known: set[str]) -> Candidate:
    """Cut "Chinese" from "Chinese Huawei" where "Huawei" stands alone elsewhere."""
    words = candidate.words
    if len(words) > 1 and cutter.is_adjective(words[0]) and cutter.key(words[1:]) in known:
        return Candidate(candidate.passage, words[1:], candidate.kinds, candidate.title)
    return candidate


def _forms(text: str, found: list[Candidate], cutter: Cutter) -> dict[str, NameForm]:
    forms: dict[str, NameForm] = {}
    for candidate in found:
        key = cutter.key(candidate.words)
        surface = " ".join(text[candidate.start : candidate.end].split())
        form = forms.setdefault(key, NameForm(key, surface))
        if form.surface.isupper() and not surface.isupper():
            form.surface = surface
        form.kinds |= candidate.kinds
        form.count += 1
        form.after_in += text.endswith(" in ", candidate.passage.start, candidate.start)
        if candidate.title:
            form.titles.add(candidate.title)
    return forms


def _given_pairs(text: str, found: list[Candidate], cutter: Cutter) -> Iterator[tuple[str, str]]:
    """Yield full and short form where the text gives them: "European Union (EU)"."""
    for candidate in found:
        if match := _ACRONYM.match(text, candidate.end, candidate.passage.end):
            full, short = cutter.key(candidate.words), name_key(match.group(1))
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
    article: Article, words: Words, names: Mapping[str, NameForm], small: Mapping[str, int]
) -> Iterator[Mention]:
    """Yield the mentions in a headline of names that the text gives, the longest first at each place."""
    capital = words.capital
    at = 0
    while at < len(capital):
        for count in range(min(_LONGEST_KNOWN, len(capital) - at), 0, -1):
            first, last = capital[at], capital[at + count - 1]
            key = name_key(article.text[first.start : last.end])
            if key in names and (count > 1 or not _is_common(first, small)):
                yield _mention(article, words.passage, first.start, last.end, names[key])
                at += count - 1
                break
        at += 1


def _is_common(word: CapitalWord, small: Mapping[str, int]) -> bool:
    return word.key in STOPWORDS or word.key in small


def _mention(article: Article, passage: Passage, start: int, end: int, name: NameForm) -> Mention:
    return Mention(article.id, passage.number, start, end, article.text[start:end], name.surface, name.kind)
