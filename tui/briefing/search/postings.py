"""Where every word stands: an inverted index with positions, held in memory.

Owns the words, not the queries: it knows which words exist, which belong together (one stem, one
beginning) and in which passages and at which positions they stand.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from briefing.model.article import Article, Passage
from briefing.search.words import places
from briefing.text.stems import stem

Positions = Sequence[int]
"""Numbers of words in a passage, rising, from 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as indexed."""

    article: str
    passage: int
    text: str
    """Of the whole article (shared between its entries)."""
    start: int
    end: int
    starts: array[int]
    ends: array[int]
    """Ends of each word, as offsets into the article's text."""
    words: tuple[str, ...]
    """The different words of the passage, sorted."""


class Postings:
    """Words to passages to positions. Not safe for use by two threads at once."""

    def __init__(self) -> None:
        self._words: dict[str, dict[int, Positions]] = {}
        self._families: dict[str, set[str]] = {}
        self._entries: dict[int, Entry] = {}
        self._articles: dict[str, list[int]] = {}
        self._next = 0
        self._sorted: list[str] | None = None
        self._lengths: dict[int, int] = {}
        self._display: set[int] = set()

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._entries)

    @property
    def lengths(self) -> Mapping[int, int]:
        """Passage to the number of its words."""
        return self._lengths

    @property
    def display(self) -> Set[int]:
        """The passages that are titles or headings."""
        return self._display

    def entry(self, number: int) -> Entry:
        """The passage called `number`."""
        return self._entries[number]

    def add(self, article: Article) -> None:
        """Take in the passages of `article`, in place of any article of the same name."""
        self.remove(article.id)
        numbers = self._articles[article.id] = []
        for passage in article.passages:
            if passage.kind != "boilerplate":
                number = self._add(article, passage)
                numbers.append(number)
                if passage.kind in ("title", "heading"):
                    self._display.add(number)

    def remove(self, article: str) -> None:
        """Forget the passages of `article`; nothing happens where there are none."""
        for number in self._articles.pop(article, []):
            entry = self._entries.pop(number)
            del self._lengths[number]
            self._display.discard(number)
            for word in entry.words:
                held = self._words[word]
                del held[number]
                if not held:
                    self._drop(word)

    def _add(self, article: Article, passage: Passage) -> int:
        number = self._next
        self._next += 1
        starts, ends = array("I"), array("I")
        found: dict[str, list[int]] = {}
        for position, place in enumerate(places(article.text, passage.start, passage.end)):
            starts.append(place.start)
            ends.append(place.end)
            found.setdefault(place.word, []).append(position)
        for word, positions in found.items():
            held = self._words.get(word)
            if held is None:
                held = self._words[word] = {}
                self._families.setdefault(stem(word), set()).add(word)
                self._sorted = None
            held[number] = tuple(positions)
        self._entries[number] = Entry(
            article.id,
            passage.number,
            article.text,
            passage.start,
            passage.end,
            starts,
            ends,
            tuple(sorted(found)),
        )
        self._lengths[number] = len(starts)
        return number

    def _drop(self, word: str) -> None:
        del self._words[word]
        family = self._families[stem(word)]
        family.discard(word)
        if not family:
            del self._families[stem(word)]
        self._sorted = None

    def vocabulary(self) -> list[str]:
        """Every word there is, sorted."""
        if self._sorted is None:
            self._sorted = sorted(self._words)
        return self._sorted

    def passages(self, word: str) -> Mapping[int, Positions]:
        """Passage to positions of `word`; empty where it stands nowhere."""
        return self._words.get(word, {})

    def family(self, word: str) -> list[str]:
        """The words there are with the stem of `word`, sorted."""
        return sorted(self._families.get(stem(word), ()))

    def beginning(self, prefix: str) -> list[str]:
        """The words there are that begin with `prefix`, sorted."""
        vocabulary = self.vocabulary()
        found: list[str] = []
        for index in range(bisect_left(vocabulary, prefix), len(vocabulary)):
            if not vocabulary[index].startswith(prefix):
                break
            found.append(vocabulary[index])
        return found
