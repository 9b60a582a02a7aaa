"""Excerpts as JSON Lines: one object a line, with the fields of `Excerpt.to_dict`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.export.citations import Sources
from briefing.export.safe_json import dumps
from briefing.model.excerpt import Excerpt


def pieces(excerpts: Iterable[Excerpt], title: str, sources: Sources) -> Iterator[str]:  # noqa: ARG001 (records have neither)
    """Yield `excerpts` as JSON Lines, each line ended by `\n`."""
    for excerpt in excerpts:
        yield dumps(excerpt.to_dict()) + "\n"
