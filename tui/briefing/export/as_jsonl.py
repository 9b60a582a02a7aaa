"""Excerpts as JSON Lines: one object a line, with the fields of `Excerpt.to_dict`."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.export.safe_json import dumps
from briefing.model.excerpt import Excerpt


def render(excerpts: Sequence[Excerpt], title: str) -> bytes:  # noqa: ARG001 (records have no title)
    """Return `excerpts` as UTF-8 JSON Lines, each line ended by `\\n`."""
    return "".join(dumps(excerpt.to_dict()) + "\n" for excerpt in excerpts).encode("utf-8")
