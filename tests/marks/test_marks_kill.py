"""A program killed anywhere in a session: what it said is kept is there, and what it was at is whole or not.

Sessions are drawn by chance: marks made, noted, tagged, coloured, removed, imported, undone and redone, the
ledger corrected, sources set by hand, topics steered, places remembered. The long run kills a thousand.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from tiers import amount

from briefing.session.user_data import UserData

KILLS = amount(10, 1000)
KILLS_OF_A_STORE = 12
"""How often the same folder is used again, with what the kills before have left in it."""
LONGEST = 0.25
"""Seconds a session has at most: some dozens of changes."""
PATHS = ("news",)

SESSIONS = """
import json, os, random, sys
from dataclasses import asdict
from pathlib import Path
from briefing.model.article import Article, Passage
from briefing.model.saved_state import SavedState
from briefing.model.steering import Steer
from briefing.session.user_data import UserData
# Loaded once for all sessions, each of which is a fork of this process.
import briefing.userdata.marks.mark_store, briefing.userdata.overrides, briefing.userdata.saved_state_file
import briefing.userdata.database, briefing.userdata.steering_file
from briefing.userdata.corrections.correction_store import anchor_in

TEXT = "The lake froze early, and the ice road opened before the new year. Trucks followed on Monday."
ARTICLES = [
    Article(f"lake{n}.txt", TEXT, (Passage(0, "paragraph", 0, 0, len(TEXT)),), "Lake", True, None, None, None,
            "unknown", "en", None, f"f{n}")
    for n in range(3)
]
PATHS = ("news",)

def say(**line):
    sys.stdout.write(json.dumps(line) + "\\n")
    sys.stdout.flush()

def session(folder, seed):
    for kind in ("data", "state"):
        os.environ[f"BRIEFING_{kind.upper()}_DIR"] = f"{folder}/{kind}"
    draw = random.Random(seed)
    data = UserData()
    marks, corrections = data.marks, data.corrections

    def one_mark():
        there = marks.list()
        return draw.choice(there).id if there else None

    def change_marks():
        verb = draw.choice("add add add add note tag colour remove undo undo redo import correct".split())
        mark = one_mark()
        if verb == "undo":
            marks.undo()
        elif verb == "redo":
            marks.redo()
        elif verb == "correct":
            change_corrections()
        elif verb == "import":
            public = [one.to_dict() for one in marks.list()][:5]
            for one in public:
                one |= {"id": one["id"][:-4] + f"{draw.randrange(10_000):04d}", "note": "imported"}
            marks.import_marks(public)
        elif verb == "add" or mark is None:
            start = draw.randrange(len(TEXT) - 5)
            marks.add(draw.choice(ARTICLES), start, start + 5, note="n" * draw.choice((0, 9, 9000)))
        elif verb == "note":
            marks.note(mark, f"note {draw.random()} " * draw.choice((1, 500)))
        elif verb == "tag":
            marks.tag(mark, [f"tag {draw.randrange(9)}", "second"])
        elif verb == "colour":
            marks.recolour(mark, draw.choice(("yellow", "green", "blue", "pink")))
        else:
            marks.remove(mark)

    def change_corrections():
        verb = draw.choice("join join hide remove import".split())
        there = [one.id for one in corrections.list()]
        one, other = (anchor_in(draw.choice(ARTICLES), at, at + 4) for at in (4, 30))
        if verb == "remove" and there:
            corrections.remove([draw.choice(there)])
        elif verb == "import":
            public = [one.to_dict() for one in corrections.list()][:5]
            for item in public:
                item |= {"id": item["id"][:-4] + f"{draw.randrange(10_000):04d}", "label": "imported"}
            corrections.import_corrections(public)
        elif verb == "hide":
            corrections.add("hide", "ice", [one], instead_of=there[:1])
        else:
            corrections.add("join", "ice" * draw.choice((1, 900)), [one], [other])

    while True:
        part = draw.choice(["marks"] * 6 + ["details", "reader", "steering"])
        if part == "marks":
            say(begun=part)
            change_marks()
            state = [one.to_dict() for one in (*marks.list(), *corrections.list())]
        elif part == "details":
            source = f"Gazette {draw.randrange(100)}"
            say(begun=part, wanted=source)
            data.overrides.set_details("f1", "lake1.txt", source=source)
            state = data.overrides.all_details().by_text["f1"].source
        elif part == "reader":
            query = f"query {draw.random()}"
            say(begun=part, wanted=query)
            data.keep_reader_state(PATHS, SavedState(PATHS, theme="dark", query=query))
            state = data.reader_state(PATHS).query
        else:
            words = [step.word for step in data.steering(PATHS).steps][-20:]
            word = f"word {draw.randrange(10_000)}"
            say(begun=part, wanted=[*words, word][-20:])
            data.remember_steer(PATHS, Steer("mute", word=word))
            state = [step.word for step in data.steering(PATHS).steps][-20:]
        say(part=part, state=state)

for line in sys.stdin:
    folder, seed = json.loads(line)
    child = os.fork()
    if not child:
        try:
            say(pid=os.getpid())
            session(folder, seed)
        except BaseException as error:
            say(fault=repr(error))
        os._exit(1)
    os.waitpid(child, 0)
    say(ended=child)
"""

State = dict[str, Any]


@pytest.fixture
def sessions() -> Iterator[subprocess.Popen[str]]:
    """The process of which every session is a fork."""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", SESSIONS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_session(
    process: subprocess.Popen[str], folder: Path, seed: int, seconds: float
) -> tuple[State, State | None]:
    """Let a session run, and kill it; return what it said is kept, and the change that it was at, if any."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps([str(folder), seed]) + "\n")
    process.stdin.flush()
    pid = int(_line(process.stdout)["pid"])
    kept: State = {}
    under_way = _line(process.stdout)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    while True:
        line = process.stdout.readline()
        # The line at which it was killed may be cut, and what follows stands right behind it.
        head, cut, _ = line.partition('{"ended": ')
        assert "fault" not in head, head
        if head.endswith("}\n") and not cut:
            said = json.loads(head)
            if "part" in said:
                kept[said["part"]] = said["state"]
                under_way = {}
            else:
                under_way = said
        if cut:
            return kept, under_way or None


def _line(stream: IO[str]) -> State:
    said: State = json.loads(stream.readline())
    assert "fault" not in said, said
    return said


def found() -> tuple[UserData, State]:
    """What another program finds."""
    data = UserData()
    details = data.overrides.all_details().by_text.get("f1")
    state = {
        "marks": kept_of(data),
        "details": details.source if details is not None else None,
        "reader": data.reader_state(PATHS).query or None,
        "steering": [step.word for step in data.steering(PATHS).steps][-20:],
    }
    assert data.notes == []
    assert data.database().notices == ()
    assert data.database().check() == []
    return data, state


def kept_of(data: UserData) -> list[State]:
    """The marks and the corrections, which have one history."""
    marks = [mark.to_dict() for mark in data.marks.list()]
    return marks + [one.to_dict() for one in data.corrections.list()]


def one_step_away(data: UserData, wanted: list[State]) -> bool:
    """Whether undoing or redoing one change gives `wanted`: the change at which it was killed, whole."""
    for step in (data.marks.undo, data.marks.redo, data.marks.redo):
        step()
        if kept_of(data) == wanted:
            return True
    return False


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_killed_anywhere_in_a_session(
    tmp_path: Path, sessions: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was said to be kept is there to the letter; the change under way is whole or not there."""
    draw = random.Random(20260306)
    changes = 0
    known: State = {}
    for number in range(KILLS):
        folder = tmp_path / str(number // KILLS_OF_A_STORE)
        if number % KILLS_OF_A_STORE == 0:
            folder.mkdir()
            known = {"marks": [], "details": None, "reader": None, "steering": []}
        for kind in ("data", "state"):
            monkeypatch.setenv(f"BRIEFING_{kind.upper()}_DIR", str(folder / kind))
        kept, under_way = killed_session(sessions, folder, number, draw.uniform(0, LONGEST))
        known |= kept
        changes += len(kept)
        data, there = found()
        for part, state in known.items():
            if there[part] == state:
                continue
            assert under_way is not None, (number, part)
            assert under_way["begun"] == part, (number, part)
            if part == "marks":
                assert one_step_away(data, state), number
            else:
                assert there[part] == under_way["wanted"], (number, part)
        data.database().close()
        _, known = found()
    assert changes
