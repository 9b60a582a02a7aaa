"""The desk: every move of the cursor, the columns and the choices, without any screen."""

from __future__ import annotations

import pytest

from briefing.model.article import Article, Passage, PassageKind, Ref, Span
from briefing.model.figure import Figure
from briefing.model.hit import Hit, SearchAnswer
from briefing.model.mark import Mark, PlacedMark
from briefing.model.topic import Topic, TopicPassage
from briefing.ui.state.reader_state import MAX_COLUMNS, Cursor, Desk, first_passage, passage_at

KINDS: dict[str, PassageKind] = {"# ": "title", "~ ": "boilerplate"}


def article(name: str, *blocks: str) -> Article:
    """An article of these blocks; `# ` begins a title, `~ ` boilerplate."""
    texts = [block[2:] if block[:2] in KINDS else block for block in blocks]
    passages, position = [], 0
    for number, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        kind = KINDS.get(block[:2], "paragraph")
        passages.append(Passage(number, kind, 0, position, position + len(text)))
        position += len(text) + 2
    body = "\n\n".join(texts)
    return Article(
        name, body, tuple(passages), name, True, None, None, None, "unknown", "en", None, f"f-{name}"
    )


def span_of(owner: Article, words: str) -> Span:
    start = owner.text.index(words)
    return Span(start, start + len(words))


def figure(owner: Article, words: str) -> Figure:
    span = span_of(owner, words)
    number = passage_at(owner, span.start)
    place = (owner.id, number, span.start, span.end, words)
    return Figure(*place, "count", 1, None, None, None, None, None, None, None, None)


def placed(owner: Article, words: str, number: int = 1) -> PlacedMark:
    span = span_of(owner, words)
    passage = passage_at(owner, span.start)
    made = "2026-03-10T08:00:00Z"
    mark = Mark(
        f"{number:026}", owner.id, owner.fingerprint, passage, span.start, span.end, words, "", "",
        "yellow", "", (), made, made, "", "",
    )  # fmt: skip
    return PlacedMark(mark, owner.id, passage, span.start, span.end)


NORTH = article(
    "north", "~ Log in.", "# Seven boats", "Seven boats left. Two came back.", "~ Share.", "Nine men wait."
)
SOUTH = article("south", "Six boats left.", "Nobody waits.")
EMPTY = article("empty")


@pytest.fixture
def desk() -> Desk:
    """Two articles side by side, the cursor in the first, and an empty one in the list."""
    desk = Desk()
    for one in (NORTH, SOUTH, EMPTY):
        desk.add(one)
    desk.columns = ["north", "south"]
    desk.figures["north"] = tuple(figure(NORTH, words) for words in ("Seven boats left", "Two", "Nine men"))
    desk.figures["south"] = (figure(SOUTH, "Six boats"),)
    return desk


def shown(owner: Article) -> list[int]:
    return [passage.number for passage in owner.passages]


def figure_here(desk: Desk) -> str | None:
    return desk.figure.text if desk.figure else None


# -- passages, sentences, figures


def test_the_cursor_begins_behind_boilerplate(desk: Desk) -> None:
    assert desk.cursor == Cursor(1)
    assert first_passage(article("x", "~ a", "~ b")) == 0


def test_passages_are_walked_without_boilerplate_and_to_the_ends_only(desk: Desk) -> None:
    walked = [desk.cursor.passage]
    while desk.step_passage(1, shown(NORTH)):
        walked.append(desk.cursor.passage)
    assert walked == [1, 2, 4]
    while desk.step_passage(-1, shown(NORTH)):
        walked.append(desk.cursor.passage)
    assert walked == [1, 2, 4, 2, 1]


def test_folded_passages_are_stepped_over(desk: Desk) -> None:
    assert desk.step_passage(1, [1, 4])
    assert desk.cursor == Cursor(4)
    desk.set_passage(2)
    assert desk.step_passage(-1, [1, 4])
    assert desk.cursor == Cursor(1)


def test_to_the_ends(desk: Desk) -> None:
    assert desk.to_end(1, shown(NORTH))
    assert desk.cursor == Cursor(4)
    assert not desk.to_end(1, shown(NORTH))
    assert desk.to_end(-1, shown(NORTH))
    assert desk.cursor == Cursor(1)


def test_figures_are_walked_across_passages(desk: Desk) -> None:
    walked = []
    while desk.step_figure(1):
        walked.append((desk.cursor.passage, figure_here(desk)))
    assert walked == [(2, "Seven boats left"), (2, "Two"), (4, "Nine men")]
    assert desk.step_figure(-1)
    assert figure_here(desk) == "Two"


def test_the_figure_before_a_passage_is_found_from_its_start(desk: Desk) -> None:
    desk.set_passage(4)
    assert figure_here(desk) is None
    assert desk.step_figure(-1)
    assert figure_here(desk) == "Two"


def test_sentences_are_walked_from_the_one_under_the_cursor(desk: Desk) -> None:
    desk.set_passage(2)
    walked = []
    while desk.step_sentence(1):
        assert desk.cursor.span is not None
        walked.append(NORTH.text[desk.cursor.span.start : desk.cursor.span.end])
    assert walked == ["Seven boats left.", "Two came back.", "Nine men wait."]
    assert desk.cursor.kind == "sentence"


def test_sentences_are_walked_past_boilerplate(desk: Desk) -> None:
    desk.go("north", Cursor(2, span_of(NORTH, "Two came back."), "sentence"))
    assert desk.step_sentence(1)
    assert desk.cursor == Cursor(4, span_of(NORTH, "Nine men wait."), "sentence")
    assert desk.step_sentence(-1)
    assert desk.cursor == Cursor(2, span_of(NORTH, "Two came back."), "sentence")


def test_a_sentence_begins_with_the_one_that_holds_the_figure(desk: Desk) -> None:
    desk.go("north", Cursor(2, span_of(NORTH, "Two"), "figure"))
    assert desk.step_sentence(1)
    assert desk.cursor.span == span_of(NORTH, "Two came back.")


def test_every_move_takes_the_selection_away(desk: Desk) -> None:
    for move in (
        lambda: desk.step_passage(1, shown(NORTH)),
        lambda: desk.step_figure(1),
        lambda: desk.step_sentence(1),
        lambda: desk.step_column(1),
        lambda: desk.go("north", Cursor(1)),
    ):
        desk.selection = Span(0, 3)
        assert move() in (True, None)
        assert desk.selection is None


def test_nothing_moves_where_nothing_is_open() -> None:
    desk = Desk()
    assert (desk.ref, desk.current, desk.cursor) == (None, None, Cursor())
    assert not desk.step_passage(1, [])
    assert not desk.to_end(1, [])
    assert not desk.step_figure(1)
    assert not desk.step_sentence(1)
    assert not desk.step_column(1)
    assert not desk.step_topic(1)
    assert not desk.step_match(1)
    assert not desk.return_back()
    assert desk.span_to_mark() is None
    assert desk.mark_here() is None


def test_an_article_without_passages_has_no_place(desk: Desk) -> None:
    desk.bring("empty")
    assert desk.ref is None
    assert not desk.step_passage(1, [])
    assert not desk.step_figure(1)
    assert desk.span_to_mark() is None


# -- columns


def test_the_last_column_stays(desk: Desk) -> None:
    assert desk.toggle("north")
    assert (desk.columns, desk.active) == (["south"], 0)
    assert not desk.toggle("south")
    assert desk.columns == ["south"]


def test_taking_a_column_out_keeps_the_reader_where_they_are(desk: Desk) -> None:
    desk.toggle("empty")
    desk.active = 1
    desk.toggle("north")
    assert (desk.columns, desk.active) == (["south", "empty"], 0)
    desk.active = 1
    desk.toggle("empty")
    assert (desk.columns, desk.active) == (["south"], 0)


@pytest.mark.parametrize("active", range(MAX_COLUMNS))
@pytest.mark.parametrize("move", ["toggle", "bring"])
def test_no_more_than_four_columns_and_the_active_one_stays(move: str, active: int) -> None:
    desk = Desk()
    for number in range(6):
        desk.add(article(f"a{number}", "Words."))
    desk.columns = [f"a{number}" for number in range(MAX_COLUMNS)]
    desk.active = active
    getattr(desk, move)("a5")
    assert len(desk.columns) == MAX_COLUMNS
    assert "a5" in desk.columns
    assert f"a{active}" in desk.columns
    assert desk.columns[desk.active] == ("a5" if move == "bring" else f"a{active}")


def test_columns_are_walked_to_the_ends(desk: Desk) -> None:
    assert desk.step_column(1)
    assert not desk.step_column(1)
    assert desk.current == SOUTH
    assert desk.step_column(-1)
    assert not desk.step_column(-1)
    assert desk.current == NORTH


def test_each_column_keeps_its_own_cursor(desk: Desk) -> None:
    desk.set_passage(4)
    desk.step_column(1)
    assert desk.cursor == Cursor(0)
    desk.step_column(-1)
    assert desk.cursor == Cursor(4)


def test_letters_and_colours_go_by_the_list(desk: Desk) -> None:
    assert [(desk.letter(name), desk.index(name)) for name in desk.names] == [("A", 0), ("B", 1), ("C", 2)]
    changed = article("south", "Six boats left early.")
    desk.add(changed)
    assert list(desk.names) == ["north", "south", "empty"]
    assert desk.articles["south"] is changed


# -- there and back


def test_jumps_are_taken_back_in_turn(desk: Desk) -> None:
    desk.go("south", Cursor(1), remember=True)
    desk.go("north", Cursor(4), remember=True)
    assert desk.return_back()
    assert desk.ref == Ref("south", 1)
    assert desk.return_back()
    assert desk.ref == Ref("north", 1)
    assert not desk.return_back()


def test_a_jump_opens_the_column_it_leads_to(desk: Desk) -> None:
    desk.columns = ["north"]
    desk.go("south", Cursor(1), remember=True)
    assert (desk.columns, desk.active) == (["north", "south"], 1)


# -- topics


def topic(*places: tuple[str, int]) -> Topic:
    passages = tuple(TopicPassage(name, number, 0.5) for name, number in places)
    return Topic("boats", ("boats",), 0.5, passages)


def test_a_topic_is_walked_across_articles_and_round(desk: Desk) -> None:
    desk.topics, desk.topic = (topic(("north", 2), ("south", 0)),), "boats"
    walked = []
    for _ in range(3):
        assert desk.step_topic(1)
        walked.append(desk.ref)
    assert walked == [Ref("north", 2), Ref("south", 0), Ref("north", 2)]
    assert desk.step_topic(-1)
    assert desk.ref == Ref("south", 0)


def test_a_topic_of_closed_articles_opens_them(desk: Desk) -> None:
    desk.columns = ["north"]
    desk.topics, desk.topic = (topic(("gone", 0), ("south", 1)),), "boats"
    assert desk.step_topic(1)
    assert desk.ref == Ref("south", 1)
    desk.topics = (topic(("gone", 0)),)
    assert not desk.step_topic(1)


def test_what_a_topic_leaves_bright(desk: Desk) -> None:
    desk.topics = (topic(("north", 2), ("south", 0)),)
    assert desk.topic_passages("north") is None
    desk.topic = "boats"
    assert desk.topic_passages("north") == frozenset({2})
    assert desk.topic_passages("empty") == frozenset()
    desk.topic = "planes"
    assert desk.topic_passages("north") is None


def test_the_weightiest_topic_of_a_passage_comes_first(desk: Desk) -> None:
    heavy = Topic("men", ("men",), 0.1, (TopicPassage("north", 2, 0.9),))
    desk.topics = (topic(("north", 2)), heavy)
    assert [t.label for t in desk.topics_of(Ref("north", 2))] == ["men", "boats"]


def test_figures_and_sentences_folded_away_are_stepped_over(desk: Desk) -> None:
    desk.topics, desk.topic, desk.only_topic = (topic(("north", 1), ("north", 4)),), "boats", True
    assert desk.step_figure(1)
    assert desk.cursor.passage == 4
    desk.go("north", Cursor(1, span_of(NORTH, "Seven boats"), "sentence"))
    assert desk.step_sentence(1)
    assert desk.cursor == Cursor(4, span_of(NORTH, "Nine men wait."), "sentence")
    assert desk.only_topic


def test_going_to_a_passage_folded_away_unfolds(desk: Desk) -> None:
    desk.topics, desk.topic, desk.only_topic = (topic(("north", 4)),), "boats", True
    desk.go("north", Cursor(4))
    assert desk.only_topic
    desk.go("south", Cursor(0))
    assert (desk.topic, desk.only_topic) == ("boats", False)


# -- matches


def answer(*hits: tuple[Article, int, tuple[str, ...]]) -> SearchAnswer:
    found = tuple(
        Hit(owner.id, number, 1.0, tuple(span_of(owner, words) for words in texts), "", 0)
        for owner, number, texts in hits
    )
    return SearchAnswer("boats", found, len(found))


def test_matches_are_walked_in_reading_order_and_round(desk: Desk) -> None:
    desk.set_answer(answer((SOUTH, 0, ("boats",)), (NORTH, 2, ("boats left", "back"))))
    walked = []
    for _ in range(4):
        assert desk.step_match(1)
        walked.append((desk.walk.place, desk.ref))
    north, south = Ref("north", 2), Ref("south", 0)
    assert walked == [("1/3", north), ("2/3", north), ("3/3", south), ("1/3", north)]
    assert desk.step_match(-1)
    assert desk.walk.place == "3/3"


def test_the_first_match_is_the_one_nearest_the_cursor(desk: Desk) -> None:
    found = answer((NORTH, 1, ("Seven",)), (NORTH, 4, ("Nine",)), (SOUTH, 1, ("Nobody",)))
    desk.set_answer(found)
    desk.set_passage(2)
    desk.step_match(1)
    assert desk.ref == Ref("north", 4)
    desk.set_answer(found)
    desk.set_passage(2)
    desk.step_match(-1)
    assert desk.ref == Ref("north", 1)


def test_a_result_is_opened_and_can_be_left_again(desk: Desk) -> None:
    found = answer((SOUTH, 1, ("Nobody",)))
    desk.set_answer(found)
    desk.focus_match(found.hits[0])
    assert desk.cursor == Cursor(1, span_of(SOUTH, "Nobody"), "match")
    assert desk.return_back()
    assert desk.ref == Ref("north", 1)
    desk.focus_match(answer((NORTH, 4, ("Nine",))).hits[0])
    assert desk.cursor == Cursor(4, span_of(NORTH, "Nine"), "match")


def test_matches_in_articles_that_are_not_open_are_left_out(desk: Desk) -> None:
    hit = Hit("elsewhere", 0, 1.0, (Span(0, 1),), "", 0)
    desk.set_answer(SearchAnswer("x", (hit,), 1))
    assert desk.matches == ()
    assert not desk.step_match(1)


# -- marks


def test_what_a_mark_would_take(desk: Desk) -> None:
    desk.set_passage(2)
    whole = NORTH.passages[2]
    assert desk.span_to_mark() == Span(whole.start, whole.end)
    desk.step_figure(1)
    assert desk.span_to_mark() == Span(whole.start, whole.end)
    desk.step_sentence(1)
    assert desk.span_to_mark() == span_of(NORTH, "Seven boats left.")
    desk.selection = Span(3, 5)
    assert desk.span_to_mark() == Span(3, 5)


def test_the_mark_here_is_the_one_around_the_cursor(desk: Desk) -> None:
    first, second = placed(NORTH, "Seven boats left.", 1), placed(NORTH, "Two came back.", 2)
    orphan = PlacedMark(placed(NORTH, "Nine", 3).mark, None, None, None, None)
    desk.marks = (second, orphan, first)
    assert desk.marks_in("north") == [first, second]
    assert desk.mark_here() is None
    desk.set_passage(2)
    assert desk.mark_here() == first
    desk.go("north", Cursor(2, span_of(NORTH, "Two"), "figure"))
    assert desk.mark_here() == second


def test_a_mark_over_two_passages_is_here_in_both(desk: Desk) -> None:
    desk.marks = (placed(NORTH, "Two came back.\n\nShare.\n\nNine"),)
    for number, here in ((1, False), (2, True), (4, True)):
        desk.set_passage(number)
        assert (desk.mark_here() is not None) is here
