"""What was searched for in each set of paths, as it is remembered on disk."""

from __future__ import annotations

from typing import Any, ClassVar

from briefing.errors import StoreError
from briefing.model.kept_searches import LONGEST_QUERY, MOST_RECENT, MOST_SAVED, KeptSearches, SavedSearch
from briefing.text.clean import clean_line
from briefing.userdata.remembered_file import RememberedFile

_LONGEST_FINGERPRINT = 200


class SearchesFile(RememberedFile[KeptSearches]):
    """The searches of one set of paths."""

    FOLDER: ClassVar[str] = "searches"
    CALLED: ClassVar[str] = "what was searched for"
    LARGEST: ClassVar[int] = 2**25

    def empty(self) -> KeptSearches:
        return KeptSearches()

    def checked(self, value: KeptSearches) -> None:
        if any(len(query) > LONGEST_QUERY for query in (*value.recent, *(one.query for one in value.saved))):
            raise StoreError(f"a query of more than {LONGEST_QUERY:,} characters is not kept")

    def fields_of(self, value: KeptSearches) -> dict[str, Any]:
        saved = [
            {"query": one.query, "seen": None if one.seen is None else list(one.seen)} for one in value.saved
        ]
        return {"recent": list(value.recent), "saved": saved}

    def value_of(self, values: dict[str, Any]) -> KeptSearches | None:
        """Return the searches that the fields of a file are; None where one is damaged."""
        recent, saved = values.get("recent"), values.get("saved")
        if not isinstance(recent, list) or not isinstance(saved, list):
            return None
        if len(recent) > MOST_RECENT or len(saved) > MOST_SAVED:
            return None
        queries = [_query(one) for one in recent]
        searches = [_search(one) for one in saved]
        if None in queries or None in searches:
            return None
        return KeptSearches(
            tuple(one for one in queries if one is not None),
            tuple(one for one in searches if one is not None),
        )


def _search(row: object) -> SavedSearch | None:
    if not isinstance(row, dict):
        return None
    query, seen = _query(row.get("query")), row.get("seen")
    if query is None or not (seen is None or isinstance(seen, list)):
        return None
    if seen is None:
        return SavedSearch(query)
    if not all(isinstance(one, str) and len(one) <= _LONGEST_FINGERPRINT for one in seen):
        return None
    return SavedSearch(query, tuple(seen))


def _query(value: object) -> str | None:
    return (
        clean_line(value)
        if isinstance(value, str) and value.strip() and len(value) <= LONGEST_QUERY
        else None
    )
