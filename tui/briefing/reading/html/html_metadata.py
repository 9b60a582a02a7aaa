"""What a page says of its article: title, author, date, site, address, language.

In the order of their worth: JSON-LD, meta elements, microdata, then what stands around the text. All of it is
hostile: nothing is followed, everything is bounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from briefing.reading.document_dates import are_next, date_in, date_in_address, moment_of_mail
from briefing.reading.html.html_blocks import PageBlock, PageBlocks, PageElement, Zone, squash
from briefing.reading.outlets import outlet_named

_ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle BackgroundNewsArticle LiveBlogPosting TechArticle ScholarlyArticle Report "
    "SocialMediaPosting Review Recipe AdvertiserContentArticle SatiricalArticle DiscussionForumPosting "
    "PodcastEpisode VideoObject".split()
)
_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "AboutPage", "MedicalWebPage"))
_LONGEST_JSON = 500_000
_MOST_NODES = 500
_MOST_AUTHORS = 10
_LONGEST = 400
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,5}\)(?P<url>https?://[^\s>]{1,2000})", re.I)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://\S{1,2000})", re.I)
_SAVED_AT = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*\S{1,2000}\s+saved date:\s*"
    r"[A-Za-z]{3}\s(?P<m>[A-Za-z]{3})\s(?P<d>\d\d?)\s(?P<rest>\d{4}\s\d\d:\d\d:\d\d)\sGMT(?P<zone>[+-]\d{4})",
    re.I,
)


@dataclass(slots=True)
class PageMetadata:
    """What a page says of its article; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    is_walled: bool = False
    """Whether it says that only subscribers can read the article."""
    title_block: int | None = None
    """The block of the page that is the title."""


@dataclass(slots=True)
class _Facts:
    """Values by name, in the order in which the page gives them."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    language: str = ""
    nodes: list[Mapping[str, Any]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str:
        return next((value for name in names for value in self.meta.get(name, ())), "")


def _elements(root: PageElement, tags: Sequence[str]) -> Iterator[PageElement]:
    """Those of these tags in order."""
    if hasattr(root, "getparent"):
        yield from root.iter(*tags)  # type: ignore[attr-defined]
        return
    wanted = frozenset(tags)
    for one in root.iter():  # type: ignore[attr-defined]
        if one.tag in wanted:
            yield one


def _line(text: str | None) -> str:
    return " ".join((text or "")[: 4 * _LONGEST].split())[:_LONGEST]


def _inner(element: PageElement) -> str:
    """The text of a small element."""
    return _line("".join(_texts(element)))


def _texts(element: PageElement) -> Iterator[str]:
    length = 0
    for text in element.itertext():  # type: ignore[attr-defined]
        yield text
        length += len(text)
        if length > _LONGEST:
            return


def facts_of(root: PageElement) -> _Facts:
    """Gather what the head of a page and its scripts state, each value as it stands there."""
    facts = _Facts(language=root.get("lang") or root.get("xml:lang") or "")
    scripts = 0
    for one in _elements(root, ("meta", "title", "link", "script", "time")):
        tag = one.tag
        if tag == "meta":
            name = one.get("property") or one.get("name") or one.get("itemprop") or one.get("http-equiv")
            content = one.get("content")
            if name and content:
                facts.meta.setdefault(name.strip().lower(), []).append(_line(content))
        elif tag == "title":
            if not facts.title:
                facts.title = _inner(one)
        elif tag == "link":
            if "canonical" in (one.get("rel") or "").lower() and not facts.canonical:
                facts.canonical = (one.get("href") or "").strip()[:2000]
        elif tag == "time":
            stated = one.get("datetime") or _inner(one)
            if stated:
                facts.times.append(stated)
        elif "ld+json" in (one.get("type") or "") and scripts < 20:
            scripts += 1
            facts.nodes += _nodes(one.text or "")
    return facts


def _nodes(text: str) -> list[Mapping[str, Any]]:
    """The objects of a JSON-LD script that have a type."""
    if len(text) > _LONGEST_JSON:
        return []
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        return []
    except ValueError:
        try:
            value = json.loads(re.sub(r",\s*([}\]])", r"\1", text), strict=False)
        except (ValueError, RecursionError):
            return []
    found: list[Mapping[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < _MOST_NODES:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = one[:_MOST_NODES] + waiting
        elif isinstance(one, dict):
            if "@type" in one:
                found.append(one)
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                if isinstance(one.get(name), list | dict):
                    waiting.append(one[name])
    return found


def _types(node: Mapping[str, Any]) -> frozenset[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(str(one).rpartition("/")[2] for one in kinds[:10])


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return _line(_unmarked(value)) if isinstance(value, str) else ""


def _unmarked(text: str) -> str:
    from html import unescape

    return re.sub(r"<[^<>]{0,200}>", "", unescape(text[: 4 * _LONGEST]))


def _names(value: object) -> list[str]:
    """The names of one or several persons."""
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for one in values[:_MOST_AUTHORS]:
        if isinstance(one, dict):
            name = one.get("name") or one.get("@name")
            names += _names(name) if isinstance(name, list) else ([_text(name)] if _text(name) else [])
        elif isinstance(one, str):
            names.append(_text(one))
    return list(dict.fromkeys(name for name in names if name))


# -- authors -----------------------------------------------------------------------------------------

_BY = re.compile(
    r"^(?:by|written by|words by|posted by|von|par|por|di|da|de|av|af|door|autor(?:in)?:?|author:?|text:?"
    r"|written)\b[\s:]*",
    re.I,
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\badmin\b|^staff$|^editor(?:s|ial)?(?: staff)?$|^\W*$|^user$|^anonymous$|facebook\.com",
    re.I,
)
_AFTER_NAME = re.compile(
    r"\s*(?:\||•|·|–|—|\b(?:on|am|published|posted|updated|veröffentlicht|in|leave)\b|\d"
    r"|,\s*(?:[A-Z]{2,}|\w+ (?:editor|reporter|correspondent|writer))).*$",
    re.I | re.S,
)


def clean_author(stated: str) -> str:
    """Return the name in what metadata give for the author; empty where it is none."""
    name = _BY.sub("", _line(stated)).strip(" ,;:|-–—•·")
    if not name or _NO_NAME.search(name) or len(name) > 120:
        return ""
    return name


def _byline(text: str) -> str:
    """The name in a line such as "By Ann Lee | March 4"."""
    text = _line(text)
    match = _BY.match(text)
    name = text[match.end() :] if match else text
    name = _AFTER_NAME.sub("", name).strip(" ,;:|-–—•·")
    words = name.split()
    if not 1 <= len(words) <= 8 or _NO_NAME.search(name) or len(name) < 3:
        return ""
    if not match and (
        len(words) > 5
        or not all(word[0].isupper() or not word[0].isalpha() for word in (words[0], words[-1]))
    ):
        return ""
    return name


# -- dates ---------------------------------------------------------------------------------------------

_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "published_time",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "originalpublicationdate",
    "bt:pubdate",
    "rnews:datepublished",
    "release_date",
    "vr:published_time",
    "displaydate",
)
_WEAK_DATE_NAMES = ("date", "created", "datecreated", "last-modified-date")
"""What some give for the day of the last change."""
_MODIFIED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
# -- titles --------------------------------------------------------------------------------------------


def _cut(title: str, sites: Iterable[str]) -> str:
    """A title without the name of its site at either end."""
    parts = re.split(r"(\s+[|•·—–»«›‹⁄~*-]+\s+|\s*\|\s*|\s+::\s+|\s*[»«›]\s*)", title)
    if len(parts) < 3:
        return title
    known = [squash(site) for site in sites if site]
    texts = parts[::2]

    def is_site(text: str) -> bool:
        name = squash(text)
        return any(
            name == one or (len(name) > 3 and (name in one or one in name) and len(one) > 3) for one in known
        )

    start, end = 0, len(parts)
    while end - start > 2 and is_site(parts[end - 1]):
        end -= 2
    while end - start > 2 and is_site(parts[start]):
        start += 2
    is_whole = end - start == len(parts) and len(texts) > 1
    if is_whole and len(texts[-1].split()) <= 4 and len(texts[-1]) < len("".join(parts[:-2])):
        end -= 2  # no name is known: a short part at the end is one
    return "".join(parts[start:end]).strip()


def _domain_names(url: str) -> list[str]:
    host = urlsplit(url).hostname if url else None
    if not host:
        return []
    labels = host.removeprefix("www.").split(".")
    return [host.removeprefix("www."), max(labels[:-1] or labels, key=len)]


_PARTS = re.compile(r"\s+[|•·—–»«›‹⁄~*-]+\s+|\s*\|\s*|\s+::\s+|\s*[»«›]\s*")
_SHORTEST_PART = 12
_LONGEST_HEADING = 300
_MOST_HEADINGS = 60


def choose_title(
    facts: _Facts, blocks: Sequence[PageBlock], headline: str, sites: Sequence[str], first_body: int
) -> tuple[str, int | None]:
    """The title, and the block that is it: the heading that `<title>` or og:title repeats.

    Where a heading holds more than they say (a kicker, a date), it is what they say.
    """
    stated = [one for one in (headline, facts.first("og:title", "twitter:title"), facts.title) if one]
    known = [one for site in sites if (one := squash(site))]
    best: tuple[tuple[int, int, int, int], int, str] | None = None
    seen = 0
    for index, block in enumerate(blocks):
        text = block.squashed
        if block.kind != "heading" or len(text) < 4 or len(block.text) > _LONGEST_HEADING:
            continue
        seen += 1
        if seen > _MOST_HEADINGS or block.zone & Zone.COMMENTS or any(text == one for one in known):
            continue
        rank, title = _likeness(block, stated)
        if rank:
            nearness = -abs(first_body - index) if first_body else -index
            key = (rank, len(text) if rank < 3 else 0, 1 if block.level == 1 else 0, nearness)
            if best is None or key > best[0]:
                best = key, index, title
    if best is not None:
        return _line(_cut(best[2], sites) if "|" in best[2] else best[2]), best[1]
    title = headline or _cut(facts.first("og:title", "twitter:title"), sites) or _cut(facts.title, sites)
    if title:
        wanted = squash(title)
        return title, next(
            (index for index, block in enumerate(blocks[:200]) if block.squashed == wanted), None
        )
    alone = [index for index, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    return (_line(blocks[alone[0]].text), alone[0]) if alone else ("", None)


def _likeness(block: PageBlock, stated: Sequence[str]) -> tuple[int, str]:
    """How well a heading fits what a page states as its title (0 is not at all), and the title they make."""
    text = block.squashed
    best, title = 0, ""
    for one in stated:
        whole = squash(one)
        if text == whole:
            # What a page gives to those who share it is its title more than what stands over its window.
            return (4 if one is stated[-1] and len(stated) > 1 else 5), _line(block.text)
        if len(text) >= 8 and whole.startswith(text) and best < 3:
            best, title = 3, _line(block.text)
        elif len(text) >= 8 and text in whole and best < 2:
            best, title = 2, _line(block.text)
        elif len(whole) >= _SHORTEST_PART and whole in text and len(text) < 2 * len(whole) and best < 3:
            best, title = 3, one
        else:
            for part in _PARTS.split(one)[:6]:
                piece = squash(part)
                if (
                    len(piece) >= _SHORTEST_PART
                    and piece in text
                    and len(text) < 1.6 * len(piece)
                    and best < 1
                ):
                    best, title = 1, part.strip()
    return best, title


# -- sites ---------------------------------------------------------------------------------------------

_LONGEST_SITE = 50
_SMALL_WORDS = frozenset("the of and a der die das und le la les el los il de du".split())


def site_in_title(stated: str, title: str, address: str) -> str:
    """The site that stands at an end of what a page states as its title; empty where none is known for one.

    It is one where the address says so, or where it is called as newspapers and broadcasters are: it may be
    a column, a place or what the page is sold with.
    """
    parts = [part.strip() for part in _PARTS.split(stated)]
    if len(parts) < 2:
        return ""
    for part in (parts[-1], parts[0]):
        if 0 < len(part) <= _LONGEST_SITE and squash(part) != squash(title):
            if _is_called(part, address):
                return part
            if named := outlet_named(part):
                return named
    return ""


def _is_called(name: str, address: str) -> bool:
    """Whether the host of an address is a name, or made of the beginnings of its words: nytimes.com."""
    words = [squash(word) for word in re.split(r"[\s.-]+", name)]
    words = [word for word in words if word and word not in _SMALL_WORDS]
    hosts = {squash(one) for one in _domain_names(address)}
    if squash(name) in hosts or "".join(words) in hosts:
        return True
    return any(_is_made_of(host, words) for host in hosts if len(host) >= _SHORTEST_HOST)


_SHORTEST_HOST = 4
_MOST_WORDS_OF_SITE = 6


def _is_made_of(host: str, words: Sequence[str]) -> bool:
    """Whether a host is a beginning of each of some words, one after the other."""
    if not 1 < len(words) <= _MOST_WORDS_OF_SITE:
        return False
    reached = {0}
    for word in words:
        reached = {
            at + size
            for at in reached
            for size in range(1, min(len(word), len(host) - at) + 1)
            if host.startswith(word[:size], at)
        }
    return len(host) in reached


# -- all of it -----------------------------------------------------------------------------------------


def page_metadata(root: PageElement, page: PageBlocks, *, url: str = "", first_body: int = 0) -> PageMetadata:
    """What the page says of its article; `first_body` is the block in which its running text begins."""
    facts = facts_of(root)
    blocks = page.blocks
    nodes = [node for node in facts.nodes if _types(node) & _ARTICLE_TYPES]
    main = _main_node(nodes, facts)
    headline = _text(main.get("headline")) or _text(main.get("name")) if main else ""
    address = _address(facts, main, url)
    site = facts.first("og:site_name") or (_text(main.get("publisher")) if main else "") or _site_node(facts)
    site = site or facts.first("application-name", "dc.publisher", "twitter:domain", "publisher")
    title, at = choose_title(facts, blocks, headline, [site, *_domain_names(address)], first_body)
    source = site or site_in_title(facts.title, title, address)
    found = PageMetadata(title=title or None, title_block=at, url=address or None, source=source or None)
    found.author = _author(facts, main, page, first_body, site) or None
    found.published = _published(facts, main, page, first_body, address) or None
    found.language = _language(facts, main)
    found.is_walled = any(
        str(node.get("isAccessibleForFree")).casefold() == "false" for node in facts.nodes
    ) or facts.first("article:content_tier").casefold() in ("locked", "metered")
    return found


def _main_node(nodes: Sequence[Mapping[str, Any]], facts: _Facts) -> Mapping[str, Any] | None:
    """The article among the objects of a page, which lists others, too."""
    told = squash(f"{facts.title} {facts.first('og:title')}")
    for node in nodes:
        headline = squash(_text(node.get("headline")) or _text(node.get("name")))
        if headline and (headline in told or (len(headline) > 30 and headline[:30] in told)):
            return node
    return nodes[0] if len(nodes) == 1 else None


def _site_node(facts: _Facts) -> str:
    for node in facts.nodes:
        if _types(node) & {"WebSite", "Organization", "NewsMediaOrganization"}:
            return _text(node.get("name"))
    return ""


def _address(facts: _Facts, main: Mapping[str, Any] | None, url: str) -> str:
    for one in (facts.canonical, facts.first("og:url"), url):
        if one.startswith(("http://", "https://")):
            return one
    if main is not None:
        value = main.get("url") or main.get("mainEntityOfPage")
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith("http"):
            return value[:2000]
    return ""


_AUTHOR_NAMES = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
    "byl",
    "authors",
    "creator",
    "article.author",
    "shareaholic:article_author_name",
    "rbauthors",
    "twitter:data1",
)


def _author(
    facts: _Facts, main: Mapping[str, Any] | None, page: PageBlocks, first_body: int, site: str
) -> str:
    names: list[str] = []
    if main is not None:
        stated = main.get("author") or main.get("creator")
        names = [clean_author(one) for one in _names(_resolved(stated, facts))]
        names = [one for one in names if one]
    if not names:
        for name in _AUTHOR_NAMES:
            if name == "twitter:data1" and facts.first("twitter:label1").casefold() not in (
                "written by",
                "by",
                "verfasst von",
                "author",
            ):
                continue
            names = [one for value in facts.meta.get(name, ()) if (one := clean_author(value))]
            if names:
                break
    names = list(dict.fromkeys(names))
    near = _byline_near(page, first_body)
    if near and (not names or all(squash(one) == squash(site) for one in names)):
        return near
    return ", ".join(names[:_MOST_AUTHORS])


def _resolved(stated: object, facts: _Facts) -> object:
    """Authors that are named by their id alone, as they are described elsewhere on the page."""
    values = stated if isinstance(stated, list) else [stated]
    known = {node.get("@id"): node for node in facts.nodes if isinstance(node.get("@id"), str)}
    return [
        known.get(one["@id"], one)
        if isinstance(one, dict) and "name" not in one and isinstance(one.get("@id"), str)
        else one
        for one in values
    ]


def _byline_near(page: PageBlocks, first_body: int) -> str:
    """The author in a line above the text, or right below it."""
    blocks = page.blocks
    apart = Zone.COMMENTS | Zone.RELATED | Zone.HIDDEN
    names: list[str] = []
    place = -1
    for index, text in page.authors:
        zone = blocks[index].zone if index < len(blocks) else Zone.NONE
        if zone & apart or not first_body - 25 <= index <= first_body + 2 or (names and index > place + 1):
            continue
        if (name := _byline(text)) and squash(name) not in map(squash, names):
            names.append(name)
            place = index
    if names:
        long = [one for one in names if " " in one] or names
        return ", ".join(long[:_MOST_AUTHORS])
    lines = [
        block
        for block in blocks[max(0, first_body - 15) : first_body + 1]
        if len(block.text) <= _LONGEST_BYLINE
        and block.kind != "heading"
        and ((block.zone & Zone.BYLINE and not block.zone & apart) or _opens_as_byline(block.text))
    ]
    lines += [
        block
        for block in blocks
        if block.zone & Zone.BYLINE and len(block.text) < _SHORT_BYLINE and not block.zone & apart
    ]
    return next((name for block in lines if (name := _byline(block.text))), "")


_LONGEST_BYLINE, _SHORT_BYLINE = 120, 80
_OPENERS = frozenset(("by", "von", "par", "por", "written by", "posted by"))


def _opens_as_byline(text: str) -> bool:
    match = _BY.match(text)
    return match is not None and match[0].strip().casefold() in _OPENERS


def _published(
    facts: _Facts, main: Mapping[str, Any] | None, page: PageBlocks, first_body: int, url: str
) -> str:
    """The day of publication: as metadata say it, else as the address or a line near the text does."""
    value = _stated_day(facts, main)
    stated = date_in(value)
    in_url = date_in_address(urlsplit(url).path) if url else ""
    shown = [in_url] if in_url else []
    shown += _days_near(page, first_body)
    if stated and not _UTC.search(value):
        return stated
    if stated:
        # This is the day at Greenwich; what readers see is the day where the page was made.
        return next((day for day in shown[:3] if are_next(day, stated)), stated)
    if shown := [day for day in shown if day]:
        return shown[0]
    for name in _WEAK_DATE_NAMES:
        for value in facts.meta.get(name, ()):
            if day := date_in(value):
                return day
    blocks = page.blocks
    for index in (*range(max(0, first_body - 15), min(first_body + 8, len(blocks))), *range(len(blocks))):
        block = blocks[index]
        if (
            len(block.text) < 120
            and not block.zone & (Zone.COMMENTS | Zone.RELATED)
            and (day := date_in(block.text))
        ):
            return day
    modified = [value for name in _MODIFIED_NAMES for value in facts.meta.get(name, ())]
    return next((day for value in (*facts.times[:5], *modified) if (day := date_in(value))), "")


_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)\W*$")


def _stated_day(facts: _Facts, main: Mapping[str, Any] | None) -> str:
    """What metadata say of the day of publication, as they say it."""
    values: list[object] = []
    if main is not None:
        values += [main.get(name) for name in ("datePublished", "dateCreated", "uploadDate")]
    values += [value for name in _DATE_NAMES for value in facts.meta.get(name, ())]
    values += [
        node.get("datePublished") for node in facts.nodes if _types(node) & (_PAGE_TYPES | _ARTICLE_TYPES)
    ]
    return next((value for value in values if isinstance(value, str) and date_in(value)), "")


def _days_near(page: PageBlocks, first_body: int) -> list[str]:
    """The days that lines above the text give, the nearest to what they are called first."""
    blocks = page.blocks
    apart = Zone.COMMENTS | Zone.RELATED
    near = range(max(0, first_body - 15), min(first_body + 2, len(blocks)))
    days = [date_in(text) for index, text in page.dates if index in near and not blocks[index].zone & apart]
    for index in near:
        block = blocks[index]
        if block.zone & (Zone.DATE | Zone.BYLINE) and len(block.text) < 200 and not block.zone & apart:
            days.append(date_in(block.text))
    days += [date_in(blocks[index].text) for index in near if len(blocks[index].text) < 100]
    return [day for day in days if day]


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?", re.I)


def _language(facts: _Facts, main: Mapping[str, Any] | None) -> str | None:
    stated = facts.language or facts.first("content-language", "og:locale", "dc.language", "language")
    if not stated and main is not None:
        stated = _text(main.get("inLanguage"))
    match = _LANGUAGE.match(stated.strip())
    return match[0] if match else None


def saved_from(text: str) -> str:
    """The address that browsers and SingleFile write into the page they save."""
    head = text[:4000]
    match = _SINGLE_FILE.search(head) or _SAVED_FROM.search(head)
    return match["url"] if match else ""


def saved_at(text: str) -> str | None:
    """When SingleFile saved a page, which it writes into it, in UTC: ISO 8601; None where it is not said."""
    match = _SAVED_AT.search(text[:4000])
    return moment_of_mail("{d} {m} {rest} {zone}".format_map(match.groupdict())) if match else None
