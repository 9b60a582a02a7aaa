"""How text output names articles: by letter, source, date and title, never by a path alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.article_labels import shown_path
from briefing.cli.cells import cell_width
from briefing.folders import seeds_dir

Run = Callable[..., subprocess.CompletedProcess[str]]

ALL = ("topics", "figures", "names", "related", "related --only-here", "search levy",
       "search levy --kwic", "list")  # fmt: skip


HERONS = "Herons nested on the old lighthouse, and schoolchildren painted the birds for an exhibition."


@pytest.fixture(autouse=True)
def a_statement_of_its_own(articles: Path) -> None:
    """No other article has anything like it."""
    with (articles / "harbour.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{HERONS}\n")


@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize("command", ALL)
def test_no_line_is_wider_than_the_terminal(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    """However deep the folder lies."""
    deep = articles.rename(articles.parent / ("a-folder-with-a-long-name-" * 4))
    monkeypatch.setenv("COLUMNS", str(width))
    done = briefing(*command.split(), str(deep), "--format", "text")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if str(deep) not in line]
    assert lines
    assert max(map(cell_width, lines)) <= width


@pytest.mark.parametrize("command", [one for one in ALL if one not in ("figures", "list")])
def test_paths_stay_where_files_are_asked_for(briefing: Run, articles: Path, command: str) -> None:
    """Everywhere else letters stand, with source or title beside them."""
    done = briefing(*command.split(), "news", "--format", "text")
    assert "news/" not in done.stdout
    assert "Quayside Courier" in done.stdout


def test_letters_are_those_of_the_list_and_lead_back(briefing: Run, articles: Path) -> None:
    """`B:1` is the second article of the list, for every command that takes a passage."""
    names = [one["article"] for one in json.loads(briefing("list", "news", "--format", "json").stdout)]
    by_path = briefing("related", "news", "--passage", f"{names[1]}:1", "--format", "json").stdout
    assert briefing("related", "news", "--passage", "B:1", "--format", "json").stdout == by_path
    assert briefing("related", "news", "--passage", "b:1", "--format", "json").stdout == by_path
    missing = briefing("related", "news", "--passage", "Z:1")
    assert missing.returncode == 2
    assert "no article is called Z" in missing.stderr


def test_a_path_may_be_written_in_another_way(briefing: Run, articles: Path) -> None:
    """A list shows it from where one stands, also where it was given whole; both lead to the article."""
    by_letter = briefing("related", str(articles), "--passage", "A:1", "--format", "json").stdout
    name = json.loads(briefing("list", str(articles), "--format", "json").stdout)[0]["article"]
    shown = shown_path(name)
    assert shown != name
    for spelled in (shown, f"./{shown}", f"{articles}/../news/{Path(name).name}"):
        done = briefing("related", str(articles), "--passage", f"{spelled}:1", "--format", "json")
        assert done.stdout == by_letter, done.stderr
        exported = briefing("export", str(articles), "--what", "figures", "--article", spelled)
        assert exported.returncode == 0, exported.stderr
    assert "cannot read :1" in briefing("related", "news", "--passage", ":1").stderr


@pytest.mark.parametrize("width", [40, 80])
def test_a_title_may_be_as_long_as_a_book(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Headings have its beginning, the article all of it; one word that fills lines is broken."""
    (articles / "long.md").write_text(f"# {'Levy ' * 2000}\n\nThe levy is 40 euros.\n")
    (articles / "word.md").write_text(f"# {'W' * 9000}\n\nThe levy is 40 euros.\n")
    monkeypatch.setenv("COLUMNS", str(width))
    for command in ("figures", "search levy", "related"):
        done = briefing(*command.split(), "news", "--format", "text")
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert sum(line.count("Levy Levy Levy") > 0 for line in lines) < 30
        assert not any("W" * 30 in line and cell_width(line) > width for line in lines)
    shown = briefing("show", "news/long.md", "news/word.md", "--format", "text").stdout
    assert shown.count("Levy") >= 2000
    assert max(map(cell_width, shown.splitlines())) <= width


def test_a_mark_of_many_tags_and_of_a_changed_source_fits(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    file = articles / "harbour.md"
    passages = json.loads(briefing("show", str(file), "--format", "json").stdout)["passages"]
    number = max(range(len(passages)), key=lambda n: int(passages[n]["end"] - passages[n]["start"]))
    tags = [option for n in range(20) for option in ("--tag", f"tag{n}")]
    made = briefing("marks", "add", str(file), "--passage", str(number), *tags)
    assert made.returncode == 0, made.stderr
    marked = json.loads(briefing("marks", "list", "--format", "json").stdout)[0]["text"]
    word = marked.split()[len(marked.split()) // 2]
    file.write_text(file.read_text().replace(marked, marked.replace(word, "unheard")))
    for paths in ((), ("news",)):
        done = briefing("marks", "list", *paths, "--format", "text")
        assert "#tag19" in done.stdout
        assert max(map(cell_width, done.stdout.splitlines())) <= 60
    assert "has changed since" in done.stdout


def test_a_path_begins_where_one_stands(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one folder up; far away it is whole; of what comes with the program the name is enough."""
    absolute = str(articles / "harbour.md")
    assert shown_path(absolute) == "news/harbour.md"
    assert shown_path("news/../news/harbour.md") == "news/../news/harbour.md"
    monkeypatch.chdir(articles)
    assert shown_path(str(articles.parent / "x.txt")) == "../x.txt"
    monkeypatch.chdir("/")
    assert shown_path("/srv/x.txt") == "srv/x.txt"
    assert shown_path(str(seeds_dir() / "x.md")) == "x.md"


def test_where_one_stands_may_be_gone(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert shown_path(str(articles / "harbour.md")) == str(articles / "harbour.md")


def test_statements_that_stand_alone_tell_how_sure_that_is(briefing: Run, articles: Path) -> None:
    found = json.loads(briefing("related", "--only-here", "news", "--format", "json").stdout)
    assert [(one["text"], one["tier"]) for one in found] == [(HERONS, "sure")]
    seeds = [str(path) for path in sorted(seeds_dir().iterdir())]
    found = json.loads(briefing("related", "--only-here", *seeds, "--format", "json").stdout)
    assert {one["tier"] for one in found} == {"sure", "probably"}
    text = briefing("related", "--only-here", *seeds, "--format", "text").stdout
    assert text.count("probably ") >= sum(one["tier"] == "probably" for one in found)


@pytest.mark.parametrize("width", [32, 62])
def test_no_line_above_a_list_ends_in_a_dot_that_divides(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = briefing("figures", "news", "--format", "text").stdout.splitlines()
    assert any("news/" in line for line in lines)
    assert [line for line in lines if line.rstrip().endswith("·")] == []
