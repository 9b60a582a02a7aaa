"""The state: every move of the cursor, the columns and the choices, without any screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Article, Passage, PassageKind, Ref, Span
from briefing.model.figure import Figure
from briefing.model.mark import Mark, PlacedMark
from briefing.model.search_answer import Hit, SearchAnswer
from briefing.model.topic import Topic, TopicPassage
from briefing.ui.state.cursor import Cursor, first_passage
from briefing.ui.state.reader_state import COLUMNS_IN_VIEW, MAX_COLUMNS, ReaderState

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
    number = owner.passage_at(span.start)
    place = (owner.id, number, span.start, span.end, words)
    return Figure(*place, "count", 1, None, None, None, None, None, None, None, None, key="toll")


def placed(owner: Article, words: str, number: int = 1) -> PlacedMark:
    span = span_of(owner, words)
    passage = owner.passage_at(span.start)
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
def state() -> ReaderState:
    """Two articles side by side, the cursor in the first, and an empty one in the list."""
    state = ReaderState()
    for one in (NORTH, SOUTH, EMPTY):
        state.add(one)
    state.columns = ["north", "south"]
    state.articles.take_figures(
        "north", tuple(figure(NORTH, words) for words in ("Seven boats left", "Two", "Nine men"))
    )
    state.articles.take_figures("south", (figure(SOUTH, "Six boats"),))
    return state


def shown(owner: Article) -> list[int]:
    return [passage.number for passage in owner.passages]


def figure_here(state: ReaderState) -> str | None:
    return state.figure.text if state.figure else None


# -- passages, sentences, figures


def test_the_cursor_begins_behind_boilerplate(state: ReaderState) -> None:
    assert state.cursor == Cursor(1)
    assert first_passage(article("x", "~ a", "~ b")) == 0


def test_passages_are_walked_without_boilerplate_and_to_the_ends_only(state: ReaderState) -> None:
    walked = [state.cursor.passage]
    while state.step_passage(1, shown(NORTH)):
        walked.append(state.cursor.passage)
    assert walked == [1, 2, 4]
    while state.step_passage(-1, shown(NORTH)):
        walked.append(state.cursor.passage)
    assert walked == [1, 2, 4, 2, 1]


def test_folded_passages_are_stepped_over(state: ReaderState) -> None:
    assert state.step_passage(1, [1, 4])
    assert state.cursor == Cursor(4)
    state.set_passage(2)
    assert state.step_passage(-1, [1, 4])
    assert state.cursor == Cursor(1)


def test_to_the_ends(state: ReaderState) -> None:
    assert state.to_end(1, shown(NORTH))
    assert state.cursor == Cursor(4)
    assert not state.to_end(1, shown(NORTH))
    assert state.to_end(-1, shown(NORTH))
    assert state.cursor == Cursor(1)


def test_figures_are_walked_across_passages(state: ReaderState) -> None:
    walked = []
    while state.step_target(1):
        walked.append((state.cursor.passage, figure_here(state)))
    assert walked == [(2, "Seven boats left"), (2, "Two"), (4, "Nine men")]
    assert state.step_target(-1)
    assert figure_here(state) == "Two"


def test_the_figure_before_a_passage_is_found_from_its_start(state: ReaderState) -> None:
    state.set_passage(4)
    assert figure_here(state) is None
    assert state.step_target(-1)
    assert figure_here(state) == "Two"


def test_sentences_are_walked_from_the_one_under_the_cursor(state: ReaderState) -> None:
    state.set_passage(2)
    walked = []
    while state.step_sentence(1):
        assert state.cursor.span is not None
        walked.append(NORTH.text[state.cursor.span.start : state.cursor.span.end])
    assert walked == ["Seven boats left.", "Two came back.", "Nine men wait."]
    assert state.cursor.kind == "sentence"


def test_sentences_are_walked_past_boilerplate(state: ReaderState) -> None:
    state.go("north", Cursor(2, span_of(NORTH, "Two came back."), "sentence"))
    assert state.step_sentence(1)
    assert state.cursor == Cursor(4, span_of(NORTH, "Nine men wait."), "sentence")
    assert state.step_sentence(-1)
    assert state.cursor == Cursor(2, span_of(NORTH, "Two came back."), "sentence")


def test_a_sentence_begins_with_the_one_that_holds_the_figure(state: ReaderState) -> None:
    state.go("north", Cursor(2, span_of(NORTH, "Two"), "figure"))
    assert state.step_sentence(1)
    assert state.cursor.span == span_of(NORTH, "Two came back.")


def test_every_move_takes_the_selection_away(state: ReaderState) -> None:
    for move in (
        lambda: state.step_passage(1, shown(NORTH)),
        lambda: state.step_target(1),
        lambda: state.step_sentence(1),
        lambda: state.step_column(1),
        lambda: state.go("north", Cursor(1)),
    ):
        state.selection = Span(0, 3)
        assert move() in (True, None)
        assert state.selection is None


def test_nothing_moves_where_nothing_is_open() -> None:
    state = ReaderState()
    assert (state.ref, state.current, state.cursor) == (None, None, Cursor())
    assert not state.step_passage(1, [])
    assert not state.to_end(1, [])
    assert not state.step_target(1)
    assert not state.step_sentence(1)
    assert not state.step_column(1)
    assert not state.step_topic(1)
    assert not state.step_match(1)
    assert not state.return_back()
    assert state.span_to_mark() is None
    assert state.mark_here() is None


def test_an_article_without_passages_has_no_place(state: ReaderState) -> None:
    state.bring("empty")
    assert state.ref is None
    assert not state.step_passage(1, [])
    assert not state.step_target(1)
    assert state.span_to_mark() is None


# -- columns


def test_the_last_column_stays(state: ReaderState) -> None:
    assert state.toggle("north") == "out"
    assert (state.columns, state.active) == (["south"], 0)
    assert state.toggle("south") == "last"
    assert state.columns == ["south"]


def test_taking_a_column_out_keeps_the_reader_where_they_are(state: ReaderState) -> None:
    state.toggle("empty")
    state.active = 1
    state.toggle("north")
    assert (state.columns, state.active) == (["south", "empty"], 0)
    state.active = 1
    state.toggle("empty")
    assert (state.columns, state.active) == (["south"], 0)


def with_columns(number: int, active: int = 0, articles: int = MAX_COLUMNS + 3) -> ReaderState:
    """The first `number` of some articles side by side."""
    state = ReaderState()
    for place in range(articles):
        state.add(article(f"a{place}", "Words."))
    state.columns, state.active = [f"a{place}" for place in range(number)], active
    return state


def test_a_fifth_article_stands_beside_the_others_and_none_goes() -> None:
    state = with_columns(COLUMNS_IN_VIEW, 1)
    assert state.toggle("a9") == "in"
    assert state.columns == ["a0", "a1", "a2", "a3", "a9"]
    assert state.active == 1


def test_beyond_the_most_columns_none_comes_in_by_itself() -> None:
    state = with_columns(MAX_COLUMNS)
    before = list(state.columns)
    assert state.toggle("a13") == "full"
    assert state.columns == before
    state.bring("a13")
    assert len(state.columns) == MAX_COLUMNS
    assert state.columns[0] == "a0"
    assert state.current is state.articles["a13"]


def test_a_place_that_is_gone_to_takes_the_column_of_the_one_before_it() -> None:
    state = with_columns(2)
    for name in ("a5", "a6", "a7"):
        state.bring(name)
        assert (state.columns, state.columns[state.active]) == (["a0", "a1", name], name)
    state.bring("a1")
    state.bring("a8")
    assert state.columns == ["a0", "a1", "a8"]


def test_what_is_compared_keeps_its_column() -> None:
    state = with_columns(1)
    state.bring("a5")
    for name in ("a6", "a7", "a8"):
        here = state.columns[state.active]
        state.bring(name, beside=True)
        assert here in state.columns
        assert state.columns[state.active] == name
        assert len(state.columns) == 3


def test_a_column_that_would_not_be_seen_comes_beside_the_active_one() -> None:
    state = with_columns(COLUMNS_IN_VIEW, 1)
    state.bring("a7")
    assert state.columns == ["a0", "a1", "a7", "a2", "a3"]


def test_an_article_opened_here_takes_the_active_column_and_back_gives_it_back() -> None:
    state = with_columns(2, 1)
    state.open_here("a5")
    assert (state.columns, state.active) == (["a0", "a5"], 1)
    state.open_here("a0")
    assert (state.columns, state.active) == (["a0", "a5"], 0)
    state.open_here("a5")
    assert state.return_back()
    assert (state.columns, state.active) == (["a0", "a1"], 1)


def test_columns_set_aside_come_back() -> None:
    state = with_columns(3, 1)
    assert state.only()
    assert (state.columns, state.active) == (["a1"], 0)
    assert state.only()
    assert (state.columns, state.active) == (["a0", "a1", "a2"], 1)
    assert not with_columns(1).only()


def test_what_was_opened_alone_comes_back_with_the_others() -> None:
    state = with_columns(3, 1)
    state.only()
    state.open_here("a7")
    state.bring("a5")
    assert state.columns == ["a7", "a5"]
    state.only()
    assert state.columns == ["a5"]
    state.only()
    assert state.columns == ["a0", "a7", "a2", "a5"]
    assert state.columns[state.active] == "a5"


def test_a_column_taken_out_does_not_come_back() -> None:
    state = with_columns(3)
    state.only()
    state.toggle("a1")
    state.toggle("a1")
    state.only()
    assert state.columns == ["a0", "a2"]


MOVES = st.tuples(st.sampled_from(["in", "bring", "beside", "here", "only", "back"]), st.integers(0, 14))


@given(st.lists(MOVES, max_size=40))
def test_columns_are_never_doubled_and_never_too_many(moves: list[tuple[str, int]]) -> None:
    state = with_columns(2)
    for move, number in moves:
        name = f"a{number}"
        if move == "in":
            state.toggle(name)
        elif move == "here":
            state.open_here(name)
        elif move == "only":
            state.only()
        elif move == "back":
            state.return_back()
        else:
            state.go(name, Cursor(0), remember=True, beside=move == "beside")
        assert len(set(state.columns)) == len(state.columns) <= MAX_COLUMNS
        assert 0 <= state.active < len(state.columns)


def test_columns_are_walked_to_the_ends(state: ReaderState) -> None:
    assert state.step_column(1)
    assert not state.step_column(1)
    assert state.current == SOUTH
    assert state.step_column(-1)
    assert not state.step_column(-1)
    assert state.current == NORTH


def test_each_column_keeps_its_own_cursor(state: ReaderState) -> None:
    state.set_passage(4)
    state.step_column(1)
    assert state.cursor == Cursor(0)
    state.step_column(-1)
    assert state.cursor == Cursor(4)


def test_letters_and_colours_go_by_the_list(state: ReaderState) -> None:
    assert [(state.letter(name), state.index(name)) for name in state.names] == [("A", 0), ("B", 1), ("C", 2)]
    changed = article("south", "Six boats left early.")
    state.add(changed)
    assert list(state.names) == ["north", "south", "empty"]
    assert state.articles["south"] is changed


# -- there and back


def test_jumps_are_taken_back_in_turn(state: ReaderState) -> None:
    state.go("south", Cursor(1), remember=True)
    state.go("north", Cursor(4), remember=True)
    assert state.return_back()
    assert state.ref == Ref("south", 1)
    assert state.return_back()
    assert state.ref == Ref("north", 1)
    assert not state.return_back()


def test_a_jump_opens_the_column_it_leads_to(state: ReaderState) -> None:
    state.columns = ["north"]
    state.go("south", Cursor(1), remember=True)
    assert (state.columns, state.active) == (["north", "south"], 1)


# -- topics


def topic(*places: tuple[str, int]) -> Topic:
    passages = tuple(TopicPassage(name, number, 0.5) for name, number in places)
    return Topic("boats", ("boats",), 0.5, passages)


def test_a_topic_is_walked_across_articles_and_round(state: ReaderState) -> None:
    state.topics.items, state.topics.chosen = (topic(("north", 2), ("south", 0)),), "boats"
    walked = []
    for _ in range(3):
        assert state.step_topic(1)
        walked.append(state.ref)
    assert walked == [Ref("north", 2), Ref("south", 0), Ref("north", 2)]
    assert state.step_topic(-1)
    assert state.ref == Ref("south", 0)


def test_a_topic_of_closed_articles_opens_them(state: ReaderState) -> None:
    state.columns = ["north"]
    state.topics.items, state.topics.chosen = (topic(("gone", 0), ("south", 1)),), "boats"
    assert state.step_topic(1)
    assert state.ref == Ref("south", 1)
    state.topics.items = (topic(("gone", 0)),)
    assert not state.step_topic(1)


def test_what_a_topic_leaves_bright(state: ReaderState) -> None:
    state.topics.items = (topic(("north", 2), ("south", 0)),)
    assert state.topics.passages_in("north") is None
    state.topics.chosen = "boats"
    assert state.topics.passages_in("north") == frozenset({2})
    assert state.topics.passages_in("empty") == frozenset()
    state.topics.chosen = "planes"
    assert state.topics.passages_in("north") is None


def test_the_weightiest_topic_of_a_passage_comes_first(state: ReaderState) -> None:
    heavy = Topic("men", ("men",), 0.1, (TopicPassage("north", 2, 0.9),))
    state.topics.items = (topic(("north", 2)), heavy)
    assert [t.label for t in state.topics.of(Ref("north", 2))] == ["men", "boats"]


def test_figures_and_sentences_folded_away_are_stepped_over(state: ReaderState) -> None:
    state.topics.items, state.topics.chosen, state.topics.only_chosen = (
        (topic(("north", 1), ("north", 4)),),
        "boats",
        True,
    )
    assert state.step_target(1)
    assert state.cursor.passage == 4
    state.go("north", Cursor(1, span_of(NORTH, "Seven boats"), "sentence"))
    assert state.step_sentence(1)
    assert state.cursor == Cursor(4, span_of(NORTH, "Nine men wait."), "sentence")
    assert state.topics.only_chosen


def test_going_to_a_passage_folded_away_unfolds(state: ReaderState) -> None:
    state.topics.items, state.topics.chosen, state.topics.only_chosen = (topic(("north", 4)),), "boats", True
    state.go("north", Cursor(4))
    assert state.topics.only_chosen
    state.go("south", Cursor(0))
    assert (state.topics.chosen, state.topics.only_chosen) == ("boats", False)


# -- matches


def answer(*hits: tuple[Article, int, tuple[str, ...]]) -> SearchAnswer:
    found = tuple(
        Hit(owner.id, number, 1.0, tuple(span_of(owner, words) for words in texts), "", 0)
        for owner, number, texts in hits
    )
    return SearchAnswer("boats", found, len(found))


def test_matches_are_walked_in_reading_order_and_round(state: ReaderState) -> None:
    state.search.set_answer(answer((SOUTH, 0, ("boats",)), (NORTH, 2, ("boats left", "back"))))
    walked = []
    for _ in range(4):
        assert state.step_match(1)
        walked.append((state.search.walk.place, state.ref))
    north, south = Ref("north", 2), Ref("south", 0)
    assert walked == [("1/3", north), ("2/3", north), ("3/3", south), ("1/3", north)]
    assert state.step_match(-1)
    assert state.search.walk.place == "3/3"


def test_the_first_match_is_the_one_nearest_the_cursor(state: ReaderState) -> None:
    found = answer((NORTH, 1, ("Seven",)), (NORTH, 4, ("Nine",)), (SOUTH, 1, ("Nobody",)))
    state.search.set_answer(found)
    state.set_passage(2)
    state.step_match(1)
    assert state.ref == Ref("north", 4)
    state.search.set_answer(found)
    state.set_passage(2)
    state.step_match(-1)
    assert state.ref == Ref("north", 1)


def test_a_result_is_opened_and_can_be_left_again(state: ReaderState) -> None:
    found = answer((SOUTH, 1, ("Nobody",)))
    state.search.set_answer(found)
    state.focus_match(found.hits[0])
    assert state.cursor == Cursor(1, span_of(SOUTH, "Nobody"), "match")
    assert state.return_back()
    assert state.ref == Ref("north", 1)
    state.focus_match(answer((NORTH, 4, ("Nine",))).hits[0])
    assert state.cursor == Cursor(4, span_of(NORTH, "Nine"), "match")


def test_matches_in_articles_that_are_not_open_are_left_out(state: ReaderState) -> None:
    hit = Hit("elsewhere", 0, 1.0, (Span(0, 1),), "", 0)
    state.search.set_answer(SearchAnswer("x", (hit,), 1))
    assert state.search.matches == ()
    assert not state.step_match(1)


# -- marks


def test_what_a_mark_would_take(state: ReaderState) -> None:
    state.set_passage(2)
    whole = NORTH.passages[2]
    assert state.span_to_mark() == Span(whole.start, whole.end)
    state.step_target(1)
    assert state.cursor.kind == "figure"
    assert state.span_to_mark() == span_of(NORTH, "Seven boats left.")
    state.step_sentence(1)
    assert state.span_to_mark() == span_of(NORTH, "Seven boats left.")
    state.selection = Span(3, 5)
    assert state.span_to_mark() == Span(3, 5)


def test_the_mark_here_is_the_one_around_the_cursor(state: ReaderState) -> None:
    first, second = placed(NORTH, "Seven boats left.", 1), placed(NORTH, "Two came back.", 2)
    orphan = PlacedMark(placed(NORTH, "Nine", 3).mark, None, None, None, None)
    state.marks.placed = (second, orphan, first)
    assert state.marks.in_article("north") == [first, second]
    assert state.mark_here() is None
    state.set_passage(2)
    assert state.mark_here() == first
    state.go("north", Cursor(2, span_of(NORTH, "Two"), "figure"))
    assert state.mark_here() == second


def test_a_mark_over_two_passages_is_here_in_both(state: ReaderState) -> None:
    state.marks.placed = (placed(NORTH, "Two came back.\n\nShare.\n\nNine"),)
    for number, here in ((1, False), (2, True), (4, True)):
        state.set_passage(number)
        assert (state.mark_here() is not None) is here
