"""A topic explained, as pieces of the dialog that shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.topic_passages import StoredPassages
from briefing.ui.drawing.formatting import count, long_bar, source_name
from briefing.ui.drawing.steering_phrases import told
from briefing.ui.drawing.styled_text import Pen, join
from briefing.ui.modals.explain_screen import ExplainSection
from briefing.ui.state.topic_index import by_weight

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.topic import Topic, TopicExplanation, WhyInTopic
    from briefing.ui.state.reader_state import Desk

BAR = 16
"""Cells of a full bar."""
MOST_SOURCES = 26
"""Articles told one by one; the rest are counted."""
QUOTE = 700
"""Characters of the passage that are shown."""


def sections(desk: Desk, pen: Pen, topic: Topic) -> list[ExplainSection]:
    """What is known of a topic without asking: its words, sources and stories, and what was steered."""
    found = [ExplainSection("Its words, the most telling first", _words(pen, topic))]
    found.append(ExplainSection("Who speaks of it", _spread(desk, pen, topic)))
    broad = desk.topic_book.broad(topic.label)
    if topic.stories:
        rows = tuple(_story(pen, story) for story in topic.stories)
        found.append(ExplainSection("Its stories", rows))
    elif broad is not None:
        found.append(ExplainSection("A story of", (_story(pen, broad),)))
    if desk.steering:
        rows = tuple(
            (pen.text(f"{number}", "muted"), pen.text(told(step)))
            for number, step in enumerate(desk.steering, 1)
        )
        found.append(ExplainSection("What you changed; u in the list of topics undoes the last", rows))
    return found


def _words(pen: Pen, topic: Topic) -> tuple[tuple[Content, Content], ...]:
    return tuple(
        (pen.text(word), _measured(pen, weight, "topic", f"{round(100 * weight)}") if weight else Content(""))
        for word, weight in by_weight(topic)
    )


def _measured(pen: Pen, share: float, style: str, words: str) -> Content:
    drawn = long_bar(share, BAR)
    return join(pen.text(drawn.ljust(BAR + 1), style), pen.text(words, "muted"))


def _story(pen: Pen, topic: Topic) -> tuple[Content, Content]:
    passages = count(len(topic.passages), "passage")
    return pen.text(topic.label), pen.text(f"{passages} · {', '.join(topic.keywords[:4])}", "muted")


def _spread(desk: Desk, pen: Pen, topic: Topic) -> tuple[tuple[Content, Content], ...]:
    if isinstance(topic.passages, StoredPassages):
        return _stored_spread(desk, pen, topic.passages)
    counts = desk.topic_book.spread(topic)
    silent = len(desk.articles) - sum(name in desk.articles for name in counts)
    if len(desk.articles) <= MOST_SOURCES:
        names = list(desk.names)
    else:
        names = sorted((n for n in counts if n in desk.articles), key=lambda n: (-counts[n], desk.index(n)))
    rows = [_source(desk, pen, counts, name) for name in names[:MOST_SOURCES]]
    rest = sum(counts[name] for name in names[MOST_SOURCES:])
    if rest:
        more = count(len(names) - MOST_SOURCES, "more article")
        rows.append((pen.text(more, "muted"), pen.text(count(rest, "passage"), "muted")))
    if silent and len(desk.articles) > MOST_SOURCES:
        rows.append((pen.text(count(silent, "article"), "muted"), pen.text("silent", "muted")))
    return tuple(rows)


def _stored_spread(desk: Desk, pen: Pen, held: StoredPassages) -> tuple[tuple[Content, Content], ...]:
    """The sources of a large library that speak most of a topic."""
    named = [one for one in held.sources if one.source]
    most = max((one.passages for one in named), default=1)
    rows = [
        (pen.text(one.source), _measured(pen, one.passages / most, "", count(one.passages, "passage")))
        for one in named[:MOST_SOURCES]
    ]
    rest = f"of {len(desk.articles):,}"
    rows.append((pen.text(count(held.articles, "article"), "muted"), pen.text(rest, "muted")))
    return tuple(rows)


def _source(desk: Desk, pen: Pen, counts: Counter[str], name: str) -> tuple[Content, Content]:
    who = join(
        pen.source(desk.letter(name), desk.index(name)), pen.text(f" {source_name(desk.articles[name])}")
    )
    value = counts[name]
    if not value:
        return who, pen.text("silent", "muted")
    most = max(counts.values())
    return who, _measured(pen, value / most, "", count(value, "passage"))


def asked_about(desk: Desk, ref: Ref) -> str:
    """The passage that the explanation is about, by source and number."""
    article = desk.articles[ref.article]
    return f"Why this passage: {desk.letter(ref.article)} {source_name(article)} ¶{ref.passage}"


def reasons(desk: Desk, pen: Pen, explained: TopicExplanation) -> Content:
    """Why the passage is in the topic: how much, from what, and its words underlined."""
    why = explained.passage
    if why is None:
        return Content("")
    if not why.weight:
        return pen.text(
            "It is not in this topic; enter chooses the topic, } and { walk its passages.", "muted"
        )
    words = Counter[str]()
    for word in why.words:
        words[word.text.casefold()] += round(100 * word.weight)
    said = f"{round(100 * why.weight)} % about the topic"
    if why.words and why.from_article:
        own, whole = round(100 * why.from_words), round(100 * why.from_article)
        said += f": {own} from its own words, {whole} from its article"
    elif not why.words:
        said += ", by its article; none of its own words says so"
    lines = [pen.text(said), _quoted(desk, pen, why)]
    if words:
        told_words = " · ".join(f"{word} {value}" for word, value in words.most_common(12))
        lines.append(pen.text(told_words, "why"))
    return Content("\n").join(lines)


def _quoted(desk: Desk, pen: Pen, why: WhyInTopic) -> Content:
    """The passage with the words that speak for the topic underlined."""
    article = desk.articles[why.article]
    passage = article.passages[why.passage]
    end = min(passage.end, passage.start + QUOTE)
    parts, here = [pen.text("“", "muted")], passage.start
    for word in sorted(why.words, key=lambda word: word.start):
        if here <= word.start and word.end <= end:
            parts += [pen.text(article.text[here : word.start], "muted"), pen.text(word.text, "related")]
            here = word.end
    parts.append(pen.text(article.text[here:end], "muted"))
    parts.append(pen.text("”" if end == passage.end else "…”", "muted"))
    return join(*parts)
