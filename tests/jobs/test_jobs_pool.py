"""Figures through a pool of processes: the same as found here, whatever happens to the processes."""

from __future__ import annotations

import os
import pickle
import signal
from dataclasses import fields
from pathlib import Path

import pytest
from articles import make_article

from briefing.jobs import pool
from briefing.jobs.client import Worker
from briefing.model.article import Article
from briefing.model.figure import Figure
from briefing.reading.read_articles import read_paths
from briefing.session import annotation_pool

TEXTS = [
    f"Ostmark harbour took in €{number}.5 million in 2024, up {number} per cent.\n\nIt had {number} pilots."
    for number in range(2, 14)
]


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    """A dozen small articles."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return [found for found in read_paths([str(tmp_path)]) if isinstance(found, Article)]


def test_a_pool_finds_what_one_process_finds(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same figures in the same order, with several batches a process."""
    monkeypatch.setattr(annotation_pool, "BATCH", 150)
    here = list(annotation_pool.annotations_of(articles, "figures"))
    assert [name for name, _ in here] == [article.id for article in articles]
    assert all(figures for _, figures in here)
    assert list(annotation_pool.annotations_of(articles, "figures", processes=2)) == here


def test_processes_that_are_killed_cost_no_figures(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a lost process was asked is worked out here."""
    monkeypatch.setattr(annotation_pool, "BATCH", 150)
    monkeypatch.setattr(pool, "Worker", _Mortal)
    _Mortal.started.clear()
    found = annotation_pool.annotations_of(articles, "figures", processes=2)
    first = next(found)
    for worker in _Mortal.started:
        worker.murder()
    assert [first, *found] == list(annotation_pool.annotations_of(articles, "figures"))


def test_giving_up_ends_the_processes(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is left when the iterator is closed."""
    monkeypatch.setattr(annotation_pool, "BATCH", 150)
    monkeypatch.setattr(pool, "Worker", _Mortal)
    _Mortal.started.clear()
    found = annotation_pool.annotations_of(articles, "figures", processes=2)
    next(found)
    # Anyone who holds an iterator can close it; its type does not say so.
    found.close()  # type: ignore[attr-defined]
    assert _Mortal.started
    assert not any(worker.running for worker in _Mortal.started)


class _Mortal(Worker):
    """A worker whose process can be killed behind its back."""

    started: list[_Mortal] = []  # noqa: RUF012 - cleared by each test

    def start(self) -> None:
        super().start()
        if self not in self.started:
            self.started.append(self)

    def murder(self) -> None:
        """Kill the process as the system would."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGKILL)


def test_a_figure_travels_whole(articles: list[Article]) -> None:
    """Every field comes back as it was, whatever fields there are."""
    for _, figures in annotation_pool.annotations_of(articles, "figures"):
        for figure in figures:
            assert isinstance(figure, Figure)
            back = pickle.loads(pickle.dumps(figure))
            assert {f.name: getattr(back, f.name) for f in fields(figure)} == {
                f.name: getattr(figure, f.name) for f in fields(figure)
            }


def test_a_pool_does_any_analysis() -> None:
    """Names travel as figures do."""
    articles = [
        make_article(f"{n}.txt", "Treasury Secretary Scott Bessent flew to Beijing.") for n in range(5)
    ]
    found = dict(annotation_pool.annotations_of(articles, "names", processes=2))
    assert found == dict(annotation_pool.annotations_of(articles, "names"))
    assert all([name.text for name in names][-2:] == ["Scott Bessent", "Beijing"] for names in found.values())
