"""Reaction widgets: a row of labels with counters ("Like", "0", "Love", "3"), each on its own line."""

from __future__ import annotations

import re

from briefing.reading.blocks import Block

_HEAD = re.compile(
    r"(?:what['’]?s|what is) your reaction\??|(?:your )?reactions?:?|rate this (?:article|story)", re.I
)
_LABELS = frozenset(
    """like likes dislike dislikes love loved funny haha angry sad wow happy care clap claps cry excited
    bored share shares comment comments view views retweet retweets tweet tweets reply replies upvote
    downvote applause insightful celebrate support amazing interesting confused shocked""".split()
)
_COUNTER = re.compile(r"\(?\d{1,3}(?:[.,]\d{1,3})?[km]?\)?%?", re.I)
_COUNTER_ENDS = frozenset("0123456789)")
_LABEL_WITH_COUNTER = re.compile(r"[^\W\d_]{3,12} ?\(?\d{1,6}\)?")


def decide_reactions(blocks: list[Block]) -> list[Block]:
    """Decide runs of reaction labels and counters, with the question above them.

    A run holds at least two labels and two counters; without them a lone "Share" is left to the
    other rules and a lone number to nobody.
    """
    result = list(blocks)
    position = 0
    while position < len(result):
        end = position
        while end < len(result) and _is_widget_line(result[end]):
            end += 1
        if end == position:
            position += 1
            continue
        run = result[position:end]
        counters = sum(any(c.isdigit() for c in block.text) for block in run)
        labels = sum(_word_of(block) in _LABELS for block in run)
        if labels >= 2 and counters >= 2:
            if position and result[position - 1].is_line and _HEAD.fullmatch(result[position - 1].text):
                position -= 1
            result[position:end] = [block.as_("boilerplate") for block in result[position:end]]
        position = end + 1
    return result


def _is_widget_line(block: Block) -> bool:
    if block.end - block.start > 24:
        return False
    return _word_of(block) in _LABELS or _COUNTER.fullmatch(block.text) is not None


def _word_of(block: Block) -> str:
    """The label on a line, without the counter behind it."""
    text = block.text
    if text[-1] in _COUNTER_ENDS and _LABEL_WITH_COUNTER.fullmatch(text):
        text = text.rstrip("()0123456789 ")
    return text.casefold()
