"""Two tellings of one thing never differ."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from ledger_articles import given_from

from briefing.ledger.build_ledger import lines_of

THEMES = tomllib.loads((Path(__file__).parent / "data" / "paraphrases.toml").read_text("utf-8"))["theme"]


def texts(theme: dict[str, Any]) -> dict[str, str]:
    number = THEMES.index(theme)
    return {
        f"{number}-{side}.txt": f"Report on {theme['name']}\n\n" + "\n\n".join(theme[side])
        for side in ("one", "other")
    }


@pytest.mark.parametrize("theme", THEMES, ids=[theme["name"] for theme in THEMES])
def test_two_tellings_of_one_thing_do_not_differ(theme: dict[str, Any], tmp_path: Path) -> None:
    lines = lines_of(given_from(tmp_path / "news", texts(theme)))
    assert [[one.text for one in line.entries] for line in lines if line.verdict == "differ"] == []
    assert [line.label for line in lines if line.verdict == "agree"] != []


def test_nor_do_they_among_others(tmp_path: Path) -> None:
    everything = {name: text for theme in THEMES for name, text in texts(theme).items()}
    lines = lines_of(given_from(tmp_path / "news", everything))
    assert [[one.text for one in line.entries] for line in lines if line.verdict == "differ"] == []
