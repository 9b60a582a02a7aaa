"""The table: every passage once, corresponding ones side by side, what differs marked."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.errors import UsageError
from briefing.model.article import Article, Ref
from briefing.model.related_passage import RelatedPassage
from briefing.model.topic import Topic, TopicPassage
from briefing.model.topic_synopsis import Synopsis, SynopsisRow
from briefing.session import Session, finish
from briefing.session.related_analysis import RelatedAnalysis

Tabulate = Callable[..., Synopsis]
MakeArticle = Callable[..., Article]


def refs(row: SynopsisRow) -> list[tuple[str, int]]:
    return [(one.article, one.passage) for cell in row.cells for one in cell]


def test_corresponding_passages_stand_in_one_row(articles: list[Article], tabulate: Tabulate) -> None:
    table = tabulate(articles)
    assert [column.article for column in table.columns] == ["a.txt", "b.txt", "c.txt"]
    assert [column.source for column in table.columns] == ["Alder Post", "Coast Herald", None]
    assert [refs(row) for row in table.rows] == [
        [("a.txt", 0), ("b.txt", 0), ("c.txt", 0)],
        [("a.txt", 1), ("b.txt", 1)],
        [("a.txt", 2), ("b.txt", 2)],
        [("c.txt", 1)],
    ]
    assert table.shared == 3
    assert [row.speaking for row in table.rows] == [(0, 1, 2), (0, 1), (0, 1), (2,)]


def test_values_that_differ_are_marked_in_both_sources(articles: list[Article], tabulate: Tabulate) -> None:
    table = tabulate(articles)
    marked = [
        [f.text for cell in row.cells for one in cell for f in one.figures if f.differs] for row in table.rows
    ]
    assert marked == [[], ["14 workers", "16 workers"], ["30 million euros", "45 million euros"], []]
    assert [row.differs for row in table.rows] == [False, True, True, False]
    (damage,) = [f for f in table.rows[2].cells[1][0].figures if f.differs]
    assert damage.normal == "€45 m"


def test_a_value_given_by_both_does_not_differ(article: MakeArticle, tabulate: Tabulate) -> None:
    """A value that the other source gives too, beside another, contradicts nobody."""
    one = article(
        "a", "The harbour repair will cost 30 million euros, and the harbour dredging 5 million euros."
    )
    other = article("b", "The harbour repair will cost 30 million euros.")
    table = tabulate([one, other])
    assert table.shared == 1
    assert not table.rows[0].differs


def test_labels_say_what_is_shared(articles: list[Article], tabulate: Tabulate) -> None:
    labels = [row.label.casefold() for row in tabulate(articles).rows]
    assert "port alder" in labels[0]
    assert "firemen" in labels[1]
    assert "damage" in labels[2]
    assert all(0 < len(label) <= 44 for label in labels)


def test_spans_are_the_text(articles: list[Article], tabulate: Tabulate) -> None:
    texts = {one.id: one.text for one in articles}
    for row in tabulate(articles).rows:
        for one in (one for cell in row.cells for one in cell):
            text = texts[one.article]
            assert text[one.start : one.end] == one.text
            assert one.start <= one.key_sentence.start < one.key_sentence.end <= one.end
            assert all(text[f.start : f.end] == f.text for f in one.figures)


def test_the_telling_sentence_is_the_one_that_corresponds(
    articles: list[Article], tabulate: Tabulate
) -> None:
    saved = tabulate(articles).rows[1].cells[0][0]
    told = saved.text[saved.key_sentence.start - saved.start : saved.key_sentence.end - saved.start]
    assert told == "Firemen carried 14 workers out of the burning terminal."


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20), deadline=None
)
@given(st.randoms(use_true_random=False), st.data())
def test_each_passage_of_any_topic_stands_in_one_cell(
    articles: list[Article], tabulate: Tabulate, draw: random.Random, data: st.DataObject
) -> None:
    """In its own article's column, whatever the topic and whatever the order of everything."""
    every = [Ref(one.id, p.number) for one in articles for p in one.passages]
    chosen = data.draw(st.lists(st.sampled_from(every), unique=True, min_size=1))
    topic = Topic("some", ("fire",), 0.5, tuple(TopicPassage(r.article, r.passage, 0.5) for r in chosen))
    table = tabulate(articles, topic)
    cells = [
        (table.columns[number].article, one)
        for row in table.rows
        for number, cell in enumerate(row.cells)
        for one in cell
    ]
    assert sorted((one.article, one.passage) for _, one in cells) == sorted(
        (ref.article, ref.passage) for ref in chosen
    )
    assert all(column == one.article for column, one in cells)
    assert {column.article for column in table.columns} == {ref.article for ref in chosen}
    assert [row.alone for row in table.rows] == sorted(row.alone for row in table.rows)
    shuffled, members = list(articles), list(topic.passages)
    draw.shuffle(shuffled)
    draw.shuffle(members)
    again = Topic("some", ("fire",), 0.5, tuple(members))
    assert tabulate(shuffled, again) == table


def test_of_a_huge_topic_the_weightiest_are_shown(
    article: MakeArticle, tabulate: Tabulate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.synopsis.build_synopsis.MOST_PASSAGES", 2)
    one = article("a", *[f"The dam number {number} leaks." for number in range(4)])
    weights = (0.2, 0.9, 0.1, 0.8)
    topic = Topic("dam", ("dam",), 1, tuple(TopicPassage("a", n, w) for n, w in enumerate(weights)))
    table = tabulate([one], topic)
    assert table.left_out == 2
    assert [refs(row) for row in table.rows] == [[("a", 1)], [("a", 3)]]


def test_the_way_there_is_told_and_can_be_left(articles: list[Article]) -> None:
    session = Session(use_store=False)
    session.hold(articles)
    steps = session.related.synopsis(session.topics.all()[0])
    assert next(steps)[0] == 0
    steps.close()


def test_a_copy_says_whose_words_it_has(
    articles: list[Article], article: MakeArticle, tabulate: Tabulate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One report printed twice is one witness; the table says so in the column further right."""
    whole = RelatedAnalysis.passages

    def told(analysis: RelatedAnalysis, ref: Ref, **options: Any) -> tuple[RelatedPassage, ...]:
        pair = {("a.txt", 0), ("d.txt", 0)}
        return tuple(
            replace(found, same_text={(ref.article, ref.passage), (found.article, found.passage)} == pair)
            for found in whole(analysis, ref, **options)
        )

    monkeypatch.setattr(RelatedAnalysis, "passages", told)
    copy = article("d.txt", articles[0].passage_text(0))
    table = tabulate([*articles, copy])
    same = {one.article: one.same_as for cell in table.rows[0].cells for one in cell}
    assert same == {"a.txt": None, "b.txt": None, "c.txt": None, "d.txt": "a.txt"}


def test_a_topic_is_found_by_its_label(articles: list[Article]) -> None:
    session = Session(use_store=False)
    session.hold(articles)
    label = session.topics.all()[0].label
    assert session.topics.called(label.upper()).label == label
    with pytest.raises(UsageError):
        session.topics.called("nothing of the kind")


def test_a_table_as_json_is_plain(articles: list[Article], tabulate: Tabulate) -> None:
    record = tabulate(articles).to_dict()
    assert json.loads(json.dumps(record)) == record
    assert list(record) == ["topic", "columns", "rows", "left_out"]
    assert [len(row["cells"]) for row in record["rows"]] == [3] * 4


def test_the_ledger_says_what_differs(shared: Path) -> None:
    """On real news: what a synopsis marks stands in a line of the ledger that differs, and in a row with
    figures of that line in other articles."""
    folder = shared / "bench" / "related" / "ecb_dev_by_topic" / "articles" / "28"
    if not folder.is_dir():
        pytest.skip("the real articles are not beside the repository")
    session = Session(use_store=False)
    list(session.open([str(folder)]))
    line_of = {
        (entry.article, entry.start): line.id
        for line in session.ledger()
        if line.verdict == "differ"
        for entry in line.entries
    }
    marked = 0
    for topic in session.topics.all():
        for row in finish(session.related.synopsis(topic)).rows:
            places = [
                (o.article, f.start) for cell in row.cells for o in cell for f in o.figures if f.differs
            ]
            marked += len(places)
            for place in places:
                assert any(line_of[place] == line_of[one] and one[0] != place[0] for one in places)
    assert marked


def test_what_an_article_says_twice_in_the_same_words_stands_once(
    article: MakeArticle, tabulate: Tabulate
) -> None:
    """As a title that its file has again above the text."""
    one = article("a", "The Kestrel dam failed at dawn.", "The Kestrel dam failed at dawn.", "Boats came.")
    other = article("b", "The Kestrel dam failed at dawn.", "Crews worked.")
    table = tabulate([one, other])
    told = sorted(ref for row in table.rows for ref in refs(row))
    assert told == [("a", 0), ("a", 2), ("b", 0), ("b", 1)]
    assert table.left_out == 1
