"""YAML front matter: the block between two lines of three hyphens at the top of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LONGEST = 20_000
"""Characters of front matter that are looked at; a longer block is text."""
_MOST_BRACKETS = 100
_BLOCK = re.compile(r"(?:[ \t]*\n){0,20}---[ \t]*\n(?P<yaml>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"(?P<name>[A-Za-z_]{1,40})[ \t]*:[ \t]+(?P<value>[^\n]{1,2000})")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of a front matter block, all as strings or lists, and where the text begins."""

    body: int
    values: dict[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def split_front_matter(text: str) -> FrontMatter:
    """Return the front matter of `text`; without one, no values and a body from 0.

    Blank lines may stand before it. Values are read as strings only: no YAML tag is ever acted on, and an
    alias costs no more than a reference. A block that is not valid YAML is read line by line, with a warning.
    """
    match = _BLOCK.match(text, 0, min(len(text), _LONGEST))
    if match is None:
        return FrontMatter(0)
    block = match["yaml"]
    values = _parse(block)
    if isinstance(values, dict):
        return FrontMatter(match.end(), {str(name): value for name, value in values.items()})
    pairs: dict[str, object] = {}
    for line in block.split("\n"):
        if pair := _PAIR.fullmatch(line.rstrip()):
            pairs.setdefault(pair["name"], pair["value"].strip("\"'"))
    if values is None and pairs:
        return FrontMatter(
            match.end(), pairs, ("the front matter is not valid YAML; it was read line by line",)
        )
    # Two rules with text between them: a thematic break is no front matter.
    return FrontMatter(match.end() if not block.strip() else 0)


def _parse(block: str) -> object:
    """The YAML of `block` with every scalar a string; None where it is not valid."""
    if block.count("[") + block.count("{") > _MOST_BRACKETS:
        return None  # the parser is slow on deep nesting, and no metadata needs it
    import yaml

    try:
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader makes strings, lists and dicts only)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
