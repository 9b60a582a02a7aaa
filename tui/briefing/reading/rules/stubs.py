"""Stubs: short lines at the end that head nothing ("Her take", "For the full statement").

What a site links to below an article loses its link in plain text, and only the label is left. A
line of figures is never a stub, and a text of a few lines has none.
"""

from __future__ import annotations

from itertools import islice

from briefing.reading.blocks import Block

_LONGEST = 6
_NOT_IN_LABELS = frozenset('.!?…"“”:()')
_FEWEST_PARAGRAPHS = 3


def decide_stubs(blocks: list[Block]) -> list[Block]:
    """Decide the short, unstopped lines behind the last running text."""
    if (
        len(list(islice(filter(lambda block: block.is_body, blocks), _FEWEST_PARAGRAPHS)))
        < _FEWEST_PARAGRAPHS
    ):
        return blocks
    result = list(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.kind == "boilerplate":
            continue
        if block.kind is not None or not _is_stub(block):
            break
        result[i] = block.as_("boilerplate")
    return result


def _is_stub(block: Block) -> bool:
    return (
        block.is_line
        and block.words <= _LONGEST
        and not _NOT_IN_LABELS & set(block.text)
        and not any(c.isdigit() for c in block.text)
    )
