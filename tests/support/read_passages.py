"""Passages read for what other articles tell of them: the labels of `tests/related/read_passages.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.model.article import Article, Ref
from briefing.reading.read_articles import read_paths
from briefing.related.related_index import RelatedIndex

LABELS = Path(__file__).parents[1] / "related" / "read_passages.json"
RIGHT = {"told": 1.0, "partly": 0.5, "no": 0.0}
Key = tuple[str, int]
"""Name of an article in the development data, number of a passage."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A statement, and what two other reports of the event tell of it."""

    ref: Ref
    right: dict[Key, float]
    """Passages that tell it: 1, or a half where they tell a part."""
    alone: bool
    """Whether no other report tells it."""


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event with the article that was read, first, and the others."""

    articles: tuple[Article, ...]
    passages: tuple[ReadPassage, ...]
    aside: bool
    """Kept aside while rules were made."""


def labels() -> dict[str, Any]:
    """The file as it is."""
    loaded: dict[str, Any] = json.loads(LABELS.read_text(encoding="utf-8"))
    return loaded


def name_of(article: str) -> str:
    """The article's name in the development data."""
    return Path(article).stem


def read_events(shared: Path, folder: Path, *, strangers: bool = False) -> list[ReadEvent]:
    """The events whose passages were read; their articles are written into `folder` to be read from there,
    and with `strangers` those of all other events too."""
    events = labels()["statements"]["events"]
    wanted = {name for event in events for name in (event["article"], *event["others"])}
    if strangers:
        gold = json.loads((shared / "bench/events/copies_dev/gold.json").read_text(encoding="utf-8"))
        wanted |= {name for name, one in gold["articles"].items() if one["copy_of"] is None}
    with (shared / "bench" / "events" / "copies_dev" / "articles.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["id"] in wanted:
                (folder / f"{record['id']}.txt").write_text(record["text"], encoding="utf-8")
    articles = {name_of(one.id): one for one in read_paths([str(folder)]) if isinstance(one, Article)}
    return [
        ReadEvent(
            tuple(articles[name] for name in (event["article"], *event["others"])),
            tuple(
                ReadPassage(
                    Ref(articles[event["article"]].id, one["passage"]),
                    {
                        (str(name), int(number)): RIGHT[right]
                        for right in ("partly", "told")
                        for name, number in one[right]
                    },
                    one["alone"],
                )
                for one in event["passages"]
            ),
            event["aside"],
        )
        for event in events
    ]


def pools(event: ReadEvent, *others: list[Article]) -> Iterator[list[Article]]:
    """The article among two, among three, and among those and some of other events."""
    first, *more = event.articles
    for one in more:
        yield [first, one]
    yield [first, *more]
    for some in others:
        yield [first, *more, *some]


def first_answers(event: ReadEvent, articles: list[Article]) -> Iterator[tuple[float, float]]:
    """The chance shown beside the best answer to each passage that was read, and how right it is."""
    index = RelatedIndex.build(articles, {})
    for one in event.passages:
        for found in index.related(one.ref, top=1):
            yield found.score, one.right.get((name_of(found.article), found.passage), 0.0)
