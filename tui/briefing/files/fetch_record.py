"""What is kept beside a file that was loaded from the web: where it lay, when, and what was said of it.

The file itself stays as it came. Its record is `NAME.fetched.json`, an object of JSON.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from briefing.files.plain_file import read_plain

SUFFIX = ".fetched.json"
_MOST_BYTES = 200_000
_ADDRESS = re.compile(r"https?://[!-~]{1,10000}")
_CHARSET = re.compile(r"[a-z0-9_.:-]{1,40}")


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """Where a file was loaded from. What is not known is empty."""

    url: str
    """Where it lay in the end."""
    requested: str = ""
    """The address that was asked for."""
    redirects: tuple[str, ...] = ()
    """The addresses that came after it, in order."""
    fetched: str = ""
    """When, in UTC: ISO 8601 to the second."""
    media_type: str = ""
    charset: str = ""
    """Both as the server said."""
    sha256: str = ""
    """Of the content, in hexadecimal: whether the file is still what was loaded."""
    program: str = ""
    """What loaded it, with its version."""

    def packed(self) -> bytes:
        """Return the content of the record's file."""
        return f"{json.dumps(asdict(self), indent=1)}\n".encode()


def record_path(file: str) -> str:
    """Return where the record of a file lies."""
    return file + SUFFIX


def read_record(file: str) -> FetchRecord | None:
    """Return the record of a file; None where there is none that can be understood."""
    try:
        data = read_plain(Path(record_path(file)), _MOST_BYTES)
        values = json.loads(data) if data else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not _ADDRESS.fullmatch(_line(values.get("url"))):
        return None
    known = {one.name: _line(values.get(one.name)) for one in fields(FetchRecord) if one.name != "redirects"}
    if not _CHARSET.fullmatch(known["charset"]):
        known["charset"] = ""
    stated = values.get("redirects")
    redirects = [one for one in map(_line, stated) if one] if isinstance(stated, list) else []
    return FetchRecord(redirects=tuple(redirects), **known)


def _line(value: object) -> str:
    """A value that is written in the characters that stand in an address; empty for any other."""
    return value if isinstance(value, str) and value.isascii() and value.isprintable() else ""
