"""An article with the passages as boilerplate that stand as such in many others.

Reading decides by the article alone; this is decided by all of them, and by the person who reads them. A
passage whose words are such a text becomes boilerplate. Where one is glued to the front or end of another
passage, it is cut off. The title is then looked for anew, where what stood for it is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from briefing.model.article import Article, AsRead, Passage
from briefing.model.repeated_text import RepeatedText
from briefing.reading.article_builder import first_words
from briefing.reading.article_header import read_header
from briefing.reading.blocks import Block
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.passage_keys import WORDS, front_key, normal_form, passage_key, tail_key
from briefing.reading.passage_rules import numbered
from briefing.reading.rules.titles import decide_title
from briefing.text.clean import clean_line

_OPENERS = "([{\"'“‘*-–—•|"
"""What belongs to the words behind it."""
_BRACKETS = "([{"
_ENDS = ".!?:;)]}\"'”’…|"
"""What a sentence ends with, in front of a tail that does not begin with a capital."""
_ABOVE = ("boilerplate", "caption")
"""What may stand above a title."""
_MOST_CUT = 20
"""Texts that are cut off one end of a passage."""
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorpusBoilerplate:
    """The texts that are boilerplate wherever they stand."""

    keys: frozenset[int]
    fronts: Mapping[int, tuple[_Words, ...]]
    """The words of those that are long enough to be cut off, by the key of their first words."""
    tails: Mapping[int, tuple[_Words, ...]]
    """The same by the key of their last words."""
    texts: frozenset[tuple[int, str]] = frozenset()
    """The same by key and text, to see what is another."""

    @classmethod
    def of(cls, texts: Iterable[RepeatedText]) -> CorpusBoilerplate:
        """Those of `texts` that are boilerplate."""
        found: set[tuple[int, str]] = set()
        fronts: dict[int, tuple[_Words, ...]] = {}
        tails: dict[int, tuple[_Words, ...]] = {}
        for one in texts:
            if not one.boilerplate:
                continue
            found.add((one.key, one.text))
            normal, words = normal_form(one.text), tuple(WORDS.findall(one.text))
            for ends, key in ((fronts, front_key(normal)), (tails, tail_key(normal))):
                if key is not None:
                    ends[key] = (*ends.get(key, ()), words)
        return cls(frozenset(key for key, _ in found), fronts, tails, frozenset(found))

    def joined(self, other: CorpusBoilerplate) -> CorpusBoilerplate:
        """What is boilerplate by either."""
        fronts, tails = (
            {
                key: tuple(dict.fromkeys((*ours.get(key, ()), *theirs.get(key, ()))))
                for key in ours.keys() | theirs
            }
            for ours, theirs in ((self.fronts, other.fronts), (self.tails, other.tails))
        )
        return CorpusBoilerplate(self.keys | other.keys, fronts, tails, self.texts | other.texts)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.keys)

    def touches(self, keys: Iterable[int], ends: Collection[int]) -> bool:
        """Whether an article with these keys of passages and of their ends may be another one by it."""
        cut = (self.fronts.keys(), self.tails.keys())
        return not self.keys.isdisjoint(keys) or not all(one.isdisjoint(ends) for one in cut)


NO_BOILERPLATE = CorpusBoilerplate(frozenset(), {}, {})


_STRUCTURE = frozenset(("title", "heading", "row", "footnote"))
"""What the author of a document has set as such: reports of one office all have the heading "Summary", which
is no boilerplate of a site."""


def article_as_read(article: Article) -> Article:
    """Return an article as it is by itself."""
    before = article.as_read
    if before is None:
        return article
    return replace(
        article, passages=before.passages, title=before.title, has_title=before.has_title, as_read=None
    )


def with_boilerplate(article: Article, boilerplate: CorpusBoilerplate) -> Article:
    """Return an article, as it was read or with other decisions, with those of `boilerplate`."""
    read = article_as_read(article)
    if not boilerplate:
        return read
    is_set_by_hand = read.extractor is not None and REGISTRY.is_structured_by_author(read.extractor)
    blocks: list[Block] = []
    for passage in read.passages:
        if is_set_by_hand and passage.kind in _STRUCTURE:
            blocks += _decided(read.text, passage, NO_BOILERPLATE)
        else:
            blocks += _decided(read.text, passage, boilerplate)
    if len(blocks) == len(read.passages) and all(
        block.kind == passage.kind for block, passage in zip(blocks, read.passages, strict=True)
    ):
        return read
    return _with_title(read, blocks)


def reasons(article: Article, texts: Iterable[RepeatedText]) -> dict[int, str]:
    """Return why passages of an article are boilerplate that it counted by itself, by their numbers."""
    if article.as_read is None:
        return {}
    by_itself = {passage.start for passage in article.as_read.passages if passage.kind == "boilerplate"}
    by_key = {one.key: one.reason for one in texts}
    found = (
        (passage.number, by_key.get(passage_key(normal_form(article.passage_text(passage.number)))))
        for passage in article.passages
        if passage.kind == "boilerplate" and passage.start not in by_itself
    )
    return {number: reason for number, reason in found if reason is not None}


def _decided(text: str, passage: Passage, boilerplate: CorpusBoilerplate) -> list[Block]:
    """A passage as blocks: itself, or what is left of it between the texts that were glued to its ends."""
    words = text[passage.start : passage.end]
    block = Block(passage.start, passage.end, words, passage.kind, passage.level, passage.page, passage.time)
    fronts: list[Block] = []
    tails: list[Block] = []
    while block.kind != "boilerplate":
        normal = normal_form(block.text)
        if passage_key(normal) in boilerplate.keys:
            block = block.as_("boilerplate")
            break
        if len(tails) < _MOST_CUT and (at := _tail_begins(block.text, normal, boilerplate)) is not None:
            start = block.start + at
            tail = replace(block, start=start, text=text[start : block.end])
            tails.append(tail.as_("boilerplate"))
            end = block.start + len(block.text[:at].rstrip())
            block = replace(block, end=end, text=text[block.start : end])
        elif len(fronts) < _MOST_CUT and (at := _front_ends(block.text, normal, boilerplate)) is not None:
            end = block.start + len(block.text[:at].rstrip())
            front = replace(block, end=end, text=text[block.start : end])
            fronts.append(front.as_("boilerplate"))
            block = replace(block, start=block.start + at, text=block.text[at:])
        else:
            break
    return [*fronts, block, *reversed(tails)]


def _front_ends(text: str, normal: str, boilerplate: CorpusBoilerplate) -> int | None:
    """Where what follows a text that is boilerplate begins in a longer one; None where none is in front."""
    key = front_key(normal)
    candidates = boilerplate.fronts.get(key, ()) if key is not None else ()
    if not candidates:
        return None
    words = list(WORDS.finditer(text))
    for front in sorted(candidates, key=len, reverse=True):
        if len(words) <= len(front) or any(
            word[0] != part for word, part in zip(words[: len(front)], front, strict=True)
        ):
            continue
        last, following = words[len(front) - 1].end(), words[len(front)].start()
        between = text[last:following]
        # A sentence that goes on behind these words has not ended with them.
        if text[following].islower() and not between.strip().startswith(tuple(_ENDS)):
            continue
        marks = len(between) - len(between.lstrip(_ENDS))
        at = last + marks
        at += len(text[at:]) - len(text[at:].lstrip())
        if at > last:
            return at
    return None


def _tail_begins(text: str, normal: str, boilerplate: CorpusBoilerplate) -> int | None:
    """Where a text that is boilerplate begins at the end of a longer one; None where it ends with none."""
    key = tail_key(normal)
    candidates = boilerplate.tails.get(key, ()) if key is not None else ()
    if not candidates:
        return None
    words = list(WORDS.finditer(text))
    for tail in sorted(candidates, key=len, reverse=True):
        first = len(words) - len(tail)
        if first < 1 or any(word[0] != part for word, part in zip(words[first:], tail, strict=True)):
            continue
        at = start = words[first].start()
        begins = len(text[:at].rstrip(_OPENERS + " \t\n"))
        at = next((i for i in range(begins, at) if not text[i].isspace() and text[i] in _OPENERS), at)
        # A sentence that goes on with these words has not ended before them; a bracket begins by itself.
        opens = any(mark in _BRACKETS for mark in text[at:start])
        if opens or not tail[0][0].islower() or text[:at].rstrip()[-1:] in _ENDS:
            return at
    return None


def _with_title(read: Article, blocks: list[Block]) -> Article:
    """The article of these blocks; with another title where what stood for it is boilerplate now."""
    text = read.text
    top_before = next(((p.start, p.end) for p in read.passages if p.kind not in _ABOVE), None)
    top = next(((block.start, block.end) for block in blocks if block.kind not in _ABOVE), None)
    in_text = next((clean_line(text[p.start : p.end]) for p in read.passages if p.kind == "title"), None)
    there = any(block.kind == "title" for block in blocks)
    title, has_title = read.title, read.has_title
    renewed = not there and top != top_before and (not has_title or in_text == title)
    if renewed:
        undecided = [replace(one, kind=None) if one.kind == "paragraph" else one for one in blocks]
        blocks = decide_title(undecided, None)
    passages = numbered(blocks)
    if renewed:
        found = next((clean_line(text[p.start : p.end]) for p in passages if p.kind == "title"), None)
        title = found or first_words(text, passages, read_header(text, passages))
        has_title = found is not None
    return replace(
        read,
        passages=passages,
        title=title,
        has_title=has_title,
        as_read=AsRead(read.passages, read.title, read.has_title),
    )
