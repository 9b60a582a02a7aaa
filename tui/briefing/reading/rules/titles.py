"""The title: a headline above the text, with its kicker and decks."""

from __future__ import annotations

from briefing.reading.blocks import Block, is_title_case
from briefing.reading.datelines import parse_dateline
from briefing.reading.rules.bylines import byline_author, is_stamp_with_names
from briefing.text.sentences import sentence_spans
from briefing.text.tokens import fold

_LONGEST = 30
_LONGEST_KICKER = 3
_SHORTEST_TITLE = 4
_MOST_DECKS = 3
"""Words in a title or a deck, in a kicker, in a title under a kicker; lines of decks."""


def decide_title(blocks: list[Block], known: str | None) -> list[Block]:
    """Decide the title and the decks below it.

    `known` is the title that metadata gives: then only a line that repeats it is the title, since
    what else stands at the top is a deck or a heading. Where the markup of a document has decided the title,
    there is nothing to decide.
    """
    result = list(blocks)
    top = next((i for i, block in enumerate(blocks) if block.kind not in ("boilerplate", "caption")), None)
    if top is None or top + 1 >= len(blocks) or any(block.kind == "title" for block in blocks):
        return result
    if known is not None:
        if same_words(blocks[top].text, known):
            result[top] = blocks[top].as_("title")
            return _mark_decks(result, top + 1)
        return result
    if blocks[top].kind == "heading":
        result[top] = blocks[top].as_("title")
        return result
    if _is_stopped_headline(blocks, top):
        result[top] = blocks[top].as_("title")
        return result
    if not any(block.is_body for block in blocks[top + 1 :]) or not is_headline(blocks[top]):
        return result
    if _is_kicker(blocks[top]) and top + 2 < len(blocks):
        below = blocks[top + 1]
        if is_headline(below) and below.words >= _SHORTEST_TITLE:
            result[top] = blocks[top].as_("boilerplate")
            top += 1
    result[top] = blocks[top].as_("title")
    return _mark_decks(result, top + 1)


def is_headline(block: Block) -> bool:
    """Whether an undecided line has the form of a headline: not long, and not ended by a stop."""
    if block.kind is not None or not block.is_line or block.words > _LONGEST or block.text[:2].islower():
        return False
    if block.last in "!?":
        return block.text[0] not in '"“' and (block.words <= _LONGEST // 2 or is_title_case(block.text))
    return not block.is_stopped and block.last not in ",;:"


def _is_stopped_headline(blocks: list[Block], top: int) -> bool:
    """Whether the topmost line ends with a full stop and is a headline for all that.

    A byline or the dateline of an agency right below it proves it: the first sentence stands behind those.
    """
    block, below = blocks[top], blocks[top + 1]
    if block.kind is not None or not block.is_line or block.last != "." or block.words > _LONGEST:
        return False
    if below.kind == "boilerplate":
        opens = byline_author(below.text) is not None or is_stamp_with_names(below.text)
    else:
        dateline = parse_dateline(below.text, 0, len(below.text))
        opens = dateline is not None and dateline.agency is not None
    return opens and len(sentence_spans(block.text, 0, len(block.text))) == 1


def same_words(one: str, other: str) -> bool:
    """Whether two headlines are the same but for case, accents and punctuation."""
    return _letters(one) == _letters(other) != ""


def _letters(text: str) -> str:
    return "".join(c for c in fold(text[:1000]) if c.isalnum())


def _is_kicker(block: Block) -> bool:
    return block.words <= _LONGEST_KICKER and (block.text.isupper() or block.words <= 2)


def _mark_decks(blocks: list[Block], start: int) -> list[Block]:
    """Decide the unstopped lines right below the title as headings."""
    end = start
    while end < len(blocks) and is_headline(blocks[end]) and not blocks[end].is_stopped:
        end += 1
    if end - start <= _MOST_DECKS and end < len(blocks):
        blocks[start:end] = [block.as_("heading", 1) for block in blocks[start:end]]
    return blocks
