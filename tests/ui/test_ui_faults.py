"""Everything the reader asks of workers, files and the store fails once, while somebody reads and marks.

No fault ends the reader; it is told, or made good; and what was marked and typed is on disk in the end. A
first tour without a fault notes what there is to fail. Every run tries one fault of each kind on a short
tour, the long one all of them on the whole one; of calls for the same, some from the first to the last.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.ui.conftest import Direct
from tiers import LONG

from briefing.errors import StoreError
from briefing.files import atomic
from briefing.jobs.client import WorkerEndedError, WorkerError
from briefing.ui.app import BriefingApp
from briefing.userdata.database import Database

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

TOUR: tuple[tuple[str, ...], ...] = (
    ("j", "right_square_bracket", "m", "i", *"typed", "ctrl+s"),
    ("l", "j", "j", "m", "c"),
    ("slash", *"storm", "down", "enter", "n", "N"),
    ("t", "enter", "right_curly_bracket", "z", "z"),
    ("t", "m", *"spillway", "enter"),
    ("s", "down"),
    ("space", "equals_sign", "J", "space", "O", "o"),
    ("d", *"Coast Daily", "ctrl+s"),
    ("M", "down"),
    ("f", *"gazette"),
    ("question_mark",),
    ("L",),
    ("ctrl+t", "down"),
    ("e", "enter"),
    ("e", "down", "enter"),
    ("y",),
)
"""Keys of everything that asks somebody for something; each part is left by escape."""
SHORT = (TOUR[0], TOUR[1], TOUR[4], TOUR[-2])
QUICK = {"ended": 4, "refused": 4, "store": 2, "files": 1}
"""Which call of each kind fails on the short tour."""
ALIKE = 4
"""So many of the calls for the same fail in the long run."""
TOLD = re.compile("^error|^warning|cannot|could not|has ended|disk")
SHOWN = re.compile("the disk reports an error")
"""The same on a screen, where articles speak too."""
UNTOLD = re.compile("next_id|saved_state_file|^CollectKnown|^read for _stored in correction_store")
"""What may fail without a word: nothing is lost by it that anybody asked for."""
MARKED = ["typed", ""]
"""The notes of the marks that a tour makes."""


Stored = list[tuple[Any, ...]]


class Hook:
    """Notes calls of one kind, and lets one of them fail."""

    def __init__(self, fails: int | None) -> None:
        self.calls: list[str] = []
        self._fails = fails
        self.failed = ""

    def now(self, what: str) -> bool:
        """Whether this call is the one that fails."""
        self.calls.append(what)
        if len(self.calls) - 1 != self._fails:
            return False
        self.failed = what
        return True


def _asker() -> str:
    """The function that needs what fails, whatever lies between."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.endswith(_BETWEEN):
        frame = frame.f_back
    return f"{frame.f_code.co_name} in {PurePath(frame.f_code.co_filename).stem}"


_BETWEEN = ("contextlib.py", "atomic.py", "test_ui_faults.py", "user_data_writer.py")


def _workers(hook: Hook, patch: pytest.MonkeyPatch, fault: Callable[[], Exception]) -> None:
    real = Direct._send

    def send(self: Direct, call: Any, request: Any) -> None:
        if hook.now(type(request).__name__):
            error = fault()
            if isinstance(error, WorkerEndedError):
                self._answers = None
                self._lost = True
            call.future.set_exception(error)
        elif self._lost and self._answers is None:
            # It is not started again by asking: what it knew is gone, and whoever asks must know that.
            call.future.set_exception(WorkerEndedError())
        else:
            real(self, call, request)

    patch.setattr(Direct, "_send", send)


def _ended(hook: Hook, patch: pytest.MonkeyPatch) -> None:
    """The process of a worker ends."""
    _workers(hook, patch, WorkerEndedError)


def _refused(hook: Hook, patch: pytest.MonkeyPatch) -> None:
    """A worker cannot do what it was asked."""
    _workers(hook, patch, lambda: WorkerError("cannot be done: the disk reports an error"))


def _store(hook: Hook, patch: pytest.MonkeyPatch) -> None:
    """The store cannot be written, or not read."""
    for name in ("read", "write"):
        real = cast("Callable[[Database], AbstractContextManager[Any]]", getattr(Database, name))

        def opened(self: Database, real: Any = real, name: str = name) -> AbstractContextManager[Any]:
            if hook.now(f"{name} for {_asker()}"):
                raise StoreError("the store cannot be used: the disk reports an error")
            return cast("AbstractContextManager[Any]", real(self))

        patch.setattr(Database, name, opened)


def _files(hook: Hook, patch: pytest.MonkeyPatch) -> None:
    """A file cannot be made, synced or put in place."""
    for name in ("_created", "_put_in_place", "sync_folder"):
        real = getattr(atomic, name)

        def done(*arguments: Any, real: Any = real, name: str = name, **options: Any) -> Any:
            if hook.now(f"{name} for {_asker()}"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **options)

        patch.setattr(atomic, name, done)


KINDS = {"ended": _ended, "refused": _refused, "store": _store, "files": _files}


async def _tour(open_reader: OpenReader) -> tuple[Stored | None, list[str]]:
    """Read, mark and write with every key; what is stored then, and everything that was said.

    None is stored where no article could be opened.
    """
    said: list[str] = []
    real = BriefingApp.notify

    def notify(self: BriefingApp, message: str, **options: Any) -> None:
        said.append(f"{options.get('severity', '')} {message}")
        real(self, message, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BriefingApp, "notify", notify)
        async with open_reader(size=(140, 40)) as reading:
            for keys in TOUR if LONG else SHORT:
                await reading.press(*keys)
                # A screen of its own tells what it cannot show in the place of that.
                said.extend(SHOWN.findall(reading.text()))
                await _leave(reading)
            opened = bool(reading.state.columns)
            said.append(reading.text())
            await reading.press("q")
        assert reading.app.return_code == 0
        assert reading.app.unsaved == ()
    return reading.stored() if opened else None, said


async def _leave(reading: Reading) -> None:
    """Back to the text, whatever was open; a question is answered with no."""
    for _ in range(4):
        if len(reading.app.screen_stack) == 1 and reading.query() is None:
            break
        await reading.press("escape")
    await reading.press("escape", "escape")
    assert len(reading.app.screen_stack) == 1


def _sampled(calls: Sequence[str]) -> list[int]:
    """Numbers of the calls that fail: of those for the same at most `ALIKE`, evenly from first to last."""
    alike: dict[str, list[int]] = {}
    for number, what in enumerate(calls):
        alike.setdefault(what, []).append(number)
    steps = [step / (ALIKE - 1) for step in range(ALIKE)]
    return sorted({numbers[round(step * (len(numbers) - 1))] for numbers in alike.values() for step in steps})


@pytest.mark.parametrize("kind", KINDS)
async def test_everything_fails_once(
    open_reader: OpenReader, own_folders: Any, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No crash, told or made good, nothing lost."""
    homes = 0

    async def tour(fails: int | None) -> tuple[Hook, Stored | None, list[str]]:
        nonlocal homes
        homes += 1
        for one in ("DATA", "STATE", "CACHE"):
            monkeypatch.setenv(f"BRIEFING_{one}_DIR", str(own_folders / str(homes) / one.lower()))
        for file in own_folders.glob("*.md"):
            file.unlink()
        hook = Hook(fails)
        with monkeypatch.context() as patch:
            KINDS[kind](hook, patch)
            stored, said = await _tour(open_reader)
        return hook, stored, said

    numbers = _sampled((await tour(None))[0].calls) if LONG else [QUICK[kind]]
    for number in numbers:
        hook, stored, said = await tour(number)
        case = (number, hook.failed, said)
        assert hook.failed, case
        # A process that ends is started again, and what it was asked is asked anew.
        assert kind == "ended" or any(map(TOLD.search, said)) or UNTOLD.search(hook.failed), case
        if stored is None:
            # The first question of all: there is nothing to read.
            assert number == 0, case
        elif hook.failed.startswith("read"):
            # A mark that cannot be read back at that moment is not shown, and takes no note.
            assert len(stored) == len(MARKED), case
        else:
            assert [note for _, _, note, _ in stored] == MARKED, case


async def test_what_no_key_asked_for_and_cannot_be_found_is_told_once(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signs beside the text, and the events of the articles, would be missing without a word."""
    asked: list[str] = []
    real = Direct._send

    def send(self: Direct, call: Any, request: Any) -> None:
        name = type(request).__name__
        if name in ("FindLedger", "FindSources"):
            asked.append(name)
            call.future.set_exception(WorkerError("the disk reports an error"))
        else:
            real(self, call, request)

    monkeypatch.setattr(Direct, "_send", send)
    told: list[str] = []
    monkeypatch.setattr(BriefingApp, "notify", lambda _self, message, **_: told.append(message))
    async with open_reader(size=(140, 40)) as reading:
        reading.reader.controllers.ledger.begin()
        reading.reader.controllers.sources.begin()
        await reading.settle()
    assert sorted(asked) == ["FindLedger"] * 2 + ["FindSources"] * 2
    assert sorted(told) == [
        "events and copies could not be found: the disk reports an error",
        "what articles agree and differ in could not be found: the disk reports an error",
    ]


async def test_the_header_says_nothing_of_reading_that_failed(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    _workers(Hook(0), monkeypatch, lambda: WorkerError("the disk reports an error"))
    async with open_reader(size=(140, 40)) as reading:
        assert "the disk reports an error" in reading.text()
        assert "reading" not in reading.lines()[0]
