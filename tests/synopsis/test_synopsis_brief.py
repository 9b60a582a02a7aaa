"""Tables of many articles: one event a row, the best rows first, and a text that is short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.cli.article_labels import ArticleLabels
from briefing.cli.commands.synopsis import synopsis_lines
from briefing.model.article import Article, Ref, Span
from briefing.model.excerpt import Citation
from briefing.model.topic_synopsis import BEST_ROWS, MANY_ARTICLES, Synopsis, SynopsisPassage, SynopsisRow
from briefing.session import Session
from briefing.synopsis.article_likeness import ArticleLikeness
from briefing.synopsis.compared_passages import StemWeights, compared_passage
from briefing.synopsis.shared_event import Needed, split_by_event

MakeArticle = Callable[..., Article]


def passage(article: int, number: int, same_as: str | None = None) -> SynopsisPassage:
    text = f"Statement {number} of article {article}."
    return SynopsisPassage(f"a{article:02}.txt", number, 0, text, Span(0, len(text)), (), same_as)


def table(articles: int, rows: list[list[SynopsisPassage]]) -> Synopsis:
    """Rows of passages, in so many columns."""
    names = [f"a{number:02}.txt" for number in range(articles)]
    columns = tuple(Citation(name, name, None, None, None, None) for name in names)
    made = [
        SynopsisRow(f"row {place}", tuple(tuple(one for one in row if one.article == name) for name in names))
        for place, row in enumerate(rows)
    ]
    return Synopsis("harvest", columns, tuple(sorted(made, key=lambda row: row.alone)))


def big() -> Synopsis:
    """Forty rows of two voices, one of five, one that is copied, and three of one source."""
    two = [[passage(0, n), passage(1, n)] for n in range(40)]
    five = [passage(n, 50) for n in range(5)]
    copied = [passage(0, 51), passage(1, 51, "a00.txt"), passage(2, 51, "a00.txt")]
    return table(20, [copied, *two, five, *([passage(3, n)] for n in range(60, 63))])


def test_of_many_articles_the_rows_with_most_voices_are_shown_first() -> None:
    brief = big().brief()
    assert len(brief.rows) == BEST_ROWS
    assert [row.voices for row in brief.rows] == [2] * (BEST_ROWS - 1) + [5]
    assert [row.label for row in brief.rows] == [*(f"row {n}" for n in range(1, BEST_ROWS)), "row 41"]


def test_a_row_that_is_only_copied_comes_behind_those_of_two_voices() -> None:
    few = table(20, [[passage(0, 1), passage(1, 1, "a00.txt")], [passage(0, 2), passage(1, 2)]])
    assert [row.label for row in few.brief().rows] == ["row 1", "row 0"]


def test_of_few_articles_every_row_is_shown() -> None:
    few = replace(big(), columns=big().columns[:MANY_ARTICLES])
    assert few.brief() is few


@pytest.mark.parametrize("every", [False, True])
def test_text_names_no_file_and_counts_what_is_left_out(article: MakeArticle, every: bool) -> None:
    session = Session(use_store=False)
    held = [article(f"a{number:02}.txt", "Words.") for number in range(20)]
    session.hold([replace(one, title="Harvest", has_title=True) for one in held])
    lines = [
        "".join(piece.text for piece in line)
        for line in synopsis_lines(iter([big()]), ArticleLabels(session), 80, every=every)
    ]
    body = lines[: next(n for n, line in enumerate(lines) if line.startswith("A  "))]
    assert [line for line in body if ".txt" in line] == []
    assert ("  + 17 shared, + 3 alone: --all-rows prints them" in lines) is not every
    assert sum("of 20 silent" in line for line in lines) == (42 if every else BEST_ROWS)
    assert all(len(line) <= 80 for line in lines)


MATCHES = {
    "north": (
        "Kestrel beat Marrow at Holm Park",
        "Ada Quill scored a late goal for Kestrel in the second half.",
    ),
    "south": (
        "Kestrel beat Marrow at Holm Park",
        "A late goal of Ada Quill in the second half won it for Kestrel.",
    ),
    "east": ("Dunwich and Yarrow draw in the rain", "A late goal in the second half saved Yarrow a point."),
}


def test_more_is_asked_for_the_more_articles_there_are() -> None:
    assert Needed.among(8) == Needed(0.0, 0.0)
    needed = [Needed.among(number) for number in (9, 16, 64, 400)]
    assert sorted(needed, key=lambda one: one.words) == needed
    assert needed[-1].likeness == needed[-2].likeness


def test_what_shares_no_event_with_the_head_of_a_row_is_not_in_it(article: MakeArticle) -> None:
    others = [
        article(f"x{number}.txt", f"Report {number}", f"Matter {number} again.") for number in range(21)
    ]
    matches = [article(f"{name}.txt", *lines) for name, lines in MATCHES.items()]
    held = {one.id: one for one in (*matches, *others)}
    passages = [compared_passage(one, 1, ()) for one in held.values()]
    rows = split_by_event(
        [[0, 1, 2], [3, 4]],
        passages,
        StemWeights(passages),
        copies=frozenset(),
        likeness=ArticleLikeness(held.__getitem__).between,
        same=lambda one, other: one == other,
    )
    assert rows == [[0, 1], [2], [3], [4]]
    assert passages[0].ref == Ref("north.txt", 1)


def test_copies_stay_together_whatever_their_articles_are(article: MakeArticle) -> None:
    held = {f"x{n}.txt": article(f"x{n}.txt", f"Report {n}", f"Matter {n} again.") for n in range(24)}
    passages = [compared_passage(one, 1, ()) for one in held.values()]
    rows = split_by_event(
        [[0, 1]],
        passages,
        StemWeights(passages),
        copies=frozenset({(0, 1)}),
        likeness=lambda _one, _other: 0.0,
        same=lambda one, other: one == other,
    )
    assert rows == [[0, 1]]


def test_likeness_is_that_of_the_whole_articles(article: MakeArticle) -> None:
    held = {f"{name}.txt": article(f"{name}.txt", *lines) for name, lines in MATCHES.items()}
    likeness = ArticleLikeness(held.__getitem__)
    assert likeness.between("north.txt", "north.txt") == pytest.approx(2.0)
    assert likeness.between("north.txt", "south.txt") > 2 * likeness.between("north.txt", "east.txt")
    assert likeness.between("north.txt", "south.txt") == likeness.between("south.txt", "north.txt")
