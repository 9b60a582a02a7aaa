"""Keys of passages: by which word for word the same passages of different articles are found.

A passage is known by its words alone, whatever its case, punctuation and blank space. Two more keys stand
for its first and last words: by them a passage is found to whose front or end another one may be glued.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from briefing.model.article import Article, Passage

WORDS = re.compile(r"[^\W_]+")
END_WORDS = 4
"""Words of the keys of both ends; what is shorter is never cut off."""
NO_WORDS = 0
"""The key of a passage without words."""
NO_SITE = 0
"""The site of an article without an address."""


@dataclass(frozen=True, slots=True)
class ArticleKeys:
    """The keys of an article's passages as they were read; packed, for a library holds those of all."""

    order: int
    """64 bits of the text's fingerprint: an order of articles that does not depend on when they came."""
    packed: bytes
    """8 bytes for each different passage with words, ascending."""
    packed_ends: bytes
    """4 bytes for each different front and end of END_WORDS words, ascending."""
    site: int = NO_SITE
    """32 bits that stand for the host of its address; NO_SITE where it has none."""

    def __iter__(self) -> Iterator[int]:
        """The keys of the passages."""
        return iter(_unpacked("Q", self.packed))

    @property
    def ends(self) -> Sequence[int]:
        """The keys of their fronts and ends."""
        return _unpacked("I", self.packed_ends)


def _unpacked(code: str, packed: bytes) -> array[int]:
    values = array(code)
    values.frombytes(packed)
    return values


def normal_form(text: str) -> str:
    """Return the words of `text`, folded by case, with a blank between them."""
    return " ".join(WORDS.findall(text.casefold()))


def passage_key(normal: str) -> int:
    """Return the 64 bits that stand for a passage by its `normal_form`; NO_WORDS for an empty one."""
    return _hash(normal, 8) if normal else NO_WORDS


def tail_key(normal: str) -> int | None:
    """Return the 32 bits that stand for the last words of a `normal_form`; None for one that is too short."""
    words = normal.rsplit(" ", END_WORDS)
    if len(words) < END_WORDS:
        return None
    return _hash(" ".join(words[-END_WORDS:]), 4)


def front_key(normal: str) -> int | None:
    """Return the same for the first words of a `normal_form`."""
    words = normal.split(" ", END_WORDS)
    if len(words) < END_WORDS:
        return None
    return _hash("^ " + " ".join(words[:END_WORDS]), 4)


def _hash(words: str, size: int) -> int:
    return int.from_bytes(
        blake2b(words.encode("utf-8", "surrogatepass"), digest_size=size).digest(), "little"
    )


def passages_as_read(article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article as they were before all articles together decided on them."""
    return article.passages if article.as_read is None else article.as_read.passages


def keys_of(article: Article) -> ArticleKeys:
    """Return the keys of an article's passages as they were read."""
    keys: set[int] = set()
    ends: set[int] = set()
    for passage in passages_as_read(article):
        normal = normal_form(article.text[passage.start : passage.end])
        keys.add(passage_key(normal))
        ends.update(key for key in (front_key(normal), tail_key(normal)) if key is not None)
    keys.discard(NO_WORDS)
    return ArticleKeys(
        _hash(article.fingerprint, 8),
        array("Q", sorted(keys)).tobytes(),
        array("I", sorted(ends)).tobytes(),
        site_key(article.url),
    )


def site_key(url: str | None) -> int:
    """Return the 32 bits that stand for the host of an address; NO_SITE where there is none."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    except ValueError:
        host = ""
    return _hash(host, 4) if host else NO_SITE
