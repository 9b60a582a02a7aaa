"""A mark keeps the words that were marked, and an export says what the source has in their place."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.word_difference import difference, is_reworded

Run = Callable[..., subprocess.CompletedProcess[str]]

BEFORE = "The valley road was closed on Sunday. {} The bridge at the mill held, and buses went round."
MARKED = "Engineers expect to open one lane within a week."
NOW = "Engineers hope to open one lane within a month."


@pytest.fixture
def reworded(briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article of which the marked sentence was changed after it was marked."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "road.txt"
    file.write_text(BEFORE.format(MARKED), encoding="utf-8")
    done = briefing("marks", "add", "road.txt", "--quote", MARKED, "--note", "check the week")
    assert done.returncode == 0
    file.write_text(BEFORE.format(NOW), encoding="utf-8")
    return file


@pytest.mark.parametrize("form", ["markdown", "html", "csv", "jsonl", "webannotation"])
def test_every_export_prints_what_was_marked_and_what_stands_there(
    briefing: Run, reworded: Path, form: str
) -> None:
    done = briefing("export", "road.txt", "--to", form)
    assert done.returncode == 0
    assert MARKED in done.stdout
    assert "check the week" in done.stdout
    if form in ("markdown", "html"):
        assert "the source has changed since" in done.stdout
    gone, new = {
        "markdown": ("~~week.~~", "**month.**"),
        "html": ("<del>week.</del>", "<ins>month.</ins>"),
    }.get(form, (MARKED, NOW))
    assert gone in done.stdout
    assert new in done.stdout


def test_lists_keep_what_was_marked(briefing: Run, reworded: Path) -> None:
    done = briefing("marks", "list", "road.txt")
    (mark,) = json.loads(done.stdout)
    assert (mark["text"], mark["now"]) == (MARKED, NOW)
    text = json.loads(briefing("show", "road.txt").stdout)["text"]
    assert text[mark["start"] : mark["end"]] == NOW
    assert "the source has changed since mark" in done.stderr
    shown = briefing("marks", "list", "road.txt", "--format", "text").stdout
    assert "[-week.-] {+month.+}" in " ".join(shown.split())


def test_words_that_are_gone_are_said_to_be(briefing: Run, reworded: Path) -> None:
    reworded.write_text(BEFORE.format("Nothing is decided."), encoding="utf-8")
    assert "not found in it any more" in briefing("export", "road.txt").stdout
    (excerpt,) = json.loads(briefing("export", "road.txt", "--format", "json").stdout)
    assert (excerpt["text"], excerpt["change"], excerpt["now"]) == (MARKED, "gone", "")


@pytest.mark.parametrize(("made_in", "asked_in"), [(".", "."), (".", ".."), ("..", ".")])
@pytest.mark.parametrize("named", ["road.txt", ".", "./", "absolute"])
def test_words_that_are_gone_are_told_wherever_one_stands(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_in: str, asked_in: str, named: str
) -> None:
    """An article may be named from another folder than the one its mark was made in."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / kind.lower()))
    folder = tmp_path / "story" / "week"
    folder.mkdir(parents=True)
    file = folder / "road.txt"
    file.write_text(BEFORE.format(MARKED), encoding="utf-8")
    monkeypatch.chdir(folder / made_in)
    (mark,) = json.loads(
        briefing("marks", "add", os.path.relpath(file, folder / made_in), "--quote", MARKED).stdout
    )
    file.write_text(BEFORE.format("Nothing is decided."), encoding="utf-8")
    monkeypatch.chdir(folder / asked_in)
    path = str(file) if named == "absolute" else os.path.relpath(folder / named, folder / asked_in)
    (excerpt,) = json.loads(briefing("export", path, "--format", "json").stdout)
    assert (excerpt["text"], excerpt["change"], excerpt["now"]) == (MARKED, "gone", "")
    done = briefing("marks", "list", path, "--format", "text")
    assert "not found there any more" in done.stdout
    assert f"mark {mark['id']} are not found any more" in done.stderr
    (listed,) = json.loads(briefing("marks", "list", path).stdout)
    (article,) = json.loads(briefing("list", path).stdout)
    assert (listed["text"], listed["now"], listed["article"]) == (MARKED, "", article["article"])


@pytest.mark.parametrize(
    ("made", "asked", "told"),
    [
        ("story/road.txt", "story", True),
        ("link/road.txt", "story", True),
        ("story/road.txt", "link", True),
        ("story/../story/road.txt", "story", True),
        ("link/../story/road.txt", "link", True),
        ("story/road.txt", "other", False),
        ("other/road.txt", "story", False),
    ],
)
def test_a_file_is_the_same_by_whatever_path(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str, asked: str, told: bool
) -> None:
    """A mark whose words are gone is told by a link and by a way back up, and not of a file elsewhere."""
    monkeypatch.chdir(tmp_path)
    for folder, title in (("story", "Valley road shut"), ("other", "Ferry delayed")):
        (tmp_path / folder).mkdir()
        text = f"{title}\n\n{BEFORE.format(MARKED)}"
        (tmp_path / folder / "road.txt").write_text(text, encoding="utf-8")
    (tmp_path / "link").symlink_to("story")
    assert briefing("marks", "add", made, "--quote", MARKED).returncode == 0
    for file in tmp_path.glob("*/road.txt"):
        file.write_text(file.read_text(encoding="utf-8").replace(MARKED, "Nothing is decided."), "utf-8")
    excerpts = json.loads(briefing("export", asked, "--format", "json").stdout or "[]")
    assert [excerpt["change"] for excerpt in excerpts] == (["gone"] if told else [])


def test_words_stay_in_their_article_beside_a_copy_of_what_it_was(
    briefing: Run, reworded: Path, tmp_path: Path
) -> None:
    for name in ("road.txt", "./road.txt"):
        # A copy below has the same name.
        (tmp_path / "old").mkdir(exist_ok=True)
        (tmp_path / "old" / "road.txt").write_text(BEFORE.format(MARKED), encoding="utf-8")
        (excerpt,) = json.loads(briefing("export", name, "old", "--format", "json").stdout)
        assert (excerpt["article"], excerpt["now"]) == (name, NOW)
    (tmp_path / "copy.txt").write_text(BEFORE.format(MARKED), encoding="utf-8")
    (excerpt,) = json.loads(briefing("export", "road.txt", "copy.txt", "--format", "json").stdout)
    assert (excerpt["article"], excerpt["now"]) == ("road.txt", NOW)
    reworded.write_text(BEFORE.format("Nothing is decided."), encoding="utf-8")
    (excerpt,) = json.loads(briefing("export", "road.txt", "copy.txt", "--format", "json").stdout)
    assert (excerpt["article"], excerpt["now"]) == ("copy.txt", None)


def test_words_that_are_wrapped_anew_are_no_other_words(briefing: Run, reworded: Path) -> None:
    reworded.write_text(BEFORE.format(MARKED).replace("open one", "open\none"), encoding="utf-8")
    (excerpt,) = json.loads(briefing("export", "road.txt", "--format", "json").stdout)
    assert (excerpt["change"], excerpt["now"]) == (None, None)
    assert excerpt["text"] == MARKED.replace("open one", "open\none")


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "ee", "f."]), max_size=12).map(" ".join)


@given(before=WORDS, now=WORDS)
def test_the_difference_holds_both_wordings(before: str, now: str) -> None:
    parts = difference(before, now)
    assert " ".join(part.text for part in parts if part.kind != "new") == before
    assert " ".join(part.text for part in parts if part.kind != "gone") == now
    assert is_reworded(before, now) == any(part.kind != "same" for part in parts)
    assert all(part.text for part in parts)


def test_long_texts_are_told_whole() -> None:
    before, now = "a " * 20_000, "b " * 20_000
    assert [part.kind for part in difference(before, now)] == ["gone", "new"]
