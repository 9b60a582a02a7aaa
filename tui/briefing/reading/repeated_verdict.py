"""Whether a text that stands word for word in many articles is boilerplate of their site.

What is repeated may be a statement as well: a paragraph of an agency that several outlets print, the
background that one outlet puts under every report of an affair, something that was said. Furniture is told
from it by two marks. It speaks of the site or to its reader ("Comments are not pre-screened", "You have
selected the U.S. edition"). Or it stands outside of what the article says, at its top or end, and is about
something else: the words that carry its meaning do not occur in the rest of the articles it stands in.
Texts that always stand beside each other are decided together. In doubt a text is a statement. Of
what stands in many pages of a site, and hardly in an article that is none of it, a line is boilerplate
wherever it stands (the name of a box, a link to another article), and so is a sentence about something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from briefing.model.article import Article
from briefing.reading.passage_keys import normal_form, passage_key, passages_as_read
from briefing.reading.publication_dates import find_dates, is_date_line
from briefing.text.background import rarity
from briefing.text.terms import stems

_EDGE = 1
"""Passages of the article itself that may stand between its top or end and what is outside of it."""
_OFF_TOPIC = 0.12
"""How much of what a text is about may occur in the rest of its articles where it is about something else."""
_FEWEST_OFF_TOPIC = 8
_LEAST_SHARE_OFF_TOPIC = 0.05
"""Articles in which a text must stand that only its subject tells from the rest."""
_FEWEST_STEMS = 20
"""Different stems the rest of an article has to hold, to tell what is about something else."""
_MOST_REPEATED = 0.5
"""The part of an article that may be repeated elsewhere; of more, it is itself a copy of a report."""
_NOTICES_IN_BLOCK = 0.25
"""The part of a block of texts that speaks of the site, from which on all of it is boilerplate."""
_MOSTLY_NOTICES = 0.5
"""The same where the block may stand amid the article."""
_BESIDE = 0.5
"""The part of its articles in which one text stands right beside another that belongs to it."""
_AS_OFTEN = 0.8
_LONGEST_LABEL = 4
"""Words in capitals that are a label ("FULL TEXT")."""

_NOTICE = re.compile(
    r"""
    \b(?:privacy\ policy|terms\ of\ (?:service|use)|terms\ (?:and|&)\ conditions)\b
    | \brules\ of\ conduct\b | \bcookie\ policy\b
    | © | \bcopyright\b | \ball\ rights\ reserved\b | \bdisclaimer\b | \bproprietary\ to\b | \blicensors\b
    | \beditor'?s?'?\ note\b
    | \b(?:views|opinions)\ expressed\b
    | \bcomments?\b [^.]{0,60} \b(?:pre-?screened|moderated|closed|post(?:ed|ing)?|displayed|e-?mail)\b
    | \b(?:welcomes?|post|leave|follow-up|your\ own|add|share)\b [^.]{0,20} \bcomments?\b
    | \b(?:discussion|conversation|thread)\ is\ (?:now\ )?closed\b
    | \bwelcomes?\ a\ [^.]{0,30}\bdiscussion\b
    | \b(?:subscribe|newsletters?|unsubscribe|retweet|notify\ me|screen\ name|sign(?:ing)?\ up)\b
    | \b(?:sign|log|register)(?:ed|ing)?\ (?:in|up|for|with)\b [^.]{0,60}
      \b(?:site|service|account|e-?mail|to\ comment)\b
    | \bregistering\ for\ this\b
    | \b(?:click(?:ing)?|tap)\ (?:here|on)\b | \bcheck\ (?:these|this|it|them)\ out\b
    | \b(?:follow|find|join|like|contact)\ us\b
    | \b(?:please|select|enter|choose|create)\b [^.]{0,40}
      \b(?:name|password|characters|edition|account|pages?)\b
    | \byour\ (?:default|stories|story|photos?|videos?|e-?mail|account|profile|inbox|browser|personal\ data)\b
    | \b(?:this|our)\ (?:web\ ?site|site|blog|newsletter|app|screen\ name|e-?mail)\b
    | \bread\ more\ (?:at|about|on|below|here)\b
    | \bfor\ (?:the\ latest\ |more\ |live\ )?updates\b | \bpopular\ topics\b | \bsee\ also\ is\b
    | \b(?:market\ data|quote\ data|market\ indexes|stock\ quotes?)\b
    | \b(?:u\.?s\.?|international)\ edition\b
    | \b(?:we\ ?['’]ll|we\ will)\ be\ (?:right\ )?back\b | \b(?:stay|stick)\ (?:with\ us|tuned)\b
    | \b(?:after|take)\ (?:a|this|the)\ (?:short|quick)\ break\b
    | \blatest\ developments\ as\ confirmed\ by\b
    | \{[a-z_]{2,20}\} | -LCB-\ [a-z_]{2,20}\ -RCB-
    | \A(?:are|do|did|have|were|can)\ you\b[^.?!]{0,80}\?
    | \A(?:interested|want|curious|keen)\ (?:to|in)\b[^.?!]{0,80}\?\Z
    | \A(?:send|share|e-?mail|upload|tell)\b[^.?!]{0,30}\b(?:your|us)\b
    | \A(?:read|see|watch|view|hear)\ (?:about|how|why|the|more|all|it|what)\b[^.?!]{0,60}[.!]?\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What sites and programmes say of themselves and to their reader, and articles hardly ever; and places that
a template left unfilled."""
_ADDRESS = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
"""Speaks to the reader; so do people who are quoted."""
_FULL_STOPS = (".", ".”", '."')
_LONGEST_LINE = 15
"""Words of a line that is no sentence."""
_SENTENCE_ENDS = (*_FULL_STOPS, "!", "?", "!”", "?”", '!"', '?"', ")", ";")
_QUOTES = '"“”«»„'
_SPEAKER = re.compile(r"[A-Z][A-Z.'\- ]{2,40}(?:,[^:]{0,60})?:|\(?(?:END )?VIDEO CLIP", re.ASCII)


@dataclass(frozen=True, slots=True)
class TextTraits:
    """What tells boilerplate from statements, of one text."""

    text: str
    notice: bool
    """Whether it speaks of the site."""
    address: bool
    """Whether it speaks to the reader."""
    quoted: bool
    """Whether somebody says it."""
    label: bool
    """Whether it is a few words in capitals."""
    dated: bool
    """Whether it is a sentence that names a day: it tells what happened."""
    weight: float
    """How much its words tell together."""
    cohesion: float
    """The part of that which occurs in the rest of its articles beyond what chance brings there, up to 1."""
    rest: float
    """Different stems in the rest of its articles."""
    edge: float
    """Passages of the article itself between it and the nearer end."""
    of_copies: bool
    """Whether most of the articles it stands in are copies of each other."""
    beside: frozenset[int]
    """The keys of the repeated texts that belong to it: they stand right beside it."""


@dataclass(frozen=True, slots=True)
class HostArticle:
    """One article, as far as its repeated texts are told by it."""

    keys: tuple[int, ...]
    """Of every passage, in order."""
    texts: tuple[str, ...]
    own: tuple[int, ...]
    """The passages that are not repeated, by number."""
    stems: frozenset[str]
    """The words of those."""


def host_of(article: Article, repeated: Collection[int]) -> HostArticle:
    """Return an article as its repeated texts are told by it."""
    passages = passages_as_read(article)
    texts = tuple(article.text[one.start : one.end] for one in passages)
    keys = tuple(passage_key(normal_form(text)) for text in texts)
    own = tuple(
        at
        for at, (one, key) in enumerate(zip(passages, keys, strict=True))
        if key not in repeated and one.kind != "boilerplate"
    )
    found: set[str] = set()
    for at in own:
        found.update(stems(texts[at]))
    return HostArticle(keys, texts, own, frozenset(found))


def traits_of(key: int, hosts: Sequence[HostArticle], repeated: Collection[int]) -> TextTraits:
    """Return what tells the text of `key` from others, by some articles in which it stands."""
    text = min(one.texts[one.keys.index(key)] for one in hosts)
    weights = {stem: rarity(stem) for stem in stems(text)}
    weight = sum(weights.values())
    cohesion, edges, copies = [], [], []
    beside: dict[int, int] = {}
    for host in hosts:
        first = host.keys.index(key)
        last = len(host.keys) - 1 - host.keys[::-1].index(key)
        cohesion.append(_cohesion(weights, host))
        edges.append(min(sum(at < first for at in host.own), sum(at > last for at in host.own)))
        copies.append(len(host.own) < (1 - _MOST_REPEATED) * len(host.keys))
        for at in {first - 1, last + 1}:
            if 0 <= at < len(host.keys) and host.keys[at] in repeated:
                beside[host.keys[at]] = beside.get(host.keys[at], 0) + 1
    return TextTraits(
        text=text,
        notice=_NOTICE.search(text) is not None,
        address=_ADDRESS.search(text) is not None,
        quoted=_is_quoted(text),
        label=text.isupper() and len(text.split()) <= _LONGEST_LABEL and not text.endswith(":"),
        dated=text.endswith(_FULL_STOPS) and not is_date_line(text) and any(find_dates(text)),
        weight=weight,
        cohesion=fmean(cohesion),
        rest=median(len(host.stems) for host in hosts),
        edge=median(edges),
        of_copies=sum(copies) > len(hosts) / 2,
        beside=frozenset(other for other, times in beside.items() if times >= _BESIDE * len(hosts)),
    )


def _cohesion(weights: Mapping[str, float], host: HostArticle) -> float:
    """How much of what a text is about occurs in the rest of an article, beyond what chance brings there.

    A stem that is so rare (`background.rarity`) stands in exp(-rarity) of all passages.
    """
    met = expected = 0.0
    for stem, rare in weights.items():
        chance = 1 - (1 - math.exp(-rare)) ** len(host.own)
        expected += rare * chance
        met += rare * (stem in host.stems)
    weight = sum(weights.values())
    return (met - expected) / (weight - expected) if weight > expected else 0.0


def _is_quoted(text: str) -> bool:
    """Whether a text, or a part of it that goes on elsewhere, is in quotation marks, or has its speaker."""
    marks = sum(text.count(mark) for mark in _QUOTES)
    return text[:1] in _QUOTES or marks % 2 == 1 or _SPEAKER.match(text) is not None


def boilerplate_keys(
    traits: Mapping[int, TextTraits],
    articles: Mapping[int, int],
    total: int,
    of_sites: Collection[int] = frozenset(),
) -> frozenset[int]:
    """Return the keys of those repeated texts that are boilerplate.

    `articles` says in how many of `total` articles each stands, `of_sites` holds the keys of those that stand
    in many pages of a site and hardly anywhere else.
    """
    found: set[int] = set()
    for block in _blocks(traits, articles):
        each = [traits[key] for key in block]
        notices = sum(one.notice for one in each) / len(each)
        weight = sum(one.weight for one in each)
        cohesion = sum(one.weight * one.cohesion for one in each) / weight if weight else 0.0
        found.update(
            key
            for key in block
            if _is_boilerplate(traits[key], notices, cohesion, articles[key], total)
            or (key in of_sites and _is_of_site(traits[key], cohesion))
        )
    return frozenset(found)


def _is_boilerplate(one: TextTraits, notices: float, cohesion: float, articles: int, total: int) -> bool:
    """Whether a text is boilerplate, in a block of which a part are notices, and that much is on topic."""
    if one.notice and one.text[:1] not in _QUOTES:
        return True
    if one.quoted:
        return False
    if notices >= _MOSTLY_NOTICES or (notices >= _NOTICES_IN_BLOCK and one.edge <= _EDGE):
        return True
    if one.label:
        return True
    if one.of_copies or one.edge > _EDGE:
        return False
    if one.dated and not one.address:
        return False
    often = articles >= max(_FEWEST_OFF_TOPIC, _LEAST_SHARE_OFF_TOPIC * total)
    return one.address or (often and cohesion < _OFF_TOPIC and one.rest >= _FEWEST_STEMS)


def _is_of_site(one: TextTraits, cohesion: float) -> bool:
    """Whether a text of a site, in a block of which that much is on topic, is boilerplate of it."""
    if one.quoted or one.of_copies or "\t" in one.text or (one.dated and not one.address):
        return False
    is_line = len(one.text.split()) <= _LONGEST_LINE and not one.text.endswith(_SENTENCE_ENDS)
    return is_line or (cohesion < _OFF_TOPIC and one.rest >= _FEWEST_STEMS)


def _blocks(traits: Mapping[int, TextTraits], articles: Mapping[int, int]) -> Iterator[list[int]]:
    """Yield the texts that always stand beside each other, together; each text once."""
    left = set(traits)
    for first in sorted(traits):
        if first not in left:
            continue
        left.discard(first)
        block = [first]
        for key in block:
            for other in sorted(traits[key].beside & left):
                few, many = sorted((articles[key], articles[other]))
                if few >= _AS_OFTEN * many and key in traits[other].beside:
                    left.discard(other)
                    block.append(other)
        yield block
