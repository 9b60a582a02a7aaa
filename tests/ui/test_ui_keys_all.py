"""Every action of the reader is tested by its key, and the README tells every key."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.ui.commands import system_commands
from briefing.ui.key_names import key_name
from briefing.ui.key_table import ACTIONS, GROUPS
from briefing.ui.modals.help_sections import help_sections

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->"


def covered() -> set[str]:
    """The actions named by `@pytest.mark.covers` in the tests of this folder.

    The fixture that opens the reader sees to it that each was really run by the test that says so.
    """
    found: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.covers":
                found |= {argument.value for argument in node.args if isinstance(argument, ast.Constant)}  # type: ignore[misc]
    return found


def test_every_action_is_tested_by_its_key() -> None:
    assert covered() == {action.id for action in ACTIONS if not action.call}


async def test_every_action_has_a_method_of_a_controller(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        for action in (one for one in ACTIONS if not one.call):
            group, _, verb = action.id.partition(".")
            assert callable(getattr(reading.reader.controllers.acting(group), verb)), action.id


async def test_the_palette_tells_of_each_action_its_own_keys(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        commands = system_commands(reading.reader, reading.reader, lambda: None)
    told = {one.title: one.help for one in commands}
    for action in (one for one in ACTIONS if one.keys and not one.call):
        assert told[action.title] == f"key {' '.join(map(key_name, action.keys))}"


def test_the_help_of_the_ledger_tells_of_no_articles_in_its_rows() -> None:
    first, rows = help_sections("ledger")[:2]
    assert (first.title, rows.title) == ("In the ledger", "In a list")
    assert ("space", "More room for the sentences of the row, or less") in first.rows
    assert ("enter", "Open the figure in its article") in rows.rows
    assert {keys for keys, _ in first.rows}.isdisjoint(keys for keys, _ in rows.rows)


def key_table() -> str:
    """The keys as the README shows them."""
    lines = []
    for group, title in GROUPS.items():
        lines += [f"| {title} | |", "| --- | --- |"]
        for action in ACTIONS:
            if action.group == group and action.keys:
                keys = " ".join(f"`{key_name(key)}`" for key in action.keys)
                lines.append(f"| {keys} | {action.title} |")
        lines.append("")
    return "\n".join(lines)


@pytest.mark.skipif(not (ROOT / "README.md").is_file(), reason="the README is not beside the tests")
def test_the_readme_tells_every_key() -> None:
    """`BRIEFING_WRITE_SNAPSHOTS=1` writes the table anew."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    told, behind = rest.split(END)
    if os.environ.get("BRIEFING_WRITE_SNAPSHOTS"):
        told = key_table()
        path.write_text(f"{before}{BEGIN}{told}{END}{behind}", encoding="utf-8")
    assert told == key_table()
