"""Where the values of settings come from, and what becomes of wrong ones."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.settings import (
    BY_KEY,
    MAX_BYTES,
    TABLE,
    Origin,
    Settings,
    current,
    example,
    given_options,
    load,
    read_limits,
    shown,
    use_options,
    variable_of,
)

Write = Callable[[str], Path]

ALL = """theme = "light"
columns = 3
walk = "names"

[text]
width = 70
margin = 2
align = "left"
line_spacing = 2

[list]
width = 50
form = "compact"

[dates]
form = "iso"

[limits]
file_bytes = 1_000_000
lines = 500
markdown_characters = 2_000
epub = "whole"

[export]
folder = "~/out"
format = "html"

[keys]
"move.next_target" = ["]", "f8"]
move.next_passage = []
"""


def test_nothing_set_is_all_default() -> None:
    loaded = load((), {"PATH": "/bin"})
    assert loaded.settings == Settings()
    assert loaded.faults == ()
    assert {str(loaded.origin(setting.key)) for setting in TABLE} == {"default"}


def test_every_setting_can_be_set_in_the_file(write: Write) -> None:
    path = write(ALL)
    loaded = load((), {})
    assert loaded.faults == ()
    values = {setting.key: loaded.settings.value(setting.key) for setting in TABLE}
    assert values == {
        "theme": "light",
        "columns": 3,
        "walk": "names",
        "text.width": 70,
        "text.margin": 2,
        "text.align": "left",
        "text.line_spacing": 2,
        "list.width": 50,
        "list.form": "compact",
        "dates.form": "iso",
        "figures.level": "auto",
        "limits.file_bytes": 1_000_000,
        "limits.lines": 500,
        "limits.markdown_characters": 2_000,
        "limits.epub": "whole",
        "export.folder": "~/out",
        "export.format": "html",
    }
    assert loaded.settings.keys == {"move.next_target": ("]", "f8"), "move.next_passage": ()}
    assert loaded.origin("text.width") == Origin("file", str(path), 6)
    assert loaded.origin("keys.move.next_target").line == 29
    assert loaded.origin("keys.move.next_passage").line == 30


def test_an_option_goes_before_the_environment_and_that_before_the_file(write: Write) -> None:
    write("[text]\nwidth = 50\nmargin = 5\nline_spacing = 3\n")
    environment = {"BRIEFING_SET_TEXT__WIDTH": "60", "BRIEFING_SET_TEXT__MARGIN": "6"}
    loaded = load(("text.width=70",), environment)
    text = loaded.settings.text
    assert (text.width, text.margin, text.line_spacing) == (70, 6, 3)
    assert str(loaded.origin("text.width")) == "--setting"
    assert str(loaded.origin("text.margin")) == "BRIEFING_SET_TEXT__MARGIN"
    assert str(loaded.origin("text.line_spacing")).endswith("config.toml:4")


def test_no_two_settings_have_one_variable() -> None:
    assert len({variable_of(key) for key in BY_KEY}) == len(BY_KEY)
    for key in BY_KEY:
        loaded = load((), {variable_of(key): shown(key, Settings().value(key))})
        assert loaded.origin(key).kind == "environment"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n[text]\nwidth = 9000\n", ", line 3: text.width: must be a whole number from 20 to 400"),
        ("text.width = true\n", ", line 1: text.width: must be a whole number from 20 to 400"),
        ("columns = 0\n", ", line 1: columns: must be auto (as many as the screen is wide enough for) or "),
        ("[text]\nwidht = 9\n", ", line 2: text.widht: unknown; did you mean text.width?"),
        ("zzz = 9\n", ", line 1: zzz: unknown, and passed over"),
        ("text = 9\n", ", line 1: text: must be a table"),
        ("theme = 9\n", ", line 1: theme: must be auto (that of the last time), dark, "),
        ('theme = "\\u001b[2J"\n', ", line 1: theme: must be "),
        ("[keys]\na.b = 3\n", ", line 2: keys.a.b: must be a list of keys"),
        ("[keys]\na.b = [3]\n", ", line 2: keys.a.b: must be a list of keys"),
        ("theme = \n", ", line 1, column 9: Invalid value; no setting of it holds"),
        ("theme = 'x", ', line 1: Expected "\'"; no setting of it holds'),
        ("text.width = " + "1" * 5_000, ": holds a number of too many digits; no setting"),
        ("text.width = 0x" + "f" * 9_000, ", line 1: text.width: must be a whole number from 20 to 400"),
        ("a = " + "[" * 50_000, ": is nested too deep; no setting of it holds"),
        ("keys." + ".".join("a" * 2_000) + " = 1", ": keys.a.a.a: must be a list of keys"),
        ("#" * (MAX_BYTES + 1), ": larger than 100 kB, so not a file of settings; no setting of it holds"),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_rest_holds(write: Write, text: str, fault: str) -> None:
    path = write(text)
    loaded = load(("list.width=44",), {})
    [told] = loaded.faults
    assert told.startswith(f"{path}{fault}")
    assert loaded.settings.list.width == 44
    assert loaded.settings.text == Settings().text


def test_what_is_no_plain_file_is_not_waited_for(write: Write) -> None:
    path = write("")
    path.unlink()
    os.mkfifo(path)
    assert load((), {}).faults == (
        f"{path}: is no plain file, so not a file of settings; no setting of it holds",
    )


def test_a_fault_of_each_line_is_told_with_its_line(write: Write) -> None:
    """A file of some other program: its lines are found in work that grows with the file."""
    path = write("".join(f"a{number} = 1\n" for number in range(10_000)))
    faults = load((), {}).faults
    assert [fault.split(":")[0] for fault in faults] == [f"{path}, line {n + 1}" for n in range(10_000)]


def test_one_wrong_value_leaves_those_beside_it(write: Write) -> None:
    write("[text]\nwidth = 9000\nmargin = 4\n")
    assert load((), {}).settings.text.margin == 4


def test_a_wrong_variable_leaves_what_the_file_says(write: Write) -> None:
    write("[text]\nwidth = 50\n")
    loaded = load((), {"BRIEFING_SET_TEXT__WIDTH": "wide", "BRIEFING_SET_NO": "1"})
    assert loaded.settings.text.width == 50
    assert loaded.faults == (
        "BRIEFING_SET_NO: no: unknown, and passed over",
        "BRIEFING_SET_TEXT__WIDTH: text.width: must be a whole number from 20 to 400",
    )


@pytest.mark.parametrize("option", ["text.width", "text.width=9000", "text.widht=90", "=", "keys=q"])
def test_a_wrong_option_is_a_usage_error(option: str) -> None:
    with pytest.raises(UsageError):
        use_options([option])
    assert given_options() == ()


def test_options_hold_in_this_process() -> None:
    use_options(["limits.lines=500", "keys.view.quit=x,f9"])
    assert read_limits().lines == 500
    assert current().keys == {"view.quit": ("x", "f9")}
    assert given_options() == ("limits.lines=500", "keys.view.quit=x,f9")


def test_a_name_nobody_knows_gives_way_to_the_default() -> None:
    loaded = load(("export.format=docs",), {}).checked("export.format", ["markdown", "html"])
    assert loaded.settings.export.format == "markdown"
    assert loaded.faults == ("--setting: export.format: there is no docs; one of markdown, html",)
    assert loaded.origin("export.format").kind == "default"
    keys = load(("keys.a.b=x",), {}).without("keys.a.b", "no")
    assert (keys.settings.keys, keys.faults) == ({}, ("--setting: keys.a.b: no",))


def test_the_example_sets_nothing_and_can_set_everything(write: Write) -> None:
    write(example())
    assert load((), {}) == load((), {"BRIEFING": ""})
    lines = [line.removeprefix("# ") if " = " in line else line for line in example().split("\n")]
    assert tomllib.loads("\n".join(lines))
    write("\n".join(lines))
    loaded = load((), {})
    assert loaded.faults == ()
    assert all(loaded.origin(setting.key).kind == "file" for setting in TABLE)
    assert {**vars_of(loaded.settings), "keys": {}} == vars_of(Settings())


def vars_of(settings: Settings) -> dict[str, object]:
    """The fields of the settings by name."""
    return {name: getattr(settings, name) for name in Settings._fields}
