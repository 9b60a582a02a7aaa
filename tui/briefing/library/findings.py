"""Findings that a library keeps of a small set: topics, statements that stand alone, copies.

One compressed file, written whole. It belongs to one commit of the library, and to one steering as far
as topics go; articles stand in it by number.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import write_atomic
from briefing.library.locations import FINDINGS
from briefing.library.topic_tables import steering_text
from briefing.model.article import Ref
from briefing.model.set_findings import Findings
from briefing.model.steering import SteeredTopics, Steering
from briefing.model.topic import Topic, TopicPassage

FORMAT = 1
"""Changes whenever findings of before cannot be read, or would be others today."""
_LARGEST = 64_000_000
"""Bytes of a file that are read, unpacked; those of five hundred articles have some hundred thousand."""


class Commit(NamedTuple):
    """What findings belong to."""

    identity: str
    """Of the library's database."""
    generation: int


def write_findings(
    folder: Path, commit: Commit, findings: Findings | None, numbers: Mapping[str, int]
) -> None:
    """Keep `findings` in the library in `folder`; `numbers` gives every article of that commit by id.

    Without findings it is only recorded that the library was made at once. LibraryError when the
    disk refuses.
    """
    topics = findings.topics if findings is not None else None
    values = {
        "format": FORMAT,
        "identity": commit.identity,
        "generation": commit.generation,
        "steering": steering_text(topics.steering) if topics is not None else None,
        "waiting": [topics.steering.steps.index(step) for step in topics.waiting] if topics else [],
        "topics": [_packed(topic, numbers) for topic in topics.topics] if topics is not None else [],
        "only_here": _places(findings.only_here, numbers) if findings is not None else None,
        "copies": [_places(group, numbers) for group in findings.copies] if findings is not None else None,
    }
    data = zlib.compress(json.dumps(values).encode())
    try:
        write_atomic(folder / FINDINGS, data, overwrite=True, mode=0o600)
    except ExportError as error:
        raise LibraryError(error.message, hint=error.hint) from error


def made_at_once(folder: Path) -> Commit | None:
    """Return the commit that the findings in a library belong to; None where there are none.

    Its indexes were then made in one go, and answer exactly as those made in memory do.
    """
    values = _read(folder / FINDINGS)
    if values is None or values.get("format") != FORMAT:
        return None
    return Commit(values.get("identity", ""), values.get("generation", 0))


def read_findings(
    folder: Path, commit: Commit, steering: Steering, numbers: Mapping[str, int]
) -> Findings | None:
    """Return what is kept of that commit, with the topics if they are those of `steering`.

    None where there is nothing, or nothing that can be read: it is worked out again then.
    """
    values = _read(folder / FINDINGS)
    try:
        if (
            values is None
            or (values["format"], values["identity"], values["generation"])
            != (
                FORMAT,
                *commit,
            )
            or values["only_here"] is None
        ):
            return None
        names = {number: name for name, number in numbers.items()}
        return Findings(
            _topics(values, steering, names) if values["steering"] == steering_text(steering) else None,
            _refs(values["only_here"], names),
            tuple(_refs(group, names) for group in values["copies"]),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def findings_faults(folder: Path, commit: Commit, passages: Mapping[int, int]) -> Iterator[str]:
    """Yield what is wrong with the findings in a library, in words for the user.

    `passages` are how many each article of the commit has, by number. Findings of another commit are
    no fault: they are not used.
    """
    path = folder / FINDINGS
    if not path.exists():
        return
    values = _read(path)
    if values is None:
        yield "the kept findings are damaged"
        return
    if (values.get("format"), values.get("identity"), values.get("generation")) != (FORMAT, *commit):
        return
    try:
        places = [*(values["only_here"] or ()), *(one for group in values["copies"] or () for one in group)]
        every = [story for topic in values["topics"] for story in (topic, *topic["stories"])]
        places += [one[:2] for topic in every for one in topic["passages"]]
        lost = sum(not 0 <= passage < passages.get(number, 0) for number, passage in places)
    except (KeyError, TypeError, ValueError):
        yield "the kept findings are damaged"
        return
    if lost:
        yield f"{lost} passages that the kept findings name are not there"


def _read(path: Path) -> dict[str, Any] | None:
    inflate = zlib.decompressobj()
    try:
        data = inflate.decompress(path.read_bytes(), _LARGEST)
        values = json.loads(data) if inflate.eof else None
    except (OSError, ValueError, RecursionError, zlib.error):
        return None
    return values if isinstance(values, dict) else None


def _packed(topic: Topic, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "label": topic.label,
        "keywords": topic.keywords,
        "share": topic.share,
        "passages": [[numbers[one.article], one.passage, one.weight] for one in topic.passages],
        "key": topic.key,
        "weights": topic.weights,
        "stories": [_packed(story, numbers) for story in topic.stories],
    }


def _topics(values: Mapping[str, Any], steering: Steering, names: Mapping[int, str]) -> SteeredTopics:
    found = tuple(_topic(topic, names) for topic in values["topics"])
    return SteeredTopics(found, steering, tuple(steering.steps[number] for number in values["waiting"]))


def _topic(values: Mapping[str, Any], names: Mapping[int, str]) -> Topic:
    return Topic(
        values["label"],
        tuple(values["keywords"]),
        values["share"],
        tuple(TopicPassage(names[number], passage, weight) for number, passage, weight in values["passages"]),
        values["key"],
        tuple(values["weights"]),
        tuple(_topic(story, names) for story in values["stories"]),
    )


def _places(refs: Sequence[Ref], numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(numbers[ref.article], ref.passage) for ref in refs]


def _refs(places: Sequence[tuple[int, int]], names: Mapping[int, str]) -> tuple[Ref, ...]:
    return tuple(Ref(names[number], passage) for number, passage in places)
