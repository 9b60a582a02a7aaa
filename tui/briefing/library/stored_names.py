"""Names of files and articles as the library stores them, and back.

A file's name is bytes in the database, because it need not be valid Unicode. The path below a root
has NUL for every slash: no name can hold one, and so sorting by bytes is the order of a walk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def encode_name(name: str) -> bytes:
    """Return any name as bytes; `decode_name` turns them back."""
    return name.encode("utf-8", "surrogatepass")


def decode_name(stored: bytes) -> str:
    """Return the name that `encode_name` was given."""
    return stored.decode("utf-8", "surrogatepass")


def place_of(below: str) -> bytes:
    """Return the path of a file below its root as it is stored; empty for a root that is a file."""
    return encode_name(below).replace(b"/", b"\0")


def depth_of(place: bytes) -> int:
    """Return how many folders hold the file at a place, from its root on; 0 for a root that is a file."""
    return place.count(b"\0") + 1 if place else 0


def name_of(root: str, place: bytes, suffix: bytes = b"") -> str:
    """Return the id of an article: `root` as the user gave it, the file below it, and the record."""
    below = decode_name(place.replace(b"\0", b"/"))
    joint = "/" if below and root and not root.endswith("/") else ""
    return f"{root}{joint}{below}{decode_name(suffix)}"


def suffixes_of(below: str) -> Iterator[tuple[str, str]]:
    """Yield every way in which a name is a file's path and a record's suffix, the longest path first."""
    yield below, ""
    at = below.rfind("#")
    while at >= 0:
        yield below[:at], below[at:]
        at = below.rfind("#", 0, at)


def root_of(path: str, given: Mapping[str, int]) -> tuple[int, str]:
    """Return the number of the first given path that `path` lies below, and the rest; ValueError for none."""
    for root, number in given.items():
        if path == root:
            return number, ""
        head = root if root.endswith("/") or not root else f"{root}/"
        if path.startswith(head):
            return number, path[len(head) :]
    raise ValueError(f"{path} is below none of the paths")
