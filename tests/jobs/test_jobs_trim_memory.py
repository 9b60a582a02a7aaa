"""An idle worker lets go of the mapped files of its library, and of nothing else."""

from __future__ import annotations

import mmap
import os
import re
import sys
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.jobs import process
from briefing.jobs.process import Loop
from briefing.jobs.requests import Request, RequestHost, StreamRequest
from briefing.jobs.trim_memory import give_back, mapped_below, release_freed
from briefing.jobs.wire_protocol import Ask, Reply, receive, send

PAGES = 64
SIZE = PAGES * mmap.PAGESIZE

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells what is mapped in such a list"
)


def written(folder: Path, name: str) -> Path:
    """A file of `PAGES` pages, each begun with its number."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"".join(bytes([number]) * mmap.PAGESIZE for number in range(PAGES)))
    return path


def held(path: Path) -> int:
    """Kilobytes of a mapped file that this process holds."""
    text = Path("/proc/self/smaps").read_text(encoding="utf-8")
    found = re.findall(rf" {re.escape(str(path))}\n(?:.*\n)*?Rss: +(\d+) kB", text)
    return sum(map(int, found))


def touched(mapped: mmap.mmap) -> list[int]:
    """The first byte of every page, read."""
    return [mapped[number * mmap.PAGESIZE] for number in range(PAGES)]


@on_linux
def test_pages_that_were_read_are_given_back_and_can_be_read_again(tmp_path: Path) -> None:
    path = written(tmp_path / "library", "terms.bin")
    with path.open("rb") as file, mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as mapped:
        first = touched(mapped)
        assert held(path) == SIZE // 1024
        assert give_back(tmp_path / "library") == SIZE
        assert held(path) == 0
        assert touched(mapped) == first == list(range(PAGES))


@on_linux
def test_what_was_written_to_a_private_copy_stays(tmp_path: Path) -> None:
    path = written(tmp_path / "library", "terms.bin")
    with path.open("rb") as file, mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_COPY) as mapped:
        mapped[5 * mmap.PAGESIZE] = 200
        assert give_back(tmp_path / "library") == 0
        assert mapped[5 * mmap.PAGESIZE] == 200


@on_linux
def test_files_of_other_folders_are_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "library of another", "terms.bin")
    with path.open("rb") as file, mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as mapped:
        touched(mapped)
        assert give_back(tmp_path / "library") == 0
        assert held(path) == SIZE // 1024


def test_only_files_mapped_for_reading_are_named(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text(
        "7f00-7f40 r--s 00000000 fe:00 12                         /lib/one/search/a b.pos\n"
        "8f00-8f40 rw-p 00000000 fe:00 13                         /lib/one/related/written.bin\n"
        "9f00-9f40 r--p 00000000 00:00 0 \n"
        "af00-af40 r--p 00001000 fe:00 14                         /lib/one/related/terms.bin (deleted)\n"
        "bf00-bf40 r--p 00000000 fe:00 15                         /lib/oneself/terms.bin\n"
        "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]\n",
        encoding="utf-8",
    )
    assert list(mapped_below(Path("/lib/one"), maps)) == [(0x7F00, 0x40), (0xAF00, 0x40)]


def test_where_nothing_tells_what_is_mapped_nothing_is_done(tmp_path: Path) -> None:
    assert give_back(tmp_path, tmp_path / "no such list") == 0


class RestingHost(RequestHost):
    """Says when it is let rest."""

    rests = threading.Semaphore(0)
    count = 0

    def rest(self) -> None:
        RestingHost.count += 1
        RestingHost.rests.release()


@dataclass(frozen=True)
class Echo(Request[RestingHost, str]):
    """The same word."""

    word: str

    @classmethod
    def host_type(cls) -> type[RequestHost]:
        return RestingHost

    def run(self, host: RestingHost) -> str:
        return self.word


@dataclass(frozen=True)
class Spell(StreamRequest[RestingHost, str, None]):
    """The letters of the word, one after the other."""

    word: str

    @classmethod
    def host_type(cls) -> type[RequestHost]:
        return RestingHost

    def run(self, host: RestingHost) -> Generator[str]:
        yield from self.word


def test_a_worker_rests_once_after_each_time_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "IDLE_SECONDS", 0.01)
    asked, answered = os.pipe(), os.pipe()
    with (
        os.fdopen(answered[1], "wb") as out,
        os.fdopen(asked[0], "rb") as into,
        os.fdopen(answered[0], "rb") as replies,
    ):
        thread = threading.Thread(target=Loop(into, out).run)
        thread.start()
        with os.fdopen(asked[1], "wb") as requests:
            each: tuple[Echo | Spell, ...] = (Echo("one"), Spell("two"), Echo("three"))
            for number, request in enumerate(each, 1):
                send(requests, Ask(number, request))
                said = ""
                while True:
                    reply = receive(replies)
                    assert isinstance(reply, Reply)
                    said += reply.value or ""
                    if reply.kind == "done":
                        break
                assert said == request.word
                assert RestingHost.rests.acquire(timeout=20)
                # Long enough for it to rest again, if it did.
                assert not RestingHost.rests.acquire(timeout=0.1)
                assert RestingHost.count == number
        thread.join(20)
        assert not thread.is_alive()


def test_what_was_freed_is_given_back() -> None:
    """Harmless at any moment, with or without files that are mapped."""
    release_freed()
    held = [bytes(100) for _ in range(1000)]
    release_freed()
    assert held == [bytes(100)] * 1000
