"""The words of the frame: dates, counts, letters, keys, header, heads, footer, lens."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.model.article import Article, Ref, Span
from briefing.model.figure import Figure
from briefing.model.hit import Hit, SearchAnswer
from briefing.model.lens import Lens
from briefing.model.related import RelatedPassage
from briefing.model.topic import Topic, TopicPassage
from briefing.paths import themes_dir
from briefing.ui import keys
from briefing.ui.drawing import formatting as words
from briefing.ui.drawing import headers as heads
from briefing.ui.drawing.lens_lines import lens_lines
from briefing.ui.drawing.palette import Palette
from briefing.ui.drawing.styled_text import ACTION, Pen
from briefing.ui.drawing.styles import lookup
from briefing.ui.drawing.theme_files import load_themes
from briefing.ui.state.reader_state import Cursor, Desk

HOSTILE = "[@click=app.quit]x[/] [/]\x1b]0;t\x07\u202e"


def article(
    name: str, *, title: str = "", source: str | None = None, published: str | None = None
) -> Article:
    text = "The dam costs 40 million euros."
    return make_article(
        name, text, title=title or text, has_title=bool(title), source=source, published=published
    )


@pytest.fixture(scope="module")
def pen() -> Pen:
    """Draws in the dark theme."""
    themes, problems = load_themes([themes_dir()], only={"dark"})
    assert not problems
    return Pen(Palette(lookup(next(theme for theme in themes if theme.name == "dark"))))


@pytest.fixture
def desk() -> Desk:
    """Two articles side by side, one without title, source and date."""
    desk = Desk()
    desk.add(article("a", title="A dam", source="Gazette", published="2026-03-09"))
    desk.add(article("b"))
    desk.columns = ["a", "b"]
    return desk


# -- words and keys


def test_dates_sources_and_counts() -> None:
    assert words.short_date("2026-02-04") == "4 Feb 2026"
    assert words.short_date(None) == "date?"
    assert words.source_name(article("a", source="Gazette")) == "Gazette"
    assert words.source_name(article("a")) == "source?"
    counted = (words.count(1, "mark"), words.count(1204, "word"), words.count(0, "match", "matches"))
    assert counted == ("1 mark", "1,204 words", "0 matches")


@pytest.mark.parametrize(
    ("value", "most", "drawn"), [(0, 9, "·"), (9, 9, "█"), (1, 99, "▁"), (1, 0, "·"), (5, 9, "▄")]
)
def test_a_bar_is_one_character_and_silence_a_dot(value: int, most: int, drawn: str) -> None:
    assert words.bar(value, most) == drawn


def test_letters_go_on_after_z_and_never_repeat() -> None:
    assert [words.letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    assert len({words.letter(index) for index in range(2000)}) == 2000


def test_no_key_has_two_actions_and_every_action_a_function() -> None:
    from importlib import import_module

    for where in ("", keys.TOPICS):
        bound = [key for action in keys.ACTIONS if action.where == where for key in action.keys]
        assert len(bound) == len(set(bound))
    assert {action.group for action in keys.ACTIONS} == set(keys.GROUPS)
    assert len(keys.BY_ID) == len(keys.ACTIONS)
    for action in keys.ACTIONS:
        group, _, verb = action.id.partition(".")
        assert callable(getattr(import_module(f"briefing.ui.controllers.actions.{group}"), verb))


def test_keys_as_a_person_reads_them() -> None:
    shown = {
        name: keys.BY_ID[name].shown
        for name in ("move.next_figure", "marks.redo", "view.help", "topics.next")
    }
    assert shown == {
        "move.next_figure": "] [",
        "marks.redo": "^r",
        "view.help": "? f1",
        "topics.next": "} {",
    }  # fmt: skip
    assert keys.BY_ID["view.previous_pane"].shown == "S-tab"


# -- header, heads, footer


def test_the_header_says_what_is_open_and_what_holds(desk: Desk, pen: Pen) -> None:
    assert heads.header(desk, pen, "news", "", 60).plain.rstrip() == " briefing  2 articles · news"
    desk.lock, desk.topic, desk.only_topic = True, "cost", True
    desk.set_answer(SearchAnswer("dam", (Hit("a", 0, 1, (Span(4, 7),), "", 0),), 1))
    line = heads.header(desk, pen, "news", "indexing …", 100).plain
    assert line.endswith("indexing … ≈ lock topic: cost only /dam 1 ")
    desk.step_match(1)
    assert heads.header(desk, pen, "news", "", 100).plain.endswith("/dam 1/1 ")


def test_the_head_of_a_column(desk: Desk, pen: Pen) -> None:
    def head(
        name: str, height: int, found: RelatedPassage | None = None, *, waiting: bool = False
    ) -> list[str]:
        return [line.plain for line in heads.column_head(desk, pen, name, found, waiting, (40, height))]

    assert head("a", 1) == [" A  Gazette                   9 Mar 2026"]
    assert head("a", 2)[1] == "A dam"
    assert head("b", 2)[0].split() == ["B", "source?", "date?"]
    assert head("b", 2)[1].startswith("[no title] The dam costs")
    desk.lock = True
    assert head("a", 2)[1] == "≈ reading here; the others follow"
    assert head("b", 2)[1] == "∅ no counterpart in this article"
    assert head("b", 2, waiting=True)[1] == "≈ …"
    found = RelatedPassage("b", 0, 0.814, ("names: Kestrel", "shared words: dam"))
    assert head("b", 3, found)[2] == "≈ 81% names: Kestrel · shared words: dam"
    desk.columns = ["b"]
    assert head("b", 2)[1].startswith("[no title]")


@pytest.mark.parametrize("width", [0, 1, 5, 20, 60, 200])
def test_nothing_drawn_is_wider_than_its_place(desk: Desk, pen: Pen, width: int) -> None:
    hostile = article("c", title=HOSTILE * 9, source=HOSTILE, published="2026-03-09")
    desk.add(hostile)
    desk.columns, desk.lock, desk.topic = ["c", "a"], True, HOSTILE
    found = RelatedPassage("c", 0, 0.5, (HOSTILE,))
    lines = [
        heads.header(desk, pen, HOSTILE, HOSTILE, width),
        heads.footer(pen, heads.hints(desk, "text"), width),
        *heads.column_head(desk, pen, "c", found, False, (width, 3)),
        *lens_lines(desk, pen, Lens(Ref("c", 0), (found,), {}), (width, 6)),
    ]
    for line in lines:
        assert line.cell_length <= max(width, 1)
        assert line.plain.isprintable()


def test_the_footer_names_the_keys_that_act(desk: Desk, pen: Pen) -> None:
    def named(focus: str = "text") -> set[str]:
        return set(heads.hints(desk, focus))

    assert "move.back" not in named()
    desk.go("b", Cursor(0), remember=True)
    assert "move.back" in named()
    assert named().isdisjoint({"find.next", "topics.next", "marks.edit"})
    desk.set_answer(SearchAnswer("dam", (), 0))
    desk.topic = "cost"
    assert {"find.next", "topics.next", "topics.only"} <= named()
    desk.selection = Span(0, 3)
    assert named() == {"marks.mark", "export.copy", "view.escape"}
    assert "columns.toggle" in named("list")
    for focus in ("text", "list"):
        assert named(focus) <= set(keys.BY_ID)


def test_each_hint_acts_when_it_is_clicked(pen: Pen) -> None:
    line = heads.footer(pen, ["move.next_passage"], 34)
    assert line.plain == " j k move         ? help  q quit  "
    acting = {
        span.style.meta[ACTION]: line.plain[span.start : span.end]
        for span in line.spans
        if not isinstance(span.style, str) and ACTION in span.style.meta
    }
    assert acting == {"move.next_passage": "j k", "view.help": "?", "view.quit": "q"}


def test_help_and_quit_stand_in_the_narrowest_footer(pen: Pen) -> None:
    line = heads.footer(pen, ["move.next_passage", "move.next_figure", "find.open"], 40)
    assert line.plain.rstrip().endswith("? help  q quit")
    assert "j k move" in line.plain


# -- the lens


def lens_text(desk: Desk, pen: Pen, lens: Lens | None, height: int = 7, width: int = 120) -> list[str]:
    return [line.plain for line in lens_lines(desk, pen, lens, (width, height))]


def test_a_lens_without_a_figure(desk: Desk, pen: Pen) -> None:
    assert lens_text(desk, pen, None) == ["figures  none in this passage", "topics   …", "related  …"]
    desk.topics_known = True
    lens = Lens(Ref("a", 0), (), {})
    assert lens_text(desk, pen, lens)[1:] == ["topics   none", "related  no counterpart in any other article"]
    desk.topics = (Topic("cost", ("cost",), 0.5, (TopicPassage("a", 0, 0.5),)),)
    assert lens_text(desk, pen, lens)[1] == "topics   cost"
    assert lens_text(Desk(), pen, None) == ["nothing to read"]


def test_one_article_has_nothing_to_compare_with(pen: Pen) -> None:
    desk = Desk()
    desk.add(article("a"))
    desk.columns = ["a"]
    assert lens_text(desk, pen, Lens(Ref("a", 0), (), {}))[-1] == "related  open more articles to compare"


def test_a_lens_on_a_figure(desk: Desk, pen: Pen) -> None:
    place = ("a", 0, 14, 30, "40 million euros")
    one = Figure(*place, "money", 4e7, None, None, "EUR", None, "up", None, None, "the dam")
    other = Figure("b", 0, 14, 30, "EUR 40m", "money", 4e7, None, None, "EUR", None, None, None, None, None)
    desk.figures["a"] = (one,)
    assert lens_text(desk, pen, None)[0] == "figures  40 million euros  "
    desk.step_figure(1)
    related = RelatedPassage("b", 0, 0.9, ("shared words: dam",))
    found = lens_text(desk, pen, Lens(Ref("a", 0), (related,), {}, "EUR 40,000,000", (other,)))
    assert found[0] == "figure   40 million euros  =  EUR 40,000,000  money · ↑ up · of: the dam"
    assert found[1] == "also in  B¶0 EUR 40m   "
    assert found[3].startswith(
        "related 1 B source? ¶0 90% very likely shared words: dam  “The dam costs 40 million"
    )
    alone = lens_text(desk, pen, Lens(Ref("a", 0), (), {}, "EUR 40,000,000"))
    assert alone[1].startswith("also in  only here")


@pytest.mark.parametrize(("height", "lines"), [(1, 1), (3, 3), (5, 5), (7, 5)])
def test_a_lens_fits_its_height(desk: Desk, pen: Pen, height: int, lines: int) -> None:
    related = tuple(RelatedPassage("b", 0, 0.9, ("x",)) for _ in range(5))
    assert len(lens_text(desk, pen, Lens(Ref("a", 0), related, {}), height)) == lines


def test_related_passages_of_articles_not_open_are_left_out(desk: Desk, pen: Pen) -> None:
    gone = RelatedPassage("gone", 0, 0.9, ("x",))
    assert len(lens_text(desk, pen, Lens(Ref("a", 0), (gone,), {}))) == 2
