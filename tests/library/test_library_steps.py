"""Long jobs over a library, done a step at a time: what stands alone, exports, and who goes first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exports import excerpts_as
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.errors import ExportError
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.article import Ref
from briefing.session import Session, finish

Run = Callable[..., Any]
COMMON = "The harbour ferry carried twelve hundred tons of coal and iron to the northern island yesterday."
WORDS = (
    "zeppelin goats observatory mountain club frightened grazing abandoned",
    "beekeepers queens orchard flooded cherry blossom recovered counted",
    "violin makers varnish spruce auction reserve collector stradivari",
)


def write(folder: Path, which: list[int]) -> None:
    """Articles that share a passage; number `n` has the words of its own from 0 on, none for -1."""
    folder.mkdir(exist_ok=True)
    for number, own in enumerate(which):
        more = f"\n\nThe {WORDS[own]} said it." if own >= 0 else ""
        (folder / f"{number}.txt").write_text(f"Harbour report\n\n{COMMON}{more}\n", encoding="utf-8")


def over(folder: Path) -> Session:
    """A session over the library of `folder`."""
    for _ in build_library([str(folder)]):
        pass
    session = Session()
    session.open_library([str(folder)])
    return session


@settings(
    max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(-1, 2), min_size=1, max_size=5))
def test_walking_meets_all_that_stands_alone_in_order(
    tmp_path_factory: pytest.TempPathFactory, which: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("walk") / "news"
    write(folder, which)
    session = over(folder)
    tiers = session.related.only_here()
    alone = list(tiers)
    assert [ref for name in session.by_name for ref in finish(session.related.only_here_in(name))] == alone
    first = next(iter(session.by_name))
    for direction, expected in ((1, alone), (-1, alone[::-1])):
        begin = Ref(first, 0)
        met: list[Ref] = []
        while (
            found := finish(session.related.next_only_here(met[-1] if met else begin, direction))
        ) is not None:
            alone_at, tier = found
            assert tier == tiers[alone_at]
            if alone_at in met:
                break
            met.append(alone_at)
        assert met == list(expected)
        # Round at the end, to the only one as well.
        assert (found[0] if found else None) == (expected[0] if expected else None)
    session.close_library()


@pytest.mark.parametrize("form", ["markdown", "html", "csv", "jsonl", "webannotation"])
@pytest.mark.parametrize("what", ["figures", "topic", "marks"])
def test_an_export_in_steps_is_the_same_file(tmp_path: Path, form: str, what: Any) -> None:
    write(tmp_path / "news", [0, 0, 1, -1])
    session = over(tmp_path / "news")
    article = session.articles[2]
    session.user_data.marks.add(article, article.passages[1].start, article.passages[1].end)
    topic = session.topics.all()[0].label if what == "topic" else None
    excerpts = list(session.exports.excerpts(what, topic=topic))
    data = excerpts_as(form, excerpts, {"marks": "Marks", "figures": "Figures", "topic": topic or ""}[what])
    path = tmp_path / "out"
    steps = session.exports.steps(path, what, form, topic=topic)
    assert finish(steps) == len(excerpts) > 0
    assert path.read_bytes() == data
    with pytest.raises(ExportError, match="exists already"):
        finish(session.exports.steps(path, what, form, topic=topic))
    assert finish(session.exports.steps(path, what, form, topic=topic, overwrite=True)) == len(excerpts)
    session.close_library()


def test_an_export_tells_how_far_it_is_and_leaves_nothing_when_given_up(tmp_path: Path) -> None:
    write(tmp_path / "news", [0, 0, 1, -1])
    session = over(tmp_path / "news")
    path = tmp_path / "out.csv"
    steps = session.exports.steps(path, "figures", "csv")
    assert [next(steps), next(steps)] == [(1, 4), (2, 4)]
    assert len(list(tmp_path.glob(".briefing-*"))) == 1
    steps.close()
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == []
    session.close_library()


def test_nothing_to_export_leaves_no_file(tmp_path: Path) -> None:
    write(tmp_path / "news", [0, 1])
    session = over(tmp_path / "news")
    assert finish(session.exports.steps(tmp_path / "out.csv", "marks", "csv")) == 0
    assert not (tmp_path / "out.csv").exists()
    session.close_library()


def test_the_command_lists_what_stands_alone_as_it_is_found(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "news", [0, -1, 1, -1])
    without = briefing("related", str(tmp_path / "news"), "--only-here", "--format", "json", "--no-library")
    assert len(json.loads(without.stdout)) == 2
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))
    found = briefing("related", str(tmp_path / "news"), "--only-here", "--format", "json")
    assert found.stdout == without.stdout


@pytest.mark.parametrize("form", [["--to", "markdown"], ["--to", "webannotation"], ["--format", "json"]])
def test_the_command_exports_the_same_from_a_library(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: list[str]
) -> None:
    write(tmp_path / "news", [0, -1, 1, -1])
    command = ["export", str(tmp_path / "news"), "--what", "figures", *form]
    without = briefing(*command, "--no-library")
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))
    assert briefing(*command).stdout == without.stdout != ""
    assert briefing(*command, "--output", str(tmp_path / "out")).returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == without.stdout
    assert briefing("export", str(tmp_path / "news"), "--output", str(tmp_path / "none")).returncode == 1
    assert not (tmp_path / "none").exists()


def test_marks_of_a_large_set_are_listed_without_reading_it(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = tmp_path / "news"
    write(news, [0, -1, 1, -1])
    for name, quote in (("2.txt", "violin"), ("0.txt", "zeppelin"), ("2.txt", "beekeepers")):
        briefing("marks", "add", str(news / name), "--quote", quote)
    without = briefing("marks", "list", str(news), "--format", "json", "--no-library")
    assert [record["text"] for record in json.loads(without.stdout)] == ["zeppelin", "beekeepers"]
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))
    assert briefing("marks", "list", str(news), "--format", "json").stdout == without.stdout

    def never(*_: Any) -> None:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr("briefing.library.build.prepare.read_data", never)
    monkeypatch.setattr("briefing.reading.read_articles.read_data", never)
    assert briefing("marks", "list", str(news), "--format", "json").stdout == without.stdout
