"""Text output: aligned, coloured only where wanted, and never an article's control characters."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.cli.cells import cell_width, shown
from briefing.cli.output import Piece, ResultWriter, TableColumn, flow, table

Run = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = ("list", "show", "figures", "names", "topics", "related", "synopsis", "search", "marks list")
HOSTILE = (
    "\x1b]52;c;aGFyYm91cg==\x07 \x1b[2J \x9b31m [red]levy[/] [@click=app.quit]levy[/] \u202eyvel "
    "zero\u200bwidth \x08\x7f"
)


def _argv(command: str, *options: str) -> list[str]:
    return [*command.split(), *(["levy"] if command == "search" else []), "news", *options]


def test_columns_are_straight() -> None:
    """Cells of wide and narrow characters begin in the same column of the terminal."""
    rows = [
        [Piece("港口"), Piece("7"), Piece("levy")],
        [Piece("harbour"), Piece("1,200"), Piece("e\u0301te\u0301")],
    ]
    lines = [
        "".join(p.text for p in line)
        for line in table(rows, (TableColumn(), TableColumn(right=True), TableColumn()), 80)
    ]
    assert lines == ["港口         7  levy", "harbour  1,200  été"]


def test_a_table_too_wide_takes_from_the_columns_that_may_be_cut() -> None:
    """The others stay whole, and every line fits."""
    rows = [[Piece("news/harbour.md"), Piece("a title " * 20)], [Piece("news/ferry.txt"), Piece("short")]]
    lines = [
        "".join(p.text for p in line) for line in table(rows, (TableColumn(), TableColumn(least=16)), 60)
    ]
    assert lines[0].startswith("news/harbour.md  a title")
    assert lines[0].endswith("…")
    assert all(cell_width(line) <= 60 for line in lines)
    narrow = [
        "".join(p.text for p in line) for line in table(rows, (TableColumn(), TableColumn(least=16)), 20)
    ]
    assert cell_width(narrow[0]) == len("news/harbour.md  ") + 16


def test_flowing_text_breaks_at_blanks_and_keeps_styles() -> None:
    """No line is wider than asked, a styled word stays styled, nothing is lost."""
    pieces = [Piece("the harbour "), Piece("levy", "hit"), Piece(" rose, the council said on Saturday")]
    lines = list(flow(pieces, 24, indent="  "))
    assert all(cell_width("".join(piece.text for piece in line).rstrip()) <= 24 for line in lines)
    assert "".join(piece.text for line in lines for piece in line[1:]) == "".join(p.text for p in pieces)
    assert [piece.text for line in lines for piece in line if piece.style == "hit"] == ["levy"]


_CHARACTERS = st.text(st.sampled_from("a b,水\u0301\u200bW"), max_size=40)


@example([Piece("WW "), Piece(" ")], 4)
@given(st.lists(st.builds(Piece, _CHARACTERS, st.sampled_from(("", "hit", "dim")))), st.integers(4, 30))
def test_flowing_text_never_leaves_its_lines(pieces: list[Piece], width: int) -> None:
    """Whatever the pieces and however wide a word: nothing is lost, and no line is too wide."""
    lines = list(flow(pieces, width, indent="  "))
    assert all(cell_width("".join(piece.text for piece in line).rstrip()) <= width for line in lines)
    assert "".join(p.text for line in lines for p in line[1:]) == "".join(shown(p.text) for p in pieces)


def test_what_is_not_parted_by_a_blank_goes_to_the_next_line_together() -> None:
    """A comma behind a styled word goes with it."""
    lines = list(flow([Piece("a council "), Piece("levy", "hit"), Piece(", told")], 14))
    assert ["".join(piece.text for piece in line) for line in lines] == ["a council ", "levy, told"]


@pytest.mark.parametrize("width", [20, 40, 80, 160])
@pytest.mark.parametrize("command", ["show", "search"])
def test_prose_fits_the_terminal(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    """Passages are wrapped to the width of the terminal; only names may be longer."""
    monkeypatch.setenv("COLUMNS", str(width))
    done = briefing(*_argv(command, "--format", "text"))
    lines = [line for line in done.stdout.splitlines() if line.startswith("   ")]
    assert lines
    assert max(map(cell_width, lines)) <= width


@pytest.mark.parametrize("command", COMMANDS)
def test_text_is_for_people(briefing: Run, articles: Path, command: str) -> None:
    """Every command has a text form that names the articles by source or title, without an escape code."""
    briefing("marks", "add", "news/harbour.md", "--quote", "harbour levy by 4.5 percent")
    done = briefing(*_argv(command, "--format", "text"))
    assert done.returncode == 0
    assert re.search(r"Quayside Courier|harbour\.md", done.stdout), done.stdout
    assert "\x1b" not in done.stdout
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("command", COMMANDS)
def test_colour_changes_nothing_but_colour(briefing: Run, articles: Path, command: str) -> None:
    """With --color always the same text comes, with style codes and no other."""
    briefing("marks", "add", "news/harbour.md", "--passage", "1")
    plain = briefing(*_argv(command, "--format", "text", "--color", "never")).stdout
    coloured = briefing(*_argv(command, "--format", "text", "--color", "always")).stdout
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert coloured != stripped
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_no_color_wins(briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A non-empty NO_COLOR leaves no escape code, whatever the options say."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in briefing("figures", "news", "--format", "text", "--color", "always").stdout


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", COMMANDS)
def test_hostile_articles_cannot_reach_the_terminal(
    briefing: Run, articles: Path, command: str, form: str
) -> None:
    """In no form of any command does a control character of an article come out."""
    (articles / "hostile.txt").write_text(
        f"The levy {HOSTILE} story\n\nThe levy rose {HOSTILE} by 4.5 percent, the council said.\n",
        encoding="utf-8",
    )
    (articles / "hostile.md").write_text(
        f"---\ntitle: The levy\nsource: Wire\nauthor: A\n---\n\nThe levy rose {HOSTILE} by $2.4 million.\n",
        encoding="utf-8",
    )
    briefing("marks", "add", "news/hostile.txt", "--passage", "1", "--note", HOSTILE)
    done = briefing(*_argv(command, "--format", form))
    assert done.returncode == 0, done.stderr
    assert done.stdout
    allowed = "\n\r" if form == "csv" else "\n"
    for text in (done.stdout, done.stderr):
        controls = {c for c in text if (c < " " or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e")}
        assert controls <= set(allowed)


def test_formulas_are_neutralised_in_csv(briefing: Run, articles: Path) -> None:
    """A cell of text never begins like a formula; a negative number stays a number."""
    (articles / "formula.txt").write_text(
        '=HYPERLINK("x") levy\n\n+1 levy of $5 million.\n', encoding="utf-8"
    )
    done = briefing("search", "levy", "news/formula.txt", "--format", "csv")
    assert "\"'=HYPERLINK" in done.stdout
    assert '"=HYPERLINK' not in done.stdout.replace("\"'=", "")


def test_the_width_comes_from_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS says how wide text is; nonsense in it is passed over."""
    monkeypatch.setenv("COLUMNS", "57")
    assert ResultWriter("text").width == 57
    for nonsense in ("0", "-3", "wide", ""):
        monkeypatch.setenv("COLUMNS", nonsense)
        assert ResultWriter("text").width > 0


def test_names_that_look_the_same_are_told_apart(
    briefing: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with an accent of its own is spelled out where another file has the same name composed."""
    folder = tmp_path / "twins"
    folder.mkdir()
    for name in ("e\u0301.txt", "\u00e9.txt", "u\u0308.txt"):
        (folder / name).write_text(f"The levy of {len(name)} towns rose by 40 percent.\n", encoding="utf-8")
    if len(list(folder.iterdir())) != 3:
        pytest.skip("this file system takes both names for one")
    (folder / "torn").mkdir()
    for name in ("o\u0301.txt", "\u00f3.txt"):
        (folder / "torn" / name).write_bytes(bytes(range(256)))
    monkeypatch.chdir(folder)
    done = briefing("list", ".", "--format", "text")
    assert done.stdout.count("e\\u0301.txt") == done.stdout.count("\u00e9.txt") == 1
    assert done.stdout.count("\u00fc.txt") == 1, "no other file is called so"
    assert done.stderr.count("o\\u0301.txt: ") == done.stderr.count("\u00f3.txt: ") == 1
