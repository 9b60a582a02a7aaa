"""Repeated passages as an analysis of the corpus: how they are found, brought up to date, and kept.

A text is repeated where it stands word for word in at least FEWEST articles and LEAST_SHARE of all, or in as
many of one site and SHARE_OF_SITE of those. What is
kept is the keys of every article's passages, so that articles that come and go cost no other its reading:
what is repeated is counted anew each time, and is the same in whatever order they came.
"""

from __future__ import annotations

import json
import math
import struct
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from briefing.errors import LibraryError
from briefing.lru_cache import LruCache
from briefing.model.article import Article
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps, made_of_each
from briefing.model.repeated_text import RepeatedText
from briefing.reading.passage_keys import NO_SITE, ArticleKeys, keys_of
from briefing.text.compressed import NOT_AT_ALL, compress, decompress

if TYPE_CHECKING:
    from briefing.reading.repeated_verdict import HostArticle, TextTraits

FEWEST = 5
LEAST_SHARE = 0.02
SHARE_OF_SITE = 0.1
_NEARLY_ALL = 0.8
"""The part of the articles a text stands in that are of sites in many pages of which it does."""
HOSTS = 8
"""Articles in which a text is looked at."""
HOSTS_HELD = 256
"""Articles that are held at once while texts are looked at in them."""
_MOST_COUNTERS = 2**22
_HEAD = struct.Struct("<I")
_ARTICLE = struct.Struct("<qQIII")
"""Number, order, site, bytes of keys, bytes of keys of ends."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was found in the articles in which a text stands, and which articles these were."""

    basis: int
    traits: TextTraits


@dataclass(frozen=True, slots=True)
class RepeatedTexts:
    """What is repeated in all articles."""

    articles: Mapping[int, ArticleKeys]
    """The keys of each article's passages, by its number."""
    texts: tuple[RepeatedText, ...] = ()
    """In most articles first."""
    looked_at: Mapping[int, LookedAt] = field(default_factory=dict)
    """By the key of the text: what need not be looked at again while it stands in the same articles."""


def update(view: CorpusView, before: RepeatedTexts | None, changed: Collection[int]) -> Steps[RepeatedTexts]:
    """Return what is repeated in all articles; the keys of those that have not changed since `before` are
    known."""
    outdated, numbers = set(changed), view.numbers()
    known = before.articles if before is not None else {}

    def keys(number: int) -> ArticleKeys:
        return keys_of(view.article(number))

    articles = yield from made_of_each(numbers, known, outdated, keys)
    return counted(articles, view.article, before.looked_at if before is not None else {})


def counted(
    articles: Mapping[int, ArticleKeys],
    article: Callable[[int], Article],
    looked_at: Mapping[int, LookedAt],
) -> RepeatedTexts:
    """Return what is repeated in articles with these keys.

    `article` gives those in which repeated texts have to be looked at; what is `looked_at` in the same
    articles already is taken from there.
    """
    found, hosts, of_sites = _repeated(articles)
    if not found:
        return RepeatedTexts(articles)
    # Few small sets repeat anything: what looks at it is loaded for those alone.
    from briefing.reading.repeated_verdict import boilerplate_keys

    everything = blake2b(array("Q", sorted(found)).tobytes(), digest_size=8).digest()
    at_hand = _Hosts(article, found)
    looks = {
        key: _look(key, numbers, articles, looked_at.get(key), everything, at_hand)
        for key, numbers in hosts.items()
    }
    traits = {key: look.traits for key, look in looks.items()}
    boilerplate = boilerplate_keys(traits, found, len(articles), of_sites)
    texts = sorted(
        (RepeatedText(key, one.text, found[key], key in boilerplate) for key, one in traits.items()),
        key=lambda text: (-text.articles, text.text, text.key),
    )
    return RepeatedTexts(articles, tuple(texts), looks)


def _repeated(
    articles: Mapping[int, ArticleKeys],
) -> tuple[dict[int, int], dict[int, list[int]], frozenset[int]]:
    """Return in how many articles each repeated text stands, and in which it is looked at, by its key; and
    which are texts of sites.

    Keys are counted twice: first many under one counter, then those alone whose counter says that one of
    them may be repeated. So the millions of texts that stand once are never held.
    """
    least = max(FEWEST, math.ceil(LEAST_SHARE * len(articles)))
    if len(articles) < FEWEST:
        return {}, {}, frozenset()
    pages = Counter(one.site for one in articles.values() if one.site != NO_SITE)
    least_of_site = {
        site: max(FEWEST, math.ceil(SHARE_OF_SITE * count))
        for site, count in pages.items()
        if count >= FEWEST
    }
    least_met = min((least, *least_of_site.values()))
    keys = sum(len(one.packed) for one in articles.values()) // 8
    mask = min(_MOST_COUNTERS, 1 << max(10, (4 * keys).bit_length())) - 1
    counters = array("I", bytes(4 * (mask + 1)))
    for one in articles.values():
        for key in one:
            counters[key & mask] += 1
    counts: dict[int, int] = {}
    on_site: dict[tuple[int, int], int] = {}
    hosts: dict[int, list[int]] = {}
    for _, number in sorted((one.order, number) for number, one in articles.items()):
        site = articles[number].site
        for key in articles[number]:
            if counters[key & mask] >= least_met:
                counts[key] = counts.get(key, 0) + 1
                if site in least_of_site:
                    on_site[key, site] = on_site.get((key, site), 0) + 1
                some = hosts.setdefault(key, [])
                if len(some) < HOSTS:
                    some.append(number)
    in_many_pages: Counter[int] = Counter()
    for (key, site), count in on_site.items():
        if count >= least_of_site[site]:
            in_many_pages[key] += count
    of_sites = frozenset(key for key, count in in_many_pages.items() if count >= _NEARLY_ALL * counts[key])
    found = {key: count for key, count in counts.items() if count >= least or key in of_sites}
    return found, {key: hosts[key] for key in found}, of_sites


class _Hosts:
    """Articles as their repeated texts are told by them, each looked at when it is asked for.

    Texts come in the order in which they are met, so that few articles have to be held at once.
    """

    def __init__(self, article: Callable[[int], Article], repeated: Collection[int]) -> None:
        self._article = article
        self._held: LruCache[int, HostArticle] = LruCache(HOSTS_HELD)
        self.repeated = repeated

    def __getitem__(self, number: int) -> HostArticle:
        from briefing.reading.repeated_verdict import host_of

        host = self._held.get(number)
        if host is None:
            host = host_of(self._article(number), self.repeated)
            self._held[number] = host
        return host


def _look(
    key: int,
    numbers: list[int],
    articles: Mapping[int, ArticleKeys],
    before: LookedAt | None,
    everything: bytes,
    hosts: _Hosts,
) -> LookedAt:
    orders = array("Q", [articles[number].order for number in numbers]).tobytes()
    basis = int.from_bytes(blake2b(everything + orders, digest_size=8).digest(), "little")
    if before is not None and before.basis == basis:
        return before
    from briefing.reading.repeated_verdict import traits_of

    return LookedAt(basis, traits_of(key, [hosts[number] for number in numbers], hosts.repeated))


def within(view: CorpusView, numbers: Collection[int]) -> Steps[RepeatedTexts]:  # noqa: ARG001
    """Return the same for all: it is never too much to count them."""
    return (yield from update(view, None, ()))


def passages(found: RepeatedTexts) -> Iterator[tuple[int, int]]:  # noqa: ARG001
    """Yield nothing: texts are known by their words."""
    return iter(())


def renumbered(found: RepeatedTexts, numbers: Mapping[int, int]) -> RepeatedTexts:
    """Return the same where articles have other numbers."""
    return replace(found, articles={numbers[number]: one for number, one in found.articles.items()})


def pack(found: RepeatedTexts) -> bytes:
    """Return what is repeated, with a checksum."""
    texts = [[one.key, one.text, one.articles, one.boilerplate] for one in found.texts]
    looks = [
        [key, look.basis, {**asdict(look.traits), "beside": sorted(look.traits.beside)}]
        for key, look in found.looked_at.items()
    ]
    head = json.dumps([texts, looks]).encode("ascii")
    parts = [_HEAD.pack(len(head)), head]
    for number, one in found.articles.items():
        parts += [
            _ARTICLE.pack(number, one.order, one.site, len(one.packed), len(one.packed_ends)),
            one.packed,
            one.packed_ends,
        ]
    return compress(b"".join(parts), NOT_AT_ALL)


def unpack(packed: bytes) -> RepeatedTexts:
    """Return what `pack` was given; LibraryError when it is damaged."""
    from briefing.reading.repeated_verdict import TextTraits

    data = decompress(packed)
    try:
        (size,) = _HEAD.unpack_from(data)
        texts, looks = json.loads(data[_HEAD.size : _HEAD.size + size])
        at = _HEAD.size + size
        articles: dict[int, ArticleKeys] = {}
        while at < len(data):
            number, order, site, keys, tails = _ARTICLE.unpack_from(data, at)
            at += _ARTICLE.size
            ends = data[at + keys : at + keys + tails]
            articles[number] = ArticleKeys(order, data[at : at + keys], ends, site)
            at += keys + tails
        return RepeatedTexts(
            articles,
            tuple(RepeatedText(*row) for row in texts),
            {
                key: LookedAt(basis, TextTraits(**{**traits, "beside": frozenset(traits["beside"])}))
                for key, basis, traits in looks
            },
        )
    except (struct.error, ValueError, TypeError, KeyError) as error:
        raise LibraryError("the kept repeated passages are damaged") from error


ANALYSIS: FoundAnalysis[RepeatedTexts] = FoundAnalysis(
    name="repeated",
    version=4,
    inputs=(),
    most=None,
    update=update,
    within=within,
    passages=passages,
    renumbered=renumbered,
    pack=pack,
    unpack=unpack,
)
