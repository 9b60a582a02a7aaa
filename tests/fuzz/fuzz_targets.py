"""What is tried with texts drawn by chance, and what must hold whatever they are.

A target takes a source of chance and raises AssertionError, or whatever the program raises, where something
is wrong. The same seed is the same input: a finding is told by its target and seed.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.fuzz import hostile_text

from briefing.errors import ReadError, StoreError, UsageError
from briefing.figures.extract_figures import extract_figures
from briefing.figures.normal_form import normal_form
from briefing.model.article import Article, Failure, Ref, Span
from briefing.model.excerpt import Excerpt
from briefing.model.mark import Mark
from briefing.model.search_answer import Order
from briefing.model.topic import Topic
from briefing.names.extract_names import extract_names
from briefing.reading.article_builder import build_article
from briefing.reading.read_articles import read_data
from briefing.reading.sources import InputFile
from briefing.session import Session
from briefing.session.exports import CountedExcerpts, export_pieces, synopsis_pieces
from briefing.text.clean import clean
from briefing.text.passage_sentences import sentence_at
from briefing.userdata.database import Database
from briefing.userdata.marks.anchor import OpenTexts, context_of
from briefing.userdata.marks.mark_store import MarkStore

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no text of ours may hold: what commands a terminal or turns the order of its text about."""
SUFFIXES = ("txt", "md", "jsonl")
FORMS = ("markdown", "html", "csv", "jsonl", "webannotation")
ORDERS: tuple[Order, ...] = ("best", "date", "oldest")
FORMULA = re.compile(r"[=+\-@\t\r\0＝＋－＠]")
Target = Callable[[random.Random], None]


def reading(draw: random.Random) -> None:
    """Bytes of any kind become articles whose passages stand in clean text, twice the same."""
    name = f"a.{draw.choice(SUFFIXES)}"
    raw = _records(draw) if name.endswith("jsonl") else hostile_text.data(draw)
    found = list(read_data(InputFile(name, name), raw))
    for one in found:
        if isinstance(one, Failure):
            _clean(one.reason)
            continue
        _clean(one.text, one.title, one.source, one.author, one.published, one.url, *one.warnings)
        at = 0
        for number, passage in enumerate(one.passages):
            assert passage.number == number
            assert at <= passage.start < passage.end <= len(one.text)
            assert one.passage_text(number).strip()
            at = passage.end
        assert "\n" not in one.title
    assert draw.random() < 0.9 or found == list(read_data(InputFile(name, name), raw))


def figures(draw: random.Random) -> None:
    """Figures stand where they say, with finite values and ranges the right way round, twice the same."""
    article = _article(draw)
    found = extract_figures(article)
    for figure in found:
        _stands(article, figure.passage, figure.start, figure.end, figure.text)
        for value in (figure.value, figure.low, figure.high, figure.from_value, figure.to_value):
            assert value is None or math.isfinite(value)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        _clean(normal_form(figure), figure.unit, figure.of, figure.subject)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert draw.random() < 0.9 or found == extract_figures(article)


def names(draw: random.Random) -> None:
    """Names stand where they say, twice the same."""
    article = _article(draw)
    found = extract_names(article)
    for mention in found:
        _stands(article, mention.passage, mention.start, mention.end, mention.text)
        assert mention.name.strip()
        _clean(mention.name)
    assert draw.random() < 0.9 or found == extract_names(article)


def topics(draw: random.Random) -> None:
    """Topics name passages that there are, with weights in (0, 1], and their synopsis quotes the texts."""
    held = _articles(draw)
    session = _session(held.values())
    found = session.topics.all()
    labels = [topic.label for topic in _with_stories(found)]
    assert len(labels) == len(set(labels))
    for topic in _with_stories(found):
        _clean(topic.label, *topic.keywords)
        assert topic.label.strip()
        assert 0 <= topic.share <= 1
        assert all(0 < weight <= 1 for weight in topic.weights)
        for passage in topic.passages:
            assert 0 < passage.weight <= 1
            assert held[passage.article].passages[passage.passage].kind != "boilerplate"
    assert draw.random() < 0.8 or found == _session(reversed(held.values())).topics.all()
    if found:
        topic = draw.choice(found)
        synopsis = _finished(session.related.synopsis(topic))
        for form in ("markdown", "html", "csv"):
            _clean(_lines(b"".join(synopsis_pieces(form, [synopsis], "Synopsis")).decode()))


def related(draw: random.Random) -> None:
    """Related passages are of other articles, scored in [0, 1], best first, with words that stand there."""
    held = _articles(draw)
    session = _session(held.values())
    for article in held.values():
        for passage in article.passages:
            answers = session.related.passages(Ref(article.id, passage.number), fold=draw.random() < 0.5)
            scores = [answer.score for answer in answers]
            assert scores == sorted(scores, reverse=True)
            for answer in answers:
                assert answer.article != article.id
                assert 0 <= answer.score <= 1
                there = held[answer.article].passages[answer.passage]
                assert all(there.start <= span.start < span.end <= there.end for span in answer.spans)
                assert all(passage.start <= one.start < one.end <= passage.end for one in answer.query_spans)
                _clean(*answer.why)
    refs = [ref for group in session.related.copies() for ref in group.passages]
    assert len(refs) == len(set(refs))
    assert all(ref.passage < len(held[ref.article].passages) for ref in session.related.only_here())


def queries(draw: random.Random) -> None:
    """No query raises; what it finds stands in the texts, and hints can be asked."""
    session = _searched()
    query = hostile_text.query(draw)
    typing = draw.random() < 0.5
    order = draw.choice(ORDERS)
    answer = session.search.passages(query, limit=20, typing=typing, order=order, context=2)
    assert answer.total >= len(answer.hits)
    for hit in answer.hits:
        article = session.article(hit.article)
        passage = article.passages[hit.passage]
        last = passage.start
        for span in hit.spans:
            assert last <= span.start < span.end <= passage.end
            last = span.end
        assert article.text[hit.snippet_start :].startswith(hit.snippet)
    for fault in answer.faults:
        assert 0 <= fault.start <= fault.end <= len(query)
    if draw.random() < 0.1:
        assert answer == session.search.passages(query, limit=20, typing=typing, order=order, context=2)
        for hint in session.search.hints(query, typing=typing):
            session.search.passages(hint.query)


def marks_import(draw: random.Random) -> None:
    """What is no mark is refused in words, with nothing stored; what is one comes out as it went in."""
    items = [_mark_item(draw) for _ in range(draw.randint(0, 4))]
    store = _store()
    before = store.list()
    try:
        store.import_marks(items)
    except UsageError as error:
        _clean(str(error))
        assert store.list() == before
        return
    public = json.loads(json.dumps([mark.to_dict() for mark in store.list()]))
    for mark in store.list():
        _clean(mark.text, mark.note, *mark.tags)
    assert store.import_marks(public) == 0
    assert [mark.to_dict() for mark in store.list()] == public
    if store.list() != before:
        store.undo()
        assert store.list() == before


def anchoring(draw: random.Random) -> None:
    """A mark is where it was made; in a changed text on its words, on what became of them, or nowhere."""
    article = _article(draw)
    marked = _marked(draw, article)
    if marked is None:
        return
    (again,) = OpenTexts([article]).place([marked])
    assert (again.start, again.end, again.reworded) == (marked.start, marked.end, False)
    text = article.text
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(text))
        text = text[:at] + hostile_text.phrase(draw) + text[draw.randint(at, min(len(text), at + 60)) :]
    changed = _read(text)
    (found,) = OpenTexts([changed]).place([marked])
    if found.start is None or found.end is None:
        return
    assert 0 <= found.start < found.end <= len(changed.text)
    same = changed.text[found.start : found.end].split() == marked.text.split()
    assert same or found.reworded


def exports(draw: random.Random) -> None:
    """No format lets a text command a terminal, a sheet or a page; tables come back as they went in."""
    article = _article(draw)
    found = [_excerpt(draw, article) for _ in range(draw.randint(1, 4))]
    excerpts = [one for one in found if one is not None]
    title = hostile_text.phrase(draw)
    for form in FORMS:
        made = b"".join(export_pieces(form, CountedExcerpts([excerpts]), title)).decode()
        _clean(_lines(made))
        if form == "csv":
            for row in list(csv.reader(io.StringIO(made.removeprefix("\ufeff"))))[1:]:
                assert not any(FORMULA.match(cell) and not _is_number(cell) for cell in row), row
        elif form == "jsonl":
            assert len([json.loads(line) for line in made.splitlines()]) == len(excerpts)
        elif form == "webannotation":
            json.loads(made)
        elif form == "html":
            assert "<script" not in made.casefold()
        assert draw.random() < 0.9 or made.encode() == b"".join(
            export_pieces(form, CountedExcerpts([excerpts]), title)
        )


def notes(draw: random.Random) -> None:
    """Claims of any note stand where they say, and what is said to stand there does; an export verifies."""
    articles = _articles(draw)
    session = _session(articles.values())
    exported = draw.random() < 0.5
    if exported:
        article = draw.choice(list(articles.values()))
        found = [_excerpt(draw, article) for _ in range(draw.randint(1, 4))]
        there = [one for one in found if one and _is_whole(one, article)]
        note = b"".join(export_pieces("markdown", CountedExcerpts([there]), "Marks"))
    else:
        quoted = " ".join(f"“{hostile_text.phrase(draw, 2)}” [x]({name})" for name in articles)
        note = f"{hostile_text.text(draw)}\n\n{quoted}".encode("utf-8", "surrogatepass")
    try:
        verified = _finished(session.verification.verify(note))
    except ReadError:
        assert not exported
        return
    for remark in verified.remarks:
        _clean(remark.message)
    for claim in verified.claims:
        _clean(claim.text, claim.found)
        assert claim.text.strip()
        assert not exported or claim.status == "exact", claim
        if claim.article is not None and claim.start is not None:
            assert articles[claim.article].text[claim.start : claim.end] == claim.found


def _is_whole(excerpt: Excerpt, article: Article) -> bool:
    """Whether an excerpt stands in the article as it is, and cuts no number in two."""
    start, end = excerpt.start, excerpt.end
    around = article.text[max(start - 2, 0) : start + 1], article.text[end - 1 : end + 2]
    here = excerpt.now is None and excerpt.citation.article == article.id
    return here and not any(character.isdigit() for cut in around for character in cut)


def stored_files(draw: random.Random) -> None:
    """Files of settings, state and steering that were damaged are told, and stop nothing."""
    from briefing.settings import _from_file
    from briefing.userdata.steering_file import SteeringFile

    raw = bytearray(draw.choice(_STORED))
    for _ in range(draw.randint(0, 6)):
        at = draw.randint(0, len(raw))
        raw[at : at + draw.randint(0, 3)] = draw.choice(
            (b"", b'"', b"[", b"{", b"\n", b"\xff", b"9" * 50, b"\0")
        )
    file = _folder() / "config.toml"
    file.write_bytes(bytes(raw))
    for found in _from_file(file):
        if isinstance(found, str):
            _clean(found)
    try:
        SteeringFile("k").parsed(bytes(raw))
    except StoreError as error:
        # It looks as if a newer version had written it.
        _clean(str(error))


TARGETS: dict[str, tuple[Target, int]] = {
    "reading": (reading, 10), "figures": (figures, 6), "names": (names, 6), "queries": (queries, 10),
    "anchoring": (anchoring, 8), "exports": (exports, 5), "notes": (notes, 3),
    "stored files": (stored_files, 5), "marks import": (marks_import, 1), "topics": (topics, 1),
    "related": (related, 1),
}  # fmt: skip
"""Each with how often it comes: those that cost most come least."""

_STORED = (
    b'theme = "dark"\ncolumns = 2\n[keys]\n"marks.mark" = ["m", "f2"]\n[limits]\nfile_bytes = 1000\n',
    b'{"version": 1, "paths": ["a"], "steps": [{"verb": "mute", "word": "x", "topic": "", "other": "",'
    b' "about": [], "other_about": []}]}',
    b'[export]\nfolder = "~/x"\nformat = "markdown"\n' + b"a = " + b"[" * 2000,
)


def _clean(*texts: str | None) -> None:
    for text in texts:
        found = CONTROL.search(text or "")
        assert found is None, f"{found[0]!r} in {text!r:.200}"


def _lines(made: str) -> str:
    """A file without what begins it and ends its lines where programs want that so."""
    return made.removeprefix("\ufeff").replace("\r\n", "\n")


def _stands(article: Article, number: int, start: int, end: int, text: str) -> None:
    passage = article.passages[number]
    assert passage.start <= start < end <= passage.end
    assert article.text[start:end] == text


def _read(text: str, name: str = "a.txt") -> Article:
    return build_article(name, clean(text))


def _article(draw: random.Random, name: str = "a") -> Article:
    """An article of a text that is not blank and no binary file."""
    while True:
        text = hostile_text.text(draw).replace("\0", "")
        file = f"{name}.{draw.choice(('txt', 'md'))}"
        found = next(read_data(InputFile(file, file), f"A word.\n\n{text}".encode("utf-8", "surrogatepass")))
        if isinstance(found, Article):
            return found


def _articles(draw: random.Random) -> dict[str, Article]:
    """A few articles, some of whose passages stand in several."""
    found = [_article(draw, f"{number}") for number in range(draw.randint(1, 5))]
    if draw.random() < 0.4:
        text = "\n\n".join(draw.choice(found).text for _ in range(2))
        found.append(_read(text, "both.txt"))
    return {article.id: article for article in found}


def _records(draw: random.Random) -> bytes:
    lines = []
    for _ in range(draw.randint(0, 4)):
        record = {
            name: hostile_text.phrase(draw) for name in draw.sample(_FIELDS, draw.randint(0, len(_FIELDS)))
        }
        record["text"] = hostile_text.text(draw, 8)
        line = json.dumps(record, ensure_ascii=draw.random() < 0.5)
        lines.append(line if draw.random() < 0.8 else line[: draw.randint(0, len(line))])
    return "\n".join(lines).encode("utf-8", "surrogatepass")


_FIELDS = ("id", "title", "source", "author", "published", "url", "language")


def _session(articles: Iterable[Article]) -> Session:
    session = Session(use_store=False)
    session.hold(articles, ["fuzz"])
    return session


@cache
def _searched() -> Session:
    """Some articles that every query is asked of."""
    draw = random.Random(1)
    return _session(_article(draw, f"{number}") for number in range(40))


@cache
def _folder() -> Path:
    """A folder of this process, which goes when it ends."""
    kept = tempfile.TemporaryDirectory(prefix="fuzz-")
    _FOLDERS.append(kept)
    return Path(kept.name)


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _store() -> MarkStore:
    return MarkStore(Database(_folder() / "marks.sqlite3"))


def close() -> None:
    """Give back what the targets hold."""
    if _store.cache_info().currsize:
        _store()._database.close()
    for folder in _FOLDERS:
        folder.cleanup()
    _FOLDERS.clear()
    for made in (_store, _folder, _searched):
        made.cache_clear()


def _with_stories(found: Sequence[Topic]) -> Iterable[Topic]:
    for topic in found:
        yield topic
        yield from _with_stories(topic.stories)


def _finished(steps: Any) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _marked(draw: random.Random, article: Article) -> Mark | None:
    start = draw.randrange(len(article.text))
    end = min(len(article.text), start + draw.choice((1, 4, 20, 200)))
    text = article.text[start:end]
    if not text.strip():
        return None
    passage = article.passages[article.passage_at(start)]
    block = Span(passage.start, passage.end) if passage.start <= start < passage.end else Span(start, end)
    prefix, suffix = context_of(article.text, start, end, block)
    now = datetime(2026, 2, 4, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Mark(
        f"01KGKZSFD8CFQ55CRC4T{draw.randrange(10**6):06d}", article.id, article.fingerprint, passage.number,
        start, end, text, prefix, suffix, "yellow", _noted(draw), (), now, now, article.title,
        article.source or "", article.published or "",
    )  # fmt: skip


def _noted(draw: random.Random) -> str:
    return clean(hostile_text.phrase(draw))


def _mark_item(draw: random.Random) -> object:
    if draw.random() < 0.1:
        return draw.choice((None, [], "x", 3, {}, {"id": "a"}))
    marked = _marked(draw, _read(f"A word that is marked. {hostile_text.phrase(draw)}"))
    if marked is None:
        return {}
    item: dict[str, object] = marked.to_dict()
    item["note"] = hostile_text.phrase(draw)
    item["tags"] = [hostile_text.phrase(draw, 1) for _ in range(draw.randint(0, 3))]
    for _ in range(draw.choice((0, 0, 0, 1, 2))):
        wrong: tuple[object, ...] = (
            None,
            -1,
            2**70,
            1.5,
            "",
            "x" * 5000,
            hostile_text.phrase(draw),
            [],
            {},
            True,
            "\ud800",
        )
        item[draw.choice(list(item))] = draw.choice(wrong)
    return item


def _excerpt(draw: random.Random, article: Article) -> Excerpt | None:
    from briefing.export.excerpts import from_figure, from_mark

    marked = _marked(draw, article)
    if draw.random() < 0.3:
        found = extract_figures(article)
        if found:
            figure = draw.choice(found)
            return from_figure(figure, article, sentence_at(article, figure.start), normal_form(figure))
    if marked is None:
        return None
    (placed,) = OpenTexts([article if draw.random() < 0.8 else _article(draw)]).place([marked])
    return from_mark(placed, article if placed.article else None)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
