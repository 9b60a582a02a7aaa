"""Articles that try to command the terminal, the toolkit or the program: they are only shown."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tiers import amount

if TYPE_CHECKING:
    from tests.terminal.conftest import Start, Terminal

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
COMMANDS = (
    f"{ESC}[2J{ESC}[31m", f"{ESC}]0;owned{BEL}", f"{ESC}]2;owned{ST}", f"{ESC}]52;c;b3duZWQ={BEL}",
    f"{ESC}]8;;file:///etc/passwd{ST}link{ESC}]8;;{ST}", f"{ESC}Pq#0{ST}", f"{ESC}_apc{ST}", f"{ESC}^pm{ST}",
    f"{ESC}c", f"{ESC}[6n{ESC}[21t", f"{ESC}]0;unfinished", f"{ESC}Punfinished", "\x9b2J\x9d0;c1\x9c\x90\x85",
    "\u202e001\u2066\u2069\u200f", "[@click=app.leave]click[/] [/] [ [[ \\[ [link=x]y[/link]",
    "\x00\x08\x0b\x7f",
    "\ud800\udfff", "\t", "{0} %s {article.text}",
)  # fmt: skip
_COPIED = re.compile(r"\x1b\]52;c;4oCc[A-Za-z0-9+/=]*\x07")
"""What `y` sends: it begins with the quotation mark that the reader sets."""
PILE = "\u0301" * 10_000
PAYLOAD = " ".join(COMMANDS)
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder whose name, file names, metadata and texts are all hostile."""
    folder = tmp_path / f"in{ESC}]0;folder{BEL}[@click=app.leave]x[] \u202edir"
    folder.mkdir()
    body = (
        f"The council {PAYLOAD} voted on Tuesday to raise the levy by 40 percent.\n\n"
        f"Crews landed $4{PAYLOAD}0 million of herring.\r\rA second vote on the levy follows in March.\n\n"
        f"a{PILE} levy\n\n{PAYLOAD}\n"
    )
    bodies = body.encode("utf-8", "surrogatepass")
    (folder / os.fsdecode(b"b\xff\x9b2J[@click=app.leave].txt")).write_bytes(bodies)
    (folder / f"a{ESC}[2J[]\n.txt").write_bytes(bodies + b"\nAnother levy of 12 percent.\n")
    record = dict.fromkeys(("id", "title", "source", "author", "url", "language"), PAYLOAD)
    (folder / "c.jsonl").write_text(json.dumps({**record, "published": "2026-03-04", "text": body}))
    quoted = json.dumps(PAYLOAD.replace("\ud800\udfff", ""))
    head = f"title: {quoted}\nsource: {quoted}\nauthor: {quoted}\nurl: {quoted}\npublished: {quoted}\n"
    text = f"---\n{head}---\n\n# {quoted}\n\n- levy {quoted} 40 percent\n\n> {quoted}\n\n{body}"
    (folder / "d.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


def _unharmed(terminal: Terminal) -> None:
    """Nothing of an article commanded the terminal, and the reader lives."""
    assert terminal.process.poll() is None, terminal.tail
    # What was copied may come long after its key, on a machine that is busy.
    assert [text for text in terminal.foreign if not _COPIED.fullmatch(text)] == []
    assert not BIDI & set(terminal.written)


@pytest.mark.long
def test_everywhere_in_the_reader(start: Start, hostile: Path, tmp_path: Path) -> None:
    """Every key that shows text of an article."""
    terminal = start(str(hostile), size=(140, 40)).ready()
    _unharmed(terminal)
    for keys in (
        ["j", "j", "]", "]", "[", ")", "(", "}", "}", "{"],
        ["t", "enter", "}", "z", "z", "a", "enter", "space", "J", "space", "J", "space", "="],
        ["?", "escape", "L", "escape", "ctrl+t", "escape"],
        ["ctrl+p", *"click", "down", "escape"],
        ["/", *"levy click", "down", "down", "enter", "n", "N", "escape"],
        ["d", "escape", "m", "i", *"[/] note", "ctrl+s", "M", "down", "escape", "c", "y"],
        ["g", "G", "enter", "backspace", "1", "o", "o", "b", "b", "w"],
    ):
        terminal.press(*keys)
        terminal.settle(0.1)
        _unharmed(terminal)
    assert "␛[2J" in terminal.screen
    for row in range(3, 36, amount(6, 1)):
        for column in range(2, 140, 23):
            os.write(terminal.leader, f"{ESC}[<0;{column};{row}M{ESC}[<0;{column};{row}m".encode())
        terminal.pump(0.01)
    # A key does not wait for what clicks before it set off, and on a busy machine that comes with gaps.
    terminal.settle(1.0)
    _unharmed(terminal)
    terminal.press("e")
    terminal.wait("Format")
    terminal.press("enter")
    terminal.wait("Exported")
    _unharmed(terminal)
    terminal.press("q")
    assert (terminal.end(), terminal.damage) == (0, [])


NOTHING_RAW = frozenset(chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))) | BIDI


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_every_command(
    hostile: Path, capfd: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Whatever is printed, on both streams, is text."""
    from briefing.cli.main import main

    monkeypatch.setenv("BRIEFING_DATA_DIR", str(home / "data"))
    folder = str(hostile)
    files = sorted(str(path) for path in hostile.iterdir())
    commands = [
        ["list", folder],
        ["show", files[0]],
        ["show", files[-1]],
        ["figures", folder],
        ["topics", folder],
        ["related", folder],
        ["search", "levy", folder],
        ["search", PAYLOAD, folder],
        ["list", f"{folder}/no{PAYLOAD.replace(chr(0), '')}"],
        ["marks", "add", files[-1], "--start", "0", "--end", "40", "--note", PAYLOAD, "--tag", PAYLOAD],
        ["marks", "list"],
    ]
    for command in commands:
        code = main([*command, "--format", form])
        out, err = capfd.readouterr()
        assert code in (0, 1, 3), err
        assert not NOTHING_RAW & set(out.replace("\r\n", "\n")), command
        assert not NOTHING_RAW & set(err), command
        assert "Traceback" not in err
    for shape in ("markdown", "html", "csv", "jsonl", "webannotation"):
        for what in ("marks", "figures"):
            code = main(["export", folder, "--to", shape, "--what", what])
            out, err = capfd.readouterr()
            assert code in (0, 1, 3), err
            assert not NOTHING_RAW & set(out.replace("\r\n", "\n")), (shape, what)
