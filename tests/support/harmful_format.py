"""A format whose files do what they say: what a parser that was taken over, or that fails, would do."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext


class Harm:
    """Writes a file where it is made anew."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harm",)


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
        os.kill(os.getpid(), signal.SIGSEGV)
    elif deed == "connect":
        socket.create_connection(("127.0.0.1", int(os.environ["HARM_PORT"])))
    elif deed == "run":
        subprocess.run([sys.executable, "-c", ""], check=False)
    elif deed == "write":
        Path("harm").write_text("", encoding="utf-8")
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
