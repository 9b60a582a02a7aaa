"""What Windows and macOS lack is taken from Python on Linux, in every process that takes part: the program
does the same without it.

What no Linux can play is not shown by this: their file systems, terminals and consoles.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = Path(__file__).parents[1] / "support" / "elsewhere"
SAMPLES = Path(__file__).parents[1] / "reading" / "formats" / "samples"
NEWS = Path(__file__).parents[1] / "cli" / "articles"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the systems are played on Linux")

COMMANDS = """
import sys
from briefing.cli.main import main

article = "news/" + sys.argv[1]
for line in (
    "list news", "show " + article, "figures news", "ledger news", "timeline news", "quotes news",
    "related news", "search the news", "marks add " + article + " --passage 1 --note seen",
    "library build news", "library check", "topics news", "synopsis news", "export news --what figures",
    "convert news --to texts", "list texts",
):
    print("==", line, main(line.split()), flush=True)
"""

LOCK = """
import subprocess, sys
from pathlib import Path
from briefing.errors import StoreError
from briefing.files.lock import process_lock

place = Path(sys.argv[1])
if len(sys.argv) > 2:
    try:
        with process_lock(place, 0.05):
            print("free")
    except StoreError:
        print("held")
    sys.exit()
other = [sys.executable, "-P", "-c", sys.orig_argv[3], sys.argv[1], "other"]
with process_lock(place, 1):
    print(subprocess.run(other, capture_output=True, text=True, check=True).stdout.strip())
print(subprocess.run(other, capture_output=True, text=True, check=True).stdout.strip())
"""

READER = """
import asyncio, sys
from briefing.jobs import launch

launch.launch_early()
assert not isinstance(launch._early[0], launch._Fork), "a process that is forked"
from briefing.jobs.client import Worker
from briefing.session.opening import Opening

worker = Worker()
opening = Opening(worker, ("news",))
from textual.drivers.headless_driver import HeadlessDriver
from briefing.ui.app import BriefingApp

# The terminal's own driver is another one there.
BriefingApp.get_driver_class = lambda self: HeadlessDriver


async def until(pilot, true):
    while not true():
        await pilot.pause(0.02)


async def read():
    app = BriefingApp(opening)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.reader is not None and app.reader.state.columns)
            state = app.reader.state
            await until(pilot, lambda: state.lens.answer is not None and state.topics.known)
            await pilot.press("j", "m")
            await until(pilot, lambda: state.marks.placed)
            await pilot.press("number_sign")
            await until(pilot, lambda: getattr(app.screen, "answer", None) is not None)
            await pilot.press("escape", "q")
    finally:
        app.close()
        worker.stop()
    print(app.fault or "read", len(app.session.user_data.marks.list()), app.return_code)


asyncio.run(asyncio.wait_for(read(), 120))
"""


def run(code: str, folder: Path, system: str, *words: str) -> str:
    """Run Python text as on a system; what it printed."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    settings |= {f"BRIEFING_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    if system:
        settings |= {"PYTHONPATH": str(ELSEWHERE), "BRIEFING_TEST_SYSTEM": system}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with `news/`, in which is a document that a confined process reads."""
    folder = tmp_path / "there"
    (folder / "news").mkdir(parents=True)
    for path in sorted(NEWS.iterdir()):
        (folder / "news" / path.name).write_bytes(path.read_bytes())
    (folder / "news" / "report.docx").write_bytes((SAMPLES / "report.docx").read_bytes())
    return folder


def _without_what_differs(told: str, folder: Path) -> list[str]:
    """Lines that tell neither a moment nor the id of a mark."""
    lines = told.replace(str(folder), "").splitlines()
    return [line for line in lines if '"created"' not in line and '"modified"' not in line]


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_commands_answer_as_on_linux(news: Path, tmp_path: Path, system: str) -> None:
    first = sorted(path.name for path in (news / "news").glob("*.md"))[0]
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "news").symlink_to(news / "news")
    here = tmp_path / "here"
    expected = run(COMMANDS, here, "", first)
    found = run(COMMANDS, news, system, first)
    ends = [line for line in found.splitlines() if line.startswith("== ")]
    assert all(line.endswith(" 0") for line in ends), ends
    assert len(ends) == 16
    assert _without_what_differs(found, news) == _without_what_differs(expected, here)


def test_the_lock_of_windows_keeps_another_process_out(tmp_path: Path) -> None:
    assert run(LOCK, tmp_path, "windows", str(tmp_path / "lock")).split() == ["held", "free"]


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_the_reader_reads_with_processes_that_are_started_anew(news: Path, system: str) -> None:
    assert run(READER, news, system).split() == ["read", "1", "0"]
