"""A made-up binary format, all of it in this one file: packed cards, each an article."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.article_builder import build_article
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.text.clean import clean

SIGNATURE = b"%CARDS\n"


def sniff(head: bytes) -> Evidence:
    """A zlib stream begins behind the signature."""
    return Evidence.CERTAIN if head.startswith(SIGNATURE + b"x\x9c") else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each card, called by its number; an empty card is a failure."""
    try:
        texts = zlib.decompress(data[len(SIGNATURE) :]).decode("utf-8").split("\0")
    except (zlib.error, UnicodeDecodeError) as error:
        raise ReadError("a damaged card box") from error
    for number, text in enumerate(texts, 1):
        name = f"{context.path}#{number}"
        if text:
            yield build_article(name, clean(text), limits=context.limits)
        else:
            yield Failure(name, "an empty card")


def pack(*texts: str) -> bytes:
    """Return the bytes of a box of cards."""
    return SIGNATURE + zlib.compress("\0".join(texts).encode("utf-8"))


READER = FormatReader(sniff, read)
FORMAT = Format("card box", __name__, (".cards",), signatures=(SIGNATURE,))
