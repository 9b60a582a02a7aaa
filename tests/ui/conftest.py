"""What every test of the reader needs: a folder of articles, an engine that answers at once, a reader.

Four short articles on one invented affair. Figures, topics and related passages of theirs are
given here by hand, so that these tests say what the reader does with an answer, whatever the
engine would answer today.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import re
import shutil
import sqlite3
import traceback
import unicodedata
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from answers import Answers, Asked
from quick_screens import draw, draw_at_rest, read_once
from tests.ui.ledger_answers import given_lines
from tests.ui.quote_answers import given_quotes
from tests.ui.timeline_answers import given_timeline
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing.errors import BriefingError
from briefing.figures.normal_form import normal_form, same_figure
from briefing.jobs.client import Call, Worker, WorkerEndedError, WorkerError
from briefing.jobs.requests import BaseRequest, Priority, Progress, StreamRequest
from briefing.model.article import Article, Ref, Span
from briefing.model.event import Event
from briefing.model.excerpt import Citation
from briefing.model.explained_topic import TopicEvidence, TopicExplanation, TopicWord, WhyInTopic
from briefing.model.figure import Figure, FigureKind
from briefing.model.lens import Lens
from briefing.model.library_choice import ANY_LIBRARY, LibraryChoice
from briefing.model.related_passage import OnlyHere, RelatedPassage
from briefing.model.source_groups import SourceGroups
from briefing.model.steering import SteeredTopics
from briefing.model.topic import Topic, TopicPassage
from briefing.model.topic_synopsis import Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow
from briefing.session.opening import Opening
from briefing.session.requests.article_requests import KeepSet, WarmIndexes
from briefing.session.requests.export_requests import ExportToFile
from briefing.session.requests.finding_requests import FindCopies, FindFigures, FindOnlyHere, ReadLens
from briefing.session.requests.ledger_requests import (
    BuildLedger,
    FindLedger,
    QuotedLedger,
    quoted_as_corrected,
)
from briefing.session.requests.quote_requests import CitedQuotes, GroupQuotes
from briefing.session.requests.source_requests import GroupSources
from briefing.session.requests.timeline_requests import BuildTimeline, CitedTimeline
from briefing.session.requests.topic_requests import ArrangeTopics, BuildSynopsis, ExplainTopic, FoundTopics
from briefing.session.worker_session import SessionHost
from briefing.text.passage_sentences import sentence_at
from briefing.topics.steered_topics import TopicSteerer
from briefing.ui.app import BriefingApp
from briefing.ui.controllers.registry import Controllers
from briefing.ui.drawing.steering_phrases import steered_words
from briefing.ui.screens.reader_screen import ReaderScreen
from briefing.ui.state.reader_state import ReaderState

ARTICLES = Path(__file__).parent / "articles"
T = TypeVar("T")
Held = tuple[type[BaseRequest[SessionHost]], ...]
"""Classes of requests that are not answered."""

GIVEN_FIGURES: dict[str, tuple[tuple[str, FigureKind, float, str], ...]] = {
    "a-gazette.md": (
        ("40 million euros", "money", 4e7, "EUR"),
        ("18 months", "duration", 18, "month"),
        ("12 cracks", "count", 12, "crack"),
        ("deeper than 3 metres", "quantity", 3, "m"),
        ("About 1,200 people", "count", 1200, "person"),
        ("60 per cent", "percent", 60, "%"),
    ),
    "b-herald.md": (
        ("55 million euros", "money", 5.5e7, "EUR"),
        ("24 months", "duration", 24, "month"),
        ("12 cracks", "count", 12, "crack"),
        ("45 per cent", "percent", 45, "%"),
    ),
    "c-wire.md": (
        ("40 million euros", "money", 4e7, "EUR"),
        ("Some 1,500 people", "count", 1500, "person"),
    ),
}
"""By file: text in order of its place, kind, value and unit. A title's figure is its second sight."""

GIVEN_TOPICS: dict[str, dict[str, tuple[int, ...]]] = {
    "cost of the repair": {"a-gazette.md": (1, 8), "b-herald.md": (1, 3), "c-wire.md": (2,)},
    "cracked spillway": {"a-gazette.md": (2,), "b-herald.md": (2,), "c-wire.md": (2,)},
    "people below": {"a-gazette.md": (3, 4, 5), "c-wire.md": (3,)},
}
"""By label: the passages of each file."""

ANSWERS: tuple[tuple[str, dict[str, int]], ...] = (
    ("euros", {"a-gazette.md": 1, "b-herald.md": 1, "c-wire.md": 2}),
    ("storm", {"a-gazette.md": 2, "b-herald.md": 2, "c-wire.md": 2, "d-note.txt": 0}),
    ("people", {"a-gazette.md": 4, "c-wire.md": 3}),
    ("per cent", {"a-gazette.md": 8, "b-herald.md": 3}),
)
"""Passages that answer each other, with the words they share."""
SCORES = (0.91, 0.74, 0.52)
DAM = ("a-gazette.md", "b-herald.md", "c-wire.md")
"""Articles on one event."""
ALONE = (("a-gazette.md", 5), ("b-herald.md", 4), ("c-wire.md", 1))
"""Passages that say what no other article says."""


class Given(Answers):
    """The real answers but for figures, topics and related passages: those are as given above."""

    def answer(self, request: Asked) -> object:
        """What is given, where something is."""
        match request:
            case FindFigures():
                return self.figures(request)
            case ArrangeTopics():
                return self.found_topics()
            case ExplainTopic():
                return self.explain_topic(request)
            case ExportToFile():
                # The topics of the session are the given ones.
                self.session.topics._topics = self.topics()
            case BuildSynopsis():
                return self.synopsis(request.topic)
            case BuildLedger() | FindLedger():
                return self.ledger()
            case BuildTimeline():
                return self.timeline(request)
            case GroupQuotes():
                return self.quotes(request)
            case GroupSources():
                return self.source_groups()
            case FindOnlyHere():
                return self.only_here()
            case FindCopies():
                return self.copies()
            case KeepSet():
                # What is given here is not what the articles say.
                return None
            case ReadLens():
                return self.lens(request)
            case WarmIndexes():
                return self.warmed()
        return super().answer(request)

    def figures(self, request: FindFigures) -> Iterator[tuple[str, tuple[Figure, ...]]]:
        """What stands in `GIVEN_FIGURES`."""
        for name in request.articles:
            yield name, self._given_figures(name)

    def _given_figures(self, name: str) -> tuple[Figure, ...]:
        article = self.session.article(name)
        found: list[Figure] = []
        for text, kind, value, unit in GIVEN_FIGURES.get(Path(name).name, ()):
            for passage in article.passages[1:]:
                start = article.text.find(text, passage.start, passage.end)
                if start >= 0:
                    end = start + len(text)
                    place = (name, passage.number, start, end, text)
                    figure = Figure(*place, kind, value, None, None, unit, None, None, None, None, None)
                    found.append(replace(figure, key="measure"))
        return tuple(sorted(found, key=lambda figure: figure.start))

    def topics(self) -> tuple[Topic, ...]:
        """What stands in `GIVEN_TOPICS`, as far as those files are open."""
        names = {Path(article.id).name: article.id for article in self.session.articles}
        topics = []
        for label, files in GIVEN_TOPICS.items():
            passages = tuple(
                TopicPassage(names[file], number, 0.9)
                for file, numbers in files.items()
                if file in names
                for number in numbers
            )
            if passages:
                words = tuple(label.split())
                weights = tuple(round(1 / number, 2) for number in range(1, len(words) + 1))
                topics.append(Topic(label, words, len(passages) / 20, passages, label, weights))
        return tuple(topics)

    def found_topics(self) -> Generator[Progress, None, FoundTopics]:
        """The given topics, of which each article is told by itself."""
        yield from ()
        return FoundTopics(self.steered_topics(), None)

    def steered_topics(self) -> SteeredTopics:
        """The given topics as the remembered steering leaves them; a muted word is no keyword."""
        steering = self.session.topics._remembered()[0]
        muted, _pinned = steered_words(steering.steps)
        steered = TopicSteerer(
            [_without(topic, muted) for topic in self.topics()], 20, lambda topic: topic.stories
        )
        steered.apply(steering)
        return SteeredTopics(tuple(steered.topics), steering, tuple(steered.waiting))

    def explain_topic(self, request: ExplainTopic) -> TopicExplanation:
        """The keywords of a given topic, and those that stand in the passage."""
        every = [one for topic in self.steered_topics().topics for one in (topic, *topic.stories)]
        topic = next(one for one in every if one.label == request.label)
        words = tuple(map(TopicWord, topic.keywords, topic.weights))
        why = self._why(topic, request.ref) if request.ref is not None else None
        return TopicExplanation(topic.label, topic.key, words, why, ())

    def _why(self, topic: Topic, ref: Ref) -> WhyInTopic:
        places = [p for p in topic.passages if (p.article, p.passage) == (ref.article, ref.passage)]
        article = self.session.article(ref.article)
        passage = article.passages[ref.passage]
        found = [(word, article.text.find(word, passage.start, passage.end)) for word in topic.keywords]
        words = tuple(TopicEvidence(at, at + len(word), word, 0.3) for word, at in found if at >= 0)
        weight = places[0].weight if places else 0.0
        own = min(0.3 * len(words), weight)
        return WhyInTopic(ref.article, ref.passage, weight, words, own, round(weight - own, 2))

    def synopsis(self, topic: Topic) -> Generator[Progress, None, Synopsis]:
        """A row for each of `ANSWERS` that the topic has two passages of, and one for each that is left."""
        yield Progress(0, len(topic.passages), topic.label)
        members = {Ref(one.article, one.passage) for one in topic.passages}
        articles = {article.id: article for article in self.session.articles}
        columns = sorted({ref.article for ref in members})
        rows: list[tuple[str, set[Ref]]] = []
        for words, places in ANSWERS:
            row = {ref for ref in members if places.get(Path(ref.article).name) == ref.passage}
            if len(row) > 1:
                rows.append((words, row))
                members -= row
        rows += [
            (articles[ref.article].passage_text(ref.passage)[:20], {ref})
            for ref in sorted(members, key=lambda ref: (ref.article, ref.passage))
        ]
        return Synopsis(
            topic.label,
            tuple(Citation.of(articles[name]) for name in columns),
            tuple(SynopsisRow(label, self._cells(row, columns)) for label, row in rows),
        )

    def _cells(self, row: set[Ref], columns: Sequence[str]) -> tuple[tuple[SynopsisPassage, ...], ...]:
        figures = [f for ref in row for f in self._given_figures(ref.article) if f.passage == ref.passage]
        cells: dict[str, tuple[SynopsisPassage, ...]] = dict.fromkeys(columns, ())
        for ref in row:
            article = self.session.article(ref.article)
            found = tuple(
                SynopsisFigure(f.start, f.end, f.text, f.kind, normal_form(f), self._differs(f, figures))
                for f in figures
                if f.article == ref.article
            )
            place = article.passages[ref.passage]
            key_sentence = sentence_at(article, place.start)
            text = article.passage_text(ref.passage)
            cells[ref.article] = (
                SynopsisPassage(ref.article, ref.passage, place.start, text, key_sentence, found),
            )
        return tuple(cells.values())

    @staticmethod
    def _differs(figure: Figure, figures: Sequence[Figure]) -> bool:
        return any(
            other.article != figure.article
            and (other.kind, other.unit) == (figure.kind, figure.unit)
            and not same_figure(figure, other)
            for other in figures
        )

    def timeline(self, request: BuildTimeline) -> Generator[Progress, None, CitedTimeline]:
        """What stands in `timeline_answers`; of a topic, its passages alone."""
        yield Progress(0, len(self.session.articles), "timeline")
        return given_timeline(self.session, request.topic, self.topics(), quoted=request.quoted)

    def quotes(self, request: GroupQuotes) -> Generator[Progress, None, CitedQuotes]:
        """What stands in `quote_answers`; on a topic, its passages alone."""
        yield Progress(0, len(self.session.articles), "quotes")
        return given_quotes(self.session, request.topic, self.topics())

    def ledger(self) -> Generator[Progress, None, QuotedLedger]:
        """What stands in `ledger_answers`, as it was corrected."""
        yield Progress(0, len(self.session.articles), "ledger")
        lines, ledgers = given_lines(self.session), self.session.ledgers
        corrections = self.session.user_data.stored_corrections()
        found = ledgers.corrected(lines, corrections, ledgers.given)
        return quoted_as_corrected(self.session, found)

    def warmed(self) -> Generator[Progress, None, None]:
        """No index: whoever asks it first has it built."""
        total = 2 * len(self.session.articles)
        yield from (Progress(done, total, "") for done in range(1, total + 1))

    def source_groups(self) -> Generator[Progress, None, SourceGroups]:
        """All articles on the dam are one event, each other one is one; none is a copy."""
        names = {Path(article.id).name: article.id for article in self.session.articles}
        yield Progress(0, len(names), "events")
        dam = tuple(names[file] for file in DAM if file in names)
        events = [Event("Kestrel dam repair", "2026-03-10", "2026-03-11", dam)] if dam else []
        events += [Event(file, None, None, (name,)) for file, name in names.items() if file not in DAM]
        return SourceGroups(tuple(events), {})

    def only_here(self) -> Generator[Progress, None, OnlyHere]:
        """What stands in `ALONE`."""
        yield from ()
        names = {Path(article.id).name: article.id for article in self.session.articles}
        return {Ref(names[file], number): "sure" for file, number in ALONE if file in names}

    def copies(self) -> tuple[tuple[Ref, ...], ...]:
        """No article copies another."""
        return ()

    def lens(self, request: ReadLens) -> Lens:
        """Related passages from `ANSWERS`."""
        ref, span, columns = request.ref, request.span, request.columns
        related = self._answers(ref)
        found = {r.article: r for r in related}
        counterparts = {name: found.get(name) for name in columns if name != ref.article}
        every = {a.id: self._given_figures(a.id) for a in self.session.articles}
        at = next((f for f in every[ref.article] if span and f.start == span.start), None)
        if at is None:
            return Lens(ref, related, counterparts)
        same = tuple(f for figures in every.values() for f in figures if f != at and same_figure(at, f))
        return Lens(ref, related, counterparts, normal_form(at), same)

    def _answers(self, ref: Ref) -> tuple[RelatedPassage, ...]:
        articles = {Path(article.id).name: article for article in self.session.articles}
        for words, places in ANSWERS:
            if places.get(Path(ref.article).name) != ref.passage or articles.keys().isdisjoint(places):
                continue
            here = self.session.article(ref.article)
            others = [articles[f] for f in places if f in articles and articles[f].id != ref.article]
            return tuple(
                RelatedPassage(
                    other.id,
                    places[Path(other.id).name],
                    score,
                    (f"shared words: {words}",),
                    (_place(other, places[Path(other.id).name], words),),
                    (_place(here, ref.passage, words),),
                )
                for other, score in zip(others, SCORES, strict=False)
            )
        return ()


class Broad(Given):
    """The same, with a topic that opens into two stories."""

    def topics(self) -> tuple[Topic, ...]:
        """The given topics; the first is a broad one."""
        first, *others = super().topics()
        state = replace(first, label="state money", keywords=("state", "board"), weights=(1.0, 0.4), key="s1")
        months = replace(state, label="months of work", keywords=("months", "work"), key="s2")
        stories = (
            replace(state, passages=first.passages[:2], share=0.1),
            replace(months, passages=first.passages[2:], share=0.15),
        )
        return (replace(first, stories=stories), *others)


class Deep(Broad):
    """The same, where it is known how many articles are about each."""

    def topics(self) -> tuple[Topic, ...]:
        """The broad topic is too broad for the list."""
        return tuple(
            replace(topic, articles=2, stories=tuple(replace(one, articles=1) for one in topic.stories))
            for topic in super().topics()
        )


def _without(topic: Topic, words: Sequence[str]) -> Topic:
    kept = [pair for pair in zip(topic.keywords, topic.weights, strict=True) if pair[0] not in words]
    return replace(topic, keywords=tuple(k for k, _ in kept), weights=tuple(w for _, w in kept))


def _place(article: Article, passage: int, words: str) -> Span:
    start = article.text.index(words, article.passages[passage].start)
    return Span(start, start + len(words))


class Direct(Worker):
    """A worker in this process: it answers before `ask` returns, by values pickled and unpickled.

    Requests of the classes in `held` are never answered, as by a worker that takes long.
    """

    def __init__(self, answers: type[Answers] = Given, held: Held = ()) -> None:
        super().__init__()
        self._make = answers
        self._answers: Answers | None = None
        self._held = held
        self.waiting: list[Call[Any]] = []

    def start(self) -> None:
        self._answers = self._answers or self._make()

    @property
    def running(self) -> bool:
        return self._answers is not None

    @property
    def busy(self) -> bool:
        return any(not call.future.done() for call in self.waiting)

    def _send(self, call: Call[Any], request: Asked) -> None:
        self.start()
        assert self._answers is not None
        if isinstance(request, self._held):
            self.waiting.append(call)
            return
        try:
            answer = self._answers.answer(_travelled(request))
            if isinstance(request, StreamRequest):
                assert isinstance(answer, Iterator)
                answer = _streamed(answer, call)
            call.future.set_result(_travelled(answer))
        except BriefingError as error:
            call.future.set_exception(WorkerError(error.message, hint=error.hint, passing=error.passing))
        except Exception:  # noqa: BLE001 - told to the reader, as the process does
            call.future.set_exception(WorkerError("fault", report=traceback.format_exc()))

    def cancel(self, call: Call[Any]) -> None:
        call.future.cancel()

    def stop(self) -> None:
        for call in self.waiting:
            if not call.future.done():
                call.future.set_exception(WorkerEndedError())


def _streamed(steps: Iterator[object], call: Call[Any]) -> object:
    """Go through the steps of a stream as the process does; what it returns."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        if isinstance(step, Progress):
            if call.on_progress is not None:
                call.on_progress(_travelled(step))
        elif step is not None and call.on_part is not None:
            call.on_part(_travelled(step))


def _travelled(value: T) -> T:

    travelled: T = pickle.loads(pickle.dumps(value))
    return travelled


def key_event(key: str) -> events.Key:
    """The event of a key given by its name or its character, as a terminal gives it."""
    name = _character_to_key(key) if len(key) == 1 else key
    character: str | None = key if len(key) == 1 else None
    if character is None:
        with contextlib.suppress(KeyError):
            character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    return events.Key(name, character)


@dataclass
class Reading:
    """A reader at work, and what one sees of it."""

    pilot: Pilot[None]
    app: BriefingApp
    ran: list[str] = field(default_factory=list)
    """Ids of the actions run so far."""

    @property
    def reader(self) -> ReaderScreen:
        reader = self.app.reader
        assert reader is not None
        return reader

    @property
    def state(self) -> ReaderState:
        return self.reader.state

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when everything the one before set off is done."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.settle()

    async def type_fast(self, *typed: str | events.Paste) -> None:
        """Press keys and paste all at once: each is sent before anything came of those before it."""
        for one in typed:
            self.app.post_message(events.Key(one, None) if isinstance(one, str) else one)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no work is under way, no message waits and everything is drawn.

        Not until the processor rests, as `Pilot.pause` does: that takes 20 ms at least, and proves nothing
        on a busy machine.
        """
        still = 0
        while still < 2:
            # One waits for files to change until the end.
            while not all(worker.is_finished or worker.group == "changes" for worker in self.app.workers):
                await asyncio.sleep(0.002)
            if await self._went_on():
                still = 0
            self.app.screen._on_timer_update()
            if not still and "writer" in self.app.__dict__:
                # What a dialog asked to be kept is on disk, too.
                await self.app.writer._do(lambda: None)
            await asyncio.sleep(0)
            still = 0 if self._busy() else still + 1
            if still == 1:
                draw(self.app.screen)

    async def shows(self, words: str) -> None:
        """Wait until `words` stand on the screen: where an answer is held back, work is never done."""
        while words not in self.text():
            await asyncio.sleep(0.002)

    async def _went_on(self) -> bool:
        """Wait until every widget waits for messages, and say whether one did not at first.

        `Pilot` sends each a message and waits for that, which costs more than what most keys set off.
        """
        turns = 0
        while self._has_messages():
            turns += 1
            await asyncio.sleep(0 if turns < 20 else 0.002)
        return turns > 0

    def _has_messages(self) -> bool:
        """True while a widget has messages, or is at work on one."""
        if self.app._exit:
            return False  # nobody looks at what is left
        # What is being taken away has messages that nobody will look at; what is new will look at its own.
        pumps = [
            pump
            for pump in (self.app, *self.app.screen.walk_children(with_self=True))
            if (pump._running or not pump._is_mounted) and not (pump._closing or pump._closed)
        ]
        return any(
            pump._message_queue.qsize() + len(pump._next_callbacks)
            # Nobody waits for the next message: it is at work on one.
            or len(pump._message_queue.ready_event._waiters) == 0
            for pump in pumps
        )

    def _busy(self) -> bool:
        """True while a widget has messages, or something is to be drawn a moment from now."""
        if self.app._exit:
            return False
        reader = self.app.reader
        return (
            self.app._turns.busy
            or self._has_messages()
            or bool(self.app.animator._animations)
            or (reader is not None and reader._draw_pending)
            or any(worker.is_running and worker.group != "changes" for worker in self.app.workers)
        )

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        while self.app.screen.size != (width, height):
            await asyncio.sleep(0.002)
        # A screen takes its new size from a timer of Textual's, which no queue tells of.
        await self.pilot.pause()
        await self.settle()

    def lines(self) -> list[str]:
        """What stands on the screen, row by row."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """The same as one text, blank space at line ends left out."""
        return "\n".join(line.rstrip() for line in self.lines())

    def said(self) -> str:
        """What was said last and still stands."""
        notes = list(self.app._notifications)
        return notes[-1].message if notes else ""

    def waiting(self, priority: Priority = Priority.INTERACTIVE) -> list[Call[Any]]:
        """The calls that the worker of a priority holds back."""
        worker = self.app.engine._worker(priority)
        assert isinstance(worker, Direct)
        return [call for call in worker.waiting if not call.future.done()]

    def here(self) -> tuple[str, int]:
        """Letter of the article and number of the passage the cursor is on."""
        ref = self.state.ref
        assert ref is not None
        return self.state.letter(ref.article), ref.passage

    def topic(self) -> str | None:
        """Label of the chosen topic."""
        return self.state.topics.chosen

    def query(self) -> str | None:
        """What stands in the search box; None when it is closed."""
        return self.reader.search.typed if self.reader.search is not None else None

    def letters(self) -> str:
        """The letters of the columns, from the left."""
        return "".join(self.state.letter(name) for name in self.state.columns)

    async def picture(self) -> str:
        """The screen as SVG: the same for the same screen, on every machine and in every run."""
        await self.settle()
        for below in self.app.screen_stack[:-1]:
            # A box that lost the keys to a dialog is drawn anew only when somebody asks.
            for box in (*below.query(Input), *below.query(TextArea)):
                box._cursor_visible = False
                box.refresh()
        self.app.screen.refresh()
        # Only now: what is told may still have been on its way.
        self.app.clear_notifications()
        await self.settle()
        drawn = self.app.export_screenshot(title="briefing")
        # Rich takes the ids from a sum over the content and loads a font from elsewhere.
        drawn = re.sub(r"terminal-\d+", "briefing", drawn)
        return re.sub(r",\s*url\([^)]*\) format\([^)]*\)", "", drawn)

    def stored(self, what: str = "text, colour, note, tags") -> list[tuple[Any, ...]]:
        """The marks as they stand in the file on disk at this moment."""
        path = Path(os.environ["BRIEFING_DATA_DIR"]) / "briefing.sqlite3"
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return connection.execute(f"SELECT {what} FROM mark WHERE removed = 0 ORDER BY seq").fetchall()
        finally:
            connection.close()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own files and terminal out of every test; `news/` holds the articles."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / "home" / kind.lower()))
    of_terminal = ("NO_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "FORCE_COLOR", "COLORTERM")
    # With these, what a test copies would be on the clipboard of whoever runs it.
    of_clipboard = ("TMUX", "WAYLAND_DISPLAY", "DISPLAY")
    for name in (*of_terminal, *of_clipboard):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    # What one test froze would otherwise stay for all others.
    monkeypatch.setattr("gc.freeze", lambda: None)
    # A pilot waits in steps of this length, and what changed is taken in as often: seconds over all tests.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.002)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.002)
    read_once(monkeypatch)
    draw_at_rest(monkeypatch)
    # Whether a cursor is to be seen would depend on how fast the machine is.
    monkeypatch.setattr("textual.widgets.TextArea._toggle_cursor_blink_visible", lambda _: None)
    monkeypatch.setattr("textual.widgets.Input._toggle_cursor", lambda _: None)
    # What is said stands until it is looked at, however long that takes on a busy machine.
    monkeypatch.setattr("textual.notifications.Notification.time_left", 3600.0)
    # Each reader would watch its files on a thread; the tests of that bring the changes themselves.
    monkeypatch.setattr("briefing.ui.controllers.change_controller.changed_paths", lambda _paths: iter(()))
    monkeypatch.setattr("briefing.ui.controllers.search_controller.FOUND_SECONDS", 0)
    monkeypatch.setattr("briefing.ui.controllers.search_controller.LOOKED_SECONDS", 0)
    monkeypatch.setattr("briefing.ui.controllers.search_controller.PREVIEW_SECONDS", 0)
    # Each test is a first start; the line of that would stand over what the test looks at.
    monkeypatch.setattr("briefing.ui.app.BriefingApp.tell_where_to_begin", lambda _: None)
    shutil.copytree(ARTICLES, tmp_path / "news")
    monkeypatch.chdir(tmp_path)
    return tmp_path


OpenReader = Callable[..., AbstractAsyncContextManager[Reading]]
"""`open_reader(*paths, size=(112, 26), answers=Given, held=..., worker=None, theme=None)`."""


@pytest.fixture
def open_reader(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[OpenReader]:
    """Open a reader and close it; it must not have failed, and must have run what the test covers."""
    ran: list[str] = []

    run = Controllers.run

    async def noting(controllers: Controllers, action_id: str) -> None:
        ran.append(action_id)
        await run(controllers, action_id)

    monkeypatch.setattr(Controllers, "run", noting)

    @asynccontextmanager
    async def opened(
        *paths: str,
        size: tuple[int, int] = (112, 26),
        answers: type[Answers] = Given,
        held: Held = (),
        worker: Worker | None = None,
        theme: str | None = None,
        library: LibraryChoice = ANY_LIBRARY,
    ) -> AsyncIterator[Reading]:
        if worker is None:
            worker = Direct(answers, held)
            monkeypatch.setattr(
                "briefing.ui.engine.Worker",
                lambda background=False: Direct(answers, held),  # noqa: ARG005
            )
        app = BriefingApp(Opening(worker, paths or ("news",), library=library), theme=theme)
        app.animation_level = "none"
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                reading = Reading(pilot, app, ran)
                await pilot.pause()
                if not held:
                    await reading.settle()
                yield reading
        finally:
            app.close()
        assert app.fault == ""

    yield opened
    marker = request.node.get_closest_marker("covers")
    if marker is not None:
        assert set(marker.args) <= set(ran)


def pytest_configure(config: pytest.Config) -> None:
    """Tests say which actions they run by `@pytest.mark.covers("group.verb", ...)`.

    One switch writes everything anew that is compared with a file.
    """
    if os.environ.get("BRIEFING_WRITE_SNAPSHOTS"):
        config.option.update_snapshots = True
    config.addinivalue_line(
        "markers", "covers(*actions): the actions of ui.key_table that a test runs by their keys"
    )
