"""File names in the database, which holds only valid Unicode as text."""

from __future__ import annotations


def name_to_column(name: str) -> str | bytes:
    """Return a file name as the database can hold it: bytes where it is not valid Unicode."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")
    return name


def name_from_column(value: str | bytes) -> str:
    """Return the name that `name_to_column` stored."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
