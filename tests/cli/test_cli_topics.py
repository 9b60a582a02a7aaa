"""`briefing topics`: steered for one call or for good, and explained."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.model.article_names import letter

Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.usefixtures("articles")


def topics(briefing: Run, *options: str) -> list[dict[str, Any]]:
    done = briefing("topics", "news", "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def labels(briefing: Run, *options: str) -> list[str]:
    return [topic["label"] for topic in topics(briefing, *options)]


def test_steps_are_done_for_one_call_and_kept_only_on_request(briefing: Run) -> None:
    before = labels(briefing)
    assert "My matter" in labels(briefing, "--rename", f"{before[0]}=My matter")
    assert labels(briefing) == before
    labels(briefing, "--rename", f"{before[0]}=My matter", "--keep")
    assert "My matter" in labels(briefing)
    listed = json.loads(briefing("topics", "news", "--steering", "--format", "json").stdout)
    assert [(step["verb"], step["other"]) for step in listed] == [("rename", "My matter")]
    assert briefing("topics", "news", "--steering", "--format", "text").stdout.startswith("rename ")
    assert labels(briefing, "--undo") == before


def test_reset_forgets_all(briefing: Run) -> None:
    before = labels(briefing)
    labels(briefing, "--mute", topics(briefing)[0]["keywords"][0], "--keep")
    assert labels(briefing) != before
    assert labels(briefing, "--reset") == before


def test_a_muted_word_is_no_label_and_no_keyword(briefing: Run) -> None:
    word = topics(briefing)[0]["keywords"][0]
    said = json.dumps([[topic["label"], topic["keywords"]] for topic in topics(briefing, "--mute", word)])
    assert word.casefold() not in said.casefold()


def test_a_pinned_word_leads_a_topic(briefing: Run) -> None:
    found = topics(briefing, "--pin", "ferry")
    assert any(topic["keywords"][0].casefold().startswith("ferr") for topic in found)


def test_merge_is_done_in_order_with_the_steps_before_it(briefing: Run) -> None:
    before = labels(briefing)
    if len(before) < 2:
        pytest.skip("the articles have one topic")
    found = labels(briefing, "--rename", f"{before[0]}=One", "--merge", f"One+{before[1]}")
    assert found[0] == "One"
    assert sorted(found) == sorted(["One", *before[2:]])


@pytest.mark.parametrize(
    "options",
    [
        ["--rename", "no equals sign"],
        ["--merge", "only one"],
        ["--merge", "+b"],
        ["--rename", "weather=x"],
        ["--split", "weather"],
        ["--explain", "weather"],
        ["--mute", "the"],
        ["--passage", "news/ferry.txt:0"],
    ],
)
def test_what_cannot_be_meant_is_refused(briefing: Run, options: list[str]) -> None:
    done = briefing("topics", "news", *options)
    assert done.returncode == 2
    assert done.stdout == ""


def test_a_step_that_fits_nothing_is_said(briefing: Run) -> None:
    done = briefing("topics", "news", "--pin", "xylophone", "--format", "json")
    assert done.returncode == 0
    assert "waits" in done.stderr
    assert "xylophone" in done.stderr


def test_explanation(briefing: Run) -> None:
    topic = topics(briefing)[0]
    place = f"{topic['passages'][0]['article']}:{topic['passages'][0]['passage']}"
    options = ("topics", "news", "--explain", topic["label"], "--passage", place)
    found = json.loads(briefing(*options, "--format", "json").stdout)
    assert list(found) == ["label", "key", "keywords", "passage", "spread", "also"]
    assert [word["text"] for word in found["keywords"]] == topic["keywords"]
    text = Path(found["passage"]["article"]).read_text(encoding="utf-8")
    assert found["passage"]["words"]
    for word in found["passage"]["words"]:
        assert text[word["start"] : word["end"]] == word["text"]
    names = [record["article"] for record in json.loads(briefing("list", "news", "--format", "json").stdout)]
    first = topic["passages"][0]
    by_letter = f"{letter(names.index(first['article']))}:{first['passage']}"
    assert by_letter in briefing(*options, "--format", "text").stdout
    assert json.loads(briefing(*options[:-1], by_letter, "--format", "json").stdout) == found
    assert briefing(*options, "--format", "csv").stdout.startswith('"article","passages","share"')
