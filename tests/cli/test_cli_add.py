"""`briefing add`: what is piped in or lies on the clipboard as a file in a folder."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.main import main
from briefing.ui import clipboard

Spawn = Callable[..., subprocess.CompletedProcess[bytes]]
TEXT = (
    "The ferry to Varde ran again on Monday, and the harbour master said that repairs had gone well.\n\n"
    "Some # 40 boats *waited* outside.\n\nShare this article\n"
)
ITEM = "<item><title>{0}</title><description>{1} {0}</description></item>"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
{ITEM.format("A", TEXT)}{ITEM.format("B", TEXT)}</channel></rss>"""


def add(spawn: Spawn, *options: str, text: str = TEXT) -> list[dict[str, object]]:
    """Add a text by a pipe and return what is told of it."""
    done = spawn("add", *options, "--format", "json", stdin=text.encode())
    assert done.returncode == 0, done.stderr
    told: list[dict[str, object]] = json.loads(done.stdout)
    return told


def listed(spawn: Spawn, folder: str) -> list[dict[str, object]]:
    done = spawn("list", folder, "--format", "json")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_a_piped_text_is_read_again_with_what_was_said_of_it(spawn: Spawn, articles: Path) -> None:
    said = ("--title", "Ferries: #1 'back'", "--source", "Varde Post", "--date", "2026-03-04", "--to", "in")
    (told,) = add(spawn, *said)
    path = Path(str(told["file"]))
    assert path.parent == Path("in")
    assert path.name.startswith("ferries-1-back-")
    (found,) = listed(spawn, "in")
    assert (found["title"], found["source"], found["published"]) == (
        "Ferries: #1 'back'",
        "Varde Post",
        "2026-03-04",
    )
    shown = spawn("show", str(path), "--format", "json").stdout
    text = json.loads(shown)["text"]
    # Every word is there, also of a line that is no part of the article.
    assert "Some # 40 boats *waited* outside." in text
    assert "Share this article" in text
    # The same once more is the same file.
    assert add(spawn, *said)[0] == {**told, "new": False}
    assert len(listed(spawn, "in")) == 1


def test_a_file_of_other_content_stays(spawn: Spawn, articles: Path) -> None:
    (told,) = add(spawn, "--title", "One", "--to", "in")
    path = Path(str(told["file"]))
    path.write_text("my own words\n", encoding="utf-8")
    done = spawn("add", "--title", "One", "--to", "in", stdin=TEXT.encode())
    assert done.returncode != 0
    assert b"exists already" in done.stderr
    assert path.read_text(encoding="utf-8") == "my own words\n"
    add(spawn, "--title", "One", "--to", "in", "--force")
    assert "ferry" in path.read_text(encoding="utf-8")


def test_what_cannot_be_added_writes_nothing(spawn: Spawn, articles: Path) -> None:
    assert b"add needs --to" in spawn("add", stdin=TEXT.encode()).stderr
    assert spawn("add", "--to", "in", "--date", "4 March", stdin=TEXT.encode()).returncode == 2
    assert spawn("add", "--to", "in", stdin=b" \n\n").returncode != 0
    done = spawn("add", "--to", "in", "--title", "C", stdin=FEED.encode())
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert not list(Path("in").glob("*")) if Path("in").exists() else True


def test_of_several_articles_each_is_added(spawn: Spawn, articles: Path) -> None:
    told = add(spawn, "--to", "in", "--source", "Wire", text=FEED)
    assert [(one["title"], one["source"]) for one in told] == [("A", "Wire"), ("B", "Wire")]


def test_the_clipboard_is_taken_where_nothing_is_piped(
    articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefing.cli.commands.add.piped_input", lambda **_: None)
    monkeypatch.setattr(clipboard, "_answer", lambda *command: TEXT if command[0] == "pbpaste" else "")
    monkeypatch.setattr("shutil.which", lambda name: name)
    assert main(["add", "--to", "in", "--title", "From there"]) == 0
    (path,) = Path("in").glob("from-there-*.md")
    assert "harbour master" in path.read_text(encoding="utf-8")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert main(["add", "--to", "in"]) != 0
    assert "no text on the clipboard" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_what_is_missing_is_asked_for_on_a_terminal(articles: Path) -> None:
    """The text is piped in, and the answers are typed."""
    leader, follower = pty.openpty()
    script = (
        "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(2, termios.TIOCSCTTY, 0);"
        "from briefing.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-P", "-c", script, "add", "--source", "Post", "--format", "json"]
    os.write(leader, b"Typed title\nMarch\n2026-03-04\nin\n")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=follower) as process:
        out, _ = process.communicate(TEXT.encode(), timeout=60)
    os.close(follower)
    shown = os.read(leader, 65536).decode()
    os.close(leader)
    assert process.returncode == 0, shown
    (told,) = json.loads(out)
    assert (told["title"], told["source"], told["published"]) == ("Typed title", "Post", "2026-03-04")
    assert "write the date as 2026-02-04" in shown
    assert "source" not in shown
