"""What tells whether two ways to write the address or the title of an article mean the same."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<page>[^?#]*)(?:\?(?P<query>[^#]*))?", re.I)
_TELLS_WHENCE = re.compile(r"(?:utm_\w*|\w*clid|mc_[ce]id|ref|ref_src|cmpi?d?|smid|_ga|igshid)", re.I)
"""Names in the query of an address that say where a reader came from, and not which page it is."""
_NO_LETTER = re.compile(r"[\W_]+")


def address_key(url: str) -> str:
    """Return what of an address tells one page from another.

    That is no scheme, no slash at the end, no place in the page, and nothing of where a reader came from.
    """
    match = _ADDRESS.match(url.strip())
    if match is None:
        return ""
    query = [
        one
        for one in (match["query"] or "").split("&")
        if one and not _TELLS_WHENCE.fullmatch(one.partition("=")[0])
    ]
    page = match["page"].rstrip("/").casefold()
    return f"{page}?{'&'.join(sorted(query))}" if query else page


def title_key(title: str) -> str:
    """Return the letters and digits of a title."""
    return _NO_LETTER.sub("", title).casefold()
