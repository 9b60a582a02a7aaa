"""Footnotes for markdown-it: `[^1]` where it is cited, `[^1]: …` where it is told, `^[…]` for both at once.

CommonMark takes the first two for links and their targets, so these rules stand before its own. A
definition is one stretch of inline text: its line, those that follow without a blank one, and those
that are indented behind a blank one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

DEFINITION = "footnote_definition"
"""The token that opens a definition, with its `label`; its text is the inline token behind it."""
REFERENCE = "footnote_reference"
"""The token of a reference, with its `label`."""
INLINE_NOTE = "footnote_inline"
"""The token of a note in the midst of a line; its content is the text of the note."""

_LABEL = r"\[\^(?P<label>[^\[\]\s]{1,100})\]"
_REFERENCE = re.compile(_LABEL)
_DEFINITION = re.compile(_LABEL + r":[ \t]*")
_INDENT = 4


def use_footnotes(parser: MarkdownIt) -> None:
    """Make `parser` read footnotes."""
    parser.block.ruler.before("reference", "footnote", _define, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "footnote_reference", _refer)
    parser.inline.ruler.before("link", "footnote_inline", _note)


def _define(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first):
        return False
    match = _definition_at(state, first)
    if match is None or silent:
        return match is not None
    lines = [state.src[match.end() : state.eMarks[first]]]
    line = first + 1
    while line < last and _goes_on(state, line, last):
        lines.append(state.getLines(line, line + 1, state.blkIndent, False).strip())
        line += 1
    state.line = line
    opening = state.push(DEFINITION, "", 1)
    opening.meta = {"label": match["label"]}
    text = state.push("inline", "", 0)
    text.content = "\n".join(lines).strip()
    text.map = [first, line]
    text.children = []
    state.push(f"{DEFINITION}_close", "", -1)
    return True


def _definition_at(state: StateBlock, line: int) -> re.Match[str] | None:
    return _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _goes_on(state: StateBlock, line: int, last: int) -> bool:
    """Whether a line belongs to the definition above it."""
    if state.sCount[line] < state.blkIndent:
        return False
    if state.isEmpty(line):
        return line + 1 < last and not state.isEmpty(line + 1) and _is_indented(state, line + 1)
    return _is_indented(state, line) or not (state.isEmpty(line - 1) or _definition_at(state, line))


def _is_indented(state: StateBlock, line: int) -> bool:
    return state.sCount[line] - state.blkIndent >= _INDENT


def _refer(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(REFERENCE, "", 0)
        token.markup = match.group()
        token.meta = {"label": match["label"]}
    state.pos = match.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push(INLINE_NOTE, "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.markup = state.src[state.pos : end + 1]
    state.pos = end + 1
    return True
