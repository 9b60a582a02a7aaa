"""A topic explained, as pieces of the dialog that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.article_names import short_name
from briefing.model.topic import OTHER
from briefing.model.topic_passages import SourceShare, articles_of, shares_of
from briefing.text.block_bars import long_bar
from briefing.text.quotation_marks import marks_around
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.steering_phrases import describe_step
from briefing.ui.drawing.styled_text import TextStyler, join
from briefing.ui.keys import by_key
from briefing.ui.modals.explain_screen import ExplainSection
from briefing.ui.state.topic_state import by_weight

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.explained_topic import TopicExplanation, WhyInTopic
    from briefing.model.topic import Topic
    from briefing.ui.state.reader_state import ReaderState

BAR = 16
"""Cells of a full bar."""
MOST_SOURCES = 26
"""Articles told one by one; the rest are counted."""
QUOTE = 700
"""Characters of the passage that are shown."""


def sections(state: ReaderState, styler: TextStyler, topic: Topic) -> list[ExplainSection]:
    """What is known of a topic without asking: its words, sources and stories, and what was steered."""
    found = [ExplainSection("Its words, the most telling first", _words(styler, topic))]
    found.append(ExplainSection("Who speaks of it", _spread(state, styler, topic)))
    broad = state.topics.index.broad(topic.label)
    if topic.stories:
        rows = tuple(_story(styler, story) for story in topic.stories)
        found.append(ExplainSection("Its stories", rows))
    elif broad is not None:
        found.append(ExplainSection("A story of", (_story(styler, broad),)))
    if state.topics.steering:
        rows = tuple(
            (styler.text(f"{number}", "muted"), styler.text(describe_step(step)))
            for number, step in enumerate(state.topics.steering, 1)
        )
        found.append(
            ExplainSection(
                f"What you changed{by_key('steer.undo', 'in the list of topics undoes the last', '; ')}", rows
            )
        )
    return found


def _words(styler: TextStyler, topic: Topic) -> tuple[tuple[Content, Content], ...]:
    return tuple(
        (
            styler.text(word),
            _measured(styler, weight, "topic", f"{round(100 * weight)}") if weight else Content(""),
        )
        for word, weight in by_weight(topic)
    )


def _measured(styler: TextStyler, share: float, style: str, words: str) -> Content:
    drawn = long_bar(share, BAR)
    return join(styler.text(drawn.ljust(BAR + 1), style), styler.text(words, "muted"))


def _story(styler: TextStyler, topic: Topic) -> tuple[Content, Content]:
    passages = count(len(topic.passages), "passage")
    return styler.text(topic.label), styler.text(f"{passages} · {', '.join(topic.keywords[:4])}", "muted")


def _spread(state: ReaderState, styler: TextStyler, topic: Topic) -> tuple[tuple[Content, Content], ...]:
    shares = shares_of(topic.passages)
    if shares is not None:
        return _spread_by_source(state, styler, shares, articles_of(topic.passages))
    counts = state.topics.index.spread(topic)
    silent = len(state.articles) - sum(name in state.articles for name in counts)
    if len(state.articles) <= MOST_SOURCES:
        names = list(state.names)
    else:
        names = sorted((n for n in counts if n in state.articles), key=lambda n: (-counts[n], state.index(n)))
    rows = [_source(state, styler, counts, name) for name in names[:MOST_SOURCES]]
    rest = sum(counts[name] for name in names[MOST_SOURCES:])
    if rest:
        more = count(len(names) - MOST_SOURCES, "more article")
        rows.append((styler.text(more, "muted"), styler.text(count(rest, "passage"), "muted")))
    if silent and len(state.articles) > MOST_SOURCES:
        rows.append((styler.text(count(silent, "article"), "muted"), styler.text("silent", "muted")))
    return tuple(rows)


def _spread_by_source(
    state: ReaderState, styler: TextStyler, shares: Iterable[SourceShare], articles: int
) -> tuple[tuple[Content, Content], ...]:
    """The sources that speak most of a topic, and in how many articles it is spoken of."""
    named = [one for one in shares if one.source]
    most = max((one.passages for one in named), default=1)
    rows = [
        (styler.text(one.source), _measured(styler, one.passages / most, "", count(one.passages, "passage")))
        for one in named[:MOST_SOURCES]
    ]
    rest = f"of {len(state.articles):,}"
    rows.append((styler.text(count(articles, "article"), "muted"), styler.text(rest, "muted")))
    return tuple(rows)


def _source(
    state: ReaderState, styler: TextStyler, counts: Counter[str], name: str
) -> tuple[Content, Content]:
    who = join(
        styler.source(state.letter(name), state.index(name)),
        styler.text(f" {short_name(state.articles[name])}"),
    )
    value = counts[name]
    if not value:
        return who, styler.text("silent", "muted")
    most = max(counts.values())
    return who, _measured(styler, value / most, "", count(value, "passage"))


def asked_about(state: ReaderState, ref: Ref) -> str:
    """The passage that the explanation is about, by source and number."""
    article = state.articles[ref.article]
    return f"Why this passage: {state.letter(ref.article)} {short_name(article)} ¶{ref.passage}"


def reasons(state: ReaderState, styler: TextStyler, explained: TopicExplanation) -> Content:
    """Why the passage is in the topic: how much, from what, and its words underlined."""
    why = explained.passage
    if why is None:
        return Content("")
    if not why.weight:
        return styler.text(_how_to_walk(), "muted")
    words = Counter[str]()
    for word in why.words:
        words[word.text.casefold()] += round(100 * word.weight)
    if explained.key == OTHER:
        return styler.text("None of its words speaks for any topic.", "muted")
    said = f"{round(100 * why.weight)} % about the topic"
    if why.words and why.from_article:
        own, whole = round(100 * why.from_words), round(100 * why.from_article)
        said += f": {own} from its own words, {whole} from its article"
    elif not why.words:
        said += ", by its article; none of its own words says so"
    lines = [styler.text(said), _quoted(state, styler, why)]
    if words:
        told_words = " · ".join(f"{word} {value}" for word, value in words.most_common(12))
        lines.append(styler.text(told_words, "why"))
    for other in explained.also:
        theirs = " · ".join(dict.fromkeys(word.text.casefold() for word in other.why.words))
        told = f"also {round(100 * other.why.weight)} % about {other.label}: "
        lines.append(join(styler.text(told, "muted"), styler.text(theirs, "why")))
    return Content("\n").join(lines)


def _quoted(state: ReaderState, styler: TextStyler, why: WhyInTopic) -> Content:
    """The passage with the words that speak for the topic underlined."""
    article = state.articles[why.article]
    passage = article.passages[why.passage]
    end = min(passage.end, passage.start + QUOTE)
    opening, closing = marks_around(article.text[passage.start : passage.end])
    parts, here = [styler.text(opening, "muted")], passage.start
    for word in sorted(why.words, key=lambda word: word.start):
        if here <= word.start and word.end <= end:
            parts += [
                styler.text(article.text[here : word.start], "muted"),
                styler.text(word.text, "related"),
            ]
            here = word.end
    parts.append(styler.text(article.text[here:end], "muted"))
    parts.append(styler.text(closing if end == passage.end else f"…{closing}", "muted"))
    return join(*parts)


def _how_to_walk() -> str:
    """How to get to passages of the topic, in the keys of the moment."""
    keys = (by_key("rows.choose", "chooses the topic"), by_key("topics.next", "walks its passages"))
    return "; ".join(("It is not in this topic", ", ".join(filter(None, keys)))) + "."
