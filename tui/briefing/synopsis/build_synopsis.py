"""From a topic and what is known of its passages to the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from typing import NamedTuple

from briefing.model.article import Article, Ref
from briefing.model.excerpt import Citation
from briefing.model.figure import Figure
from briefing.model.figure_rivals import FigureRivals
from briefing.model.related_passage import RelatedPassage
from briefing.model.topic import Topic
from briefing.model.topic_passages import weightiest_of
from briefing.model.topic_synopsis import Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow
from briefing.synopsis.article_likeness import ArticleLikeness
from briefing.synopsis.compared_passages import ComparedPassage, StemWeights, compared_passage
from briefing.synopsis.differences import with_rivals
from briefing.synopsis.groups import groups
from briefing.synopsis.links import Links, links_between
from briefing.synopsis.order import in_order
from briefing.synopsis.representative_sentence import representative_sentence
from briefing.synopsis.row_labels import label
from briefing.synopsis.shared_event import split_by_event
from briefing.text.word_difference import is_reworded

LEAST = 0.4
"""The mean link that makes a row. On sentences of news that people judged, five in six pairs of a row
are right then and two in three found; lower values bring in as much noise as sense."""
CROWDED = 0.55
"""The one needed for a further passage of an article that is in the row already."""
MOST_IN_CELL = 4
"""Passages of one article in a cell."""
TITLES = frozenset(("title", "heading", "caption"))
"""Kinds of passages that may name a matter without stating anything."""
BARE = 5
"""Fewer content words than this are a name and no statement; headlines of news have more."""
MOST_PASSAGES = 1_000
"""Of larger topics only the weightiest passages are shown: nobody reads a longer table."""
ANSWERS = 60
"""Related passages asked for each passage."""
STEP = 16
"""Passages asked about between two signs of life."""


class ArticleDetails(NamedTuple):
    """What the table is made from; the features behind it do not know each other."""

    article: Callable[[str], Article]
    figures: Callable[[str], Sequence[Figure]]
    """The figures of an article."""
    related: Callable[[Ref, int, Collection[str]], Sequence[RelatedPassage]]
    """The passages of the named articles related to one, best first, at most so many."""
    normal: Callable[[Figure], str]
    same: Callable[[Figure, Figure], bool]
    """Whether two figures give the same value."""
    rivals: Callable[[Collection[Ref]], Generator[tuple[int, int], None, FigureRivals]]
    """Which figures of some passages give other values for the same thing, found in steps."""
    copy_of: Callable[[Collection[str]], Mapping[str, str]] = lambda _: {}
    """The original of each of the named articles that is a copy."""


def build_synopsis(topic: Topic, sources: ArticleDetails) -> Generator[tuple[int, int], None, Synopsis]:
    """Return the synopsis of a topic, yielding `(passages asked about, all passages)` on the way.

    Every passage of the topic (the `MOST_PASSAGES` weightiest of a very large one) stands in exactly
    one cell, but for what an article says again in the same words. The same topic gives the same table
    whatever the order of its passages.
    """
    # Of those that are stored only those that may be shown are fetched.
    some = weightiest_of(topic.passages, MOST_PASSAGES)
    weights = {Ref(p.article, p.passage): p.weight for p in some}
    heaviest = sorted(weights, key=lambda ref: (-weights[ref], ref.article, ref.passage))[:MOST_PASSAGES]
    names = sorted({ref.article for ref in heaviest})
    articles = {name: sources.article(name) for name in names}
    refs = _without_repeats(sorted(heaviest, key=lambda ref: (ref.article, ref.passage)), articles)
    answers: dict[Ref, Sequence[RelatedPassage]] = {}
    for done, ref in enumerate(refs):
        if done % STEP == 0:
            yield done, len(refs)
        answers[ref] = sources.related(ref, ANSWERS, names) if len(names) > 1 else ()
    yield len(refs), len(refs)
    words = {
        ref: compared_passage(articles[ref.article], ref.passage, sources.figures(ref.article))
        for ref in refs
    }
    bare = frozenset(ref for ref, one in words.items() if _is_bare(one))
    links = links_between(refs, answers, [len(words[ref].sentences) for ref in refs], bare)
    found: Sequence[Sequence[int]] = groups(
        [ref.article for ref in refs], links, least=LEAST, crowded=CROWDED, most=MOST_IN_CELL
    )
    stem_weights = StemWeights([words[ref] for ref in refs], topic.keywords)
    found = split_by_event(
        found,
        [words[ref] for ref in refs],
        stem_weights,
        copies=links.copies,
        likeness=ArticleLikeness(articles.__getitem__).between,
        same=sources.same,
    )
    rows = [[refs[number] for number in group] for group in found]
    published = {name: article.published for name, article in articles.items()}
    order = in_order(rows, published, sources.copy_of(names))
    copies = _copies(refs, links)
    rivals = yield from sources.rivals(refs)
    made: list[SynopsisRow] = []
    for number in order:
        made.append(_row([words[ref] for ref in rows[number]], names, stem_weights, copies, rivals, sources))
        if len(made) % STEP == 0:
            yield len(refs), len(refs)
    columns = tuple(Citation.of(articles[name]) for name in names)
    return Synopsis(topic.label, columns, tuple(made), len(topic.passages) - len(refs))


def _without_repeats(refs: Sequence[Ref], articles: Mapping[str, Article]) -> list[Ref]:
    """Passages in order without those that repeat an earlier one of their article, as a title set twice."""
    texts = {
        (ref.article, articles[ref.article].passage_text(ref.passage).strip()): ref for ref in refs[::-1]
    }
    return sorted(texts.values(), key=lambda ref: (ref.article, ref.passage))


def _text(one: ComparedPassage) -> str:
    return one.article.text[one.place.start : one.place.end]


def _is_bare(one: ComparedPassage) -> bool:
    return one.place.kind in TITLES and len(one.stems) < BARE


def _copies(refs: Sequence[Ref], links: Links) -> dict[Ref, list[Ref]]:
    """For each passage its copies in articles further left."""
    found: dict[Ref, list[Ref]] = {}
    for left, right in sorted(links.copies):
        found.setdefault(refs[right], []).append(refs[left])
    return found


def _row(
    row: Sequence[ComparedPassage],
    names: Sequence[str],
    stem_weights: StemWeights,
    copies: Mapping[Ref, Sequence[Ref]],
    rivals: FigureRivals,
    sources: ArticleDetails,
) -> SynopsisRow:
    every = [figure for one in row for figure in one.figures]
    differ, changed = with_rivals(every, rivals.contradict), with_rivals(every, rivals.changed)
    inside = {one.ref: one for one in row}
    cells: dict[str, list[SynopsisPassage]] = {name: [] for name in names}
    holders: dict[str, set[str]] = defaultdict(set)
    for one in row:
        for stem in one.stems:
            holders[stem].add(one.ref.article)
    spans = [representative_sentence(one, holders, stem_weights, differ) for one in row]
    # A sign whose other side nobody sees says nothing: both stand in the sentences that are shown.
    shown = [
        f
        for one, span in zip(row, spans, strict=True)
        for f in one.figures
        if span.start <= f.start < span.end
    ]
    differ = with_rivals(shown, rivals.contradict)
    for one, sentence in zip(row, spans, strict=True):
        same = next((inside[ref] for ref in copies.get(one.ref, ()) if ref in inside), None)
        figures = tuple(
            SynopsisFigure(
                *(f.start, f.end, f.text, f.kind, sources.normal(f)),
                f in differ,
                f.key is not None,
                changed=f in changed and f not in differ,
            )
            for f in one.figures
        )
        text = _text(one)
        cells[one.ref.article].append(
            SynopsisPassage(
                one.ref.article,
                one.ref.passage,
                one.place.start,
                text,
                sentence,
                figures,
                same.ref.article if same is not None else None,
                same is None or not is_reworded(_text(same), text),
            )
        )
    return SynopsisRow(
        label(row, spans, stem_weights, sources.same), tuple(tuple(cells[name]) for name in names)
    )
