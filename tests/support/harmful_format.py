"""A format whose files do what they say: what a parser that was taken over, or that fails, would do."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext


class Harm:
    """Writes a file where it is made anew."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harm",)


CHANGES: dict[str, Callable[[], object]] = {
    "remove": lambda: Path("kept").unlink(),
    "rename": lambda: Path("kept").rename("harm"),
    "replace": lambda: Path("kept").replace("harm"),
    "mkdir": lambda: Path("harm").mkdir(),
    "rmdir": lambda: Path("folder").rmdir(),
    "link": lambda: Path("harm").hardlink_to("kept"),
    "symlink": lambda: Path("harm").symlink_to("kept"),
    "chmod": lambda: Path("kept").chmod(0o777),
    "chown": lambda: os.chown("kept", os.getuid(), os.getgid()),
    "truncate": lambda: os.truncate("kept", 0),
    "utime": lambda: os.utime("kept", (0, 0)),
    "attribute": lambda: os.setxattr("kept", "user.harm", b"1"),
    "database": lambda: sqlite3.connect("harm").execute("CREATE TABLE harm (it)"),
    "temporary": lambda: tempfile.mkdtemp(dir="."),
    "chdir": lambda: os.chdir("folder"),
    "exec": lambda: os.execv(sys.executable, (sys.executable, "-c", "")),
    "spawn": lambda: os.posix_spawn(sys.executable, (sys.executable, "-c", ""), {}),
    "fork": os.fork,
    "system": lambda: os.system("true"),
    "kill": lambda: os.kill(os.getppid(), 0),
}
"""What no parser has any business with, by name: `kept` and the empty `folder` lie beside the file."""


def _do(deed: str) -> None:
    if deed == "hang":
        time.sleep(3600)
    elif deed == "spin":
        while True:
            pass
    elif deed == "grow":
        held = [bytearray(1 << 26) for _ in range(64)]
        assert held
    elif deed == "crash":
        signal.raise_signal(signal.SIGSEGV)
    elif deed == "connect":
        socket.create_connection(("127.0.0.1", int(os.environ["HARM_PORT"])))
    elif deed == "run":
        subprocess.run([sys.executable, "-c", ""], check=False)
    elif deed == "write":
        Path("harm").write_text("", encoding="utf-8")
    elif deed in CHANGES:
        CHANGES[deed]()
    elif deed == "nest":
        _do("nest")
    elif deed == "refuse":
        raise ReadError("it is no card")
    elif deed == "lie":
        told = pickle.dumps(Harm())
        for descriptor in range(3, 20):
            try:
                os.write(descriptor, len(told).to_bytes(8) + told)
            except OSError:
                continue


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Do what the file says, and yield its words."""
    sys.stdout.write("a parser that is talkative")
    for deed in data.decode().split():
        _do(deed)
    yield article_of(ExtractedArticle((ExtractedBlock("paragraph", f"It says {data.decode()}."),)), context)


READER = FormatReader(lambda _: Evidence.POSSIBLE, read)
