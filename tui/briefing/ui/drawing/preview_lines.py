"""A result of the search in its article, line by line, without a column being taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.article_names import short_name
from briefing.ui.drawing.formatting import short_date
from briefing.ui.drawing.styled_text import TextStyler, cut, join
from briefing.ui.state.cursor import is_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from briefing.model.article import Article
    from briefing.model.search_answer import Hit
    from briefing.ui.state.reader_state import ReaderState

BEFORE = 3
"""A third of the lines is left to what stands before the match."""
_LONGEST = 20_000
"""Characters of a passage that are laid out at most, on either side of its match."""


def preview_lines(
    state: ReaderState, styler: TextStyler, hit: Hit, article: Article | None, size: tuple[int, int]
) -> Sequence[Content]:
    """As many lines as there is room for: whose it is, the passage with its matches, the best of them in
    view, and what follows it. Of an article that is gone, or has another text by now, what was found."""
    width, height = size
    lines = [cut(_head(state, styler, hit), width)]
    rows = height - 1
    known = article is not None and is_version(article, hit.fingerprint)
    if article is None or not known or hit.passage >= len(article.passages):
        found = styler.text(hit.snippet.replace("\n", " "))
        return [*lines, *found.wrap(width)[:rows]][:height]
    passage = article.passages[hit.passage]
    match = hit.best or (hit.spans[0] if hit.spans else None)
    at = match.start if match is not None else passage.start
    start, end = max(passage.start, at - _LONGEST), min(passage.end, at + _LONGEST)
    wrapped = list(_text(styler, article, hit, start, end).wrap(width))
    above = len(list(styler.text(_plain(article, start, at)).wrap(width))) - 1 if at > start else 0
    first = max(min(above - rows // BEFORE, len(wrapped) - rows), 0)
    lines += wrapped[first : first + rows]
    for behind in article.passages[hit.passage + 1 :]:
        if len(lines) >= height:
            break
        stop = min(behind.end, behind.start + _LONGEST)
        lines += styler.text(_plain(article, behind.start, stop), "muted").wrap(width)
    return lines[:height]


def _head(state: ReaderState, styler: TextStyler, hit: Hit) -> Content:
    head = state.articles.find_head(hit.article) if hit.article in state.articles else None
    if head is None:
        return join(styler.text("preview  ", "label"), styler.text(f"{hit.article} ¶{hit.passage}", "muted"))
    letter = styler.source(state.letter(head.id), state.index(head.id))
    title = f"  {head.title}" if head.has_title else ""
    return join(
        styler.text("preview  ", "label"),
        letter,
        styler.text(f" {short_name(head)}", "bold"),
        styler.text(f"  {short_date(head.published)} ¶{hit.passage}{title}", "muted"),
    )


def _text(styler: TextStyler, article: Article, hit: Hit, start: int, end: int) -> Content:
    parts: list[Content] = []
    at = start
    for span in hit.spans:
        if span.start < at or span.end > end:
            continue
        parts.append(styler.text(_plain(article, at, span.start)))
        parts.append(styler.text(_plain(article, span.start, span.end), "hit"))
        at = span.end
    return join(*parts, styler.text(_plain(article, at, end)))


def _plain(article: Article, start: int, end: int) -> str:
    return article.text[start:end].replace("\n", " ")
