"""Every action of the reader is tested by its key, and the README tells every key."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.ui.keys import ACTIONS, GROUPS, key_name

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
