"""Commands that take long with many articles say on a terminal how far they are, and take that back."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from briefing.cli import inputs, progress_line
from briefing.cli.main import main

NOTE = '"The toll rises by 4.5 percent", the council said.\n\nThe bridge cost 25 million dollars.\n'


class _Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["ledger"], "lining figures up: "),
        (["sheet"], "lining figures up: "),
        (["events"], "comparing articles: "),
        (["voices"], "comparing articles: "),
        (["names"], "finding names: 1 of 4 articles"),
        (["verify", "NOTE"], "verifying: "),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_terminal_is_told_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], told: str
) -> None:
    for kind in ("config", "data", "state", "cache"):
        monkeypatch.setenv(f"BRIEFING_{kind.upper()}_DIR", str(tmp_path / "home" / kind))
    monkeypatch.setattr(progress_line, "_OFTEN", 0.0)
    monkeypatch.setattr(inputs, "_MANY", 2)
    monkeypatch.setattr("briefing.cli.commands.verify._FEW", 0)
    news = tmp_path / "news"
    news.mkdir()
    for number in range(4):
        text = f"Toll {number}\n\nThe toll rises by {number + 4}.5 percent, the council of Kestrel said.\n"
        (news / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    words = [str(tmp_path / "note.md") if word == "NOTE" else word for word in command]
    assert main([*words, str(news)]) in {0, 1}
    shown = [line for line in terminal.getvalue().split("\r\x1b[K") if line]
    assert any(line.startswith("reading: ") for line in shown)
    assert any(line.startswith(told) for line in shown)
    # Nothing of it is left.
    assert not re.search(r"\d (%|articles)$", terminal.getvalue())
