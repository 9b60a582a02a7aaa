"""Files as a disk or another program leaves them that did them harm."""

from __future__ import annotations

from pathlib import Path
from random import Random


def write_damaged(path: Path, data: bytes) -> None:
    """Write bytes into a file as it stands, at a time of its own: a clock ticks some hundred times a second,
    and what follows at once upon the writing would bear its time."""
    before = path.stat().st_ctime_ns
    while True:
        with path.open("r+b") as file:
            file.write(data)
            file.truncate()
        if path.stat().st_ctime_ns != before:
            return


def damaged(draw: Random, data: bytes) -> bytes:
    """Bytes of a file after some harm: overwritten as a whole or in a place, one bit, zeros, cut, grown, out
    of order."""
    begin = draw.randrange(len(data))
    end = min(len(data), begin + draw.choice((1, 4, 8, 64, 500, 4096)))
    before, after = data[:begin], data[end:]
    return draw.choice(
        (
            draw.randbytes(len(data)),
            before + draw.randbytes(end - begin) + after,
            before + bytes([data[begin] ^ 1 << draw.randrange(8)]) + data[begin + 1 :],
            before + bytes(end - begin) + after,
            before,
            data + draw.randbytes(end - begin),
            data[begin:] + before,
        )
    )
