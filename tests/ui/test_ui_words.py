"""The words of the frame: dates, counts, letters, keys, header, heads, footer, lens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from articles import make_article

from briefing.folders import themes_dir
from briefing.model.article import Article, Ref, Span
from briefing.model.excerpt import Citation
from briefing.model.figure import Figure
from briefing.model.lens import Lens
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuotedElsewhere, QuoteRow
from briefing.model.related_passage import RelatedPassage
from briefing.model.search_answer import Hit, SearchAnswer
from briefing.model.topic import Topic, TopicPassage
from briefing.settings import BY_KEY
from briefing.text.block_bars import bar
from briefing.ui.drawing import formatting as words
from briefing.ui.drawing import headers
from briefing.ui.drawing.lens_lines import lens_lines
from briefing.ui.drawing.palette import Palette, lookup
from briefing.ui.drawing.quote_rows import QuoteFilter
from briefing.ui.drawing.quote_styler import QuoteStyler
from briefing.ui.drawing.styled_text import ACTION, TextStyler
from briefing.ui.drawing.theme_files import load_themes
from briefing.ui.key_table import ACTIONS, BY_ID, GROUPS, TOGETHER
from briefing.ui.keys import shown_keys
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.reader_state import ReaderState
from briefing.ui.state.walk_targets import WALK_TARGETS

HOSTILE = "[@click=app.quit]x[/] [/]\x1b]0;t\x07\u202e"


def article(
    name: str, *, title: str = "", source: str | None = None, published: str | None = None
) -> Article:
    text = "The dam costs 40 million euros."
    return make_article(
        name, text, title=title or text, has_title=bool(title), source=source, published=published
    )


@pytest.fixture(scope="module")
def styler() -> TextStyler:
    """Draws in the dark theme."""
    themes, problems = load_themes([themes_dir()], only={"dark"})
    assert not problems
    return TextStyler(Palette(lookup(next(theme for theme in themes if theme.name == "dark"))))


@pytest.fixture
def state() -> ReaderState:
    """Two articles side by side, one without title, source and date."""
    state = ReaderState()
    state.add(article("a", title="A dam", source="Gazette", published="2026-03-09"))
    state.add(article("b"))
    state.columns = ["a", "b"]
    return state


# -- words and keys


def test_dates_and_counts() -> None:
    assert words.short_date("2026-02-04") == "4 Feb 2026"
    assert words.short_date(None) == "date?"
    counted = (words.count(1, "mark"), words.count(1204, "word"), words.count(0, "match", "matches"))
    assert counted == ("1 mark", "1,204 words", "0 matches")


@pytest.mark.parametrize(
    ("value", "most", "drawn"), [(0, 9, "·"), (9, 9, "█"), (1, 99, "▁"), (1, 0, "·"), (5, 9, "▄")]
)
def test_a_bar_is_one_character_and_silence_a_dot(value: int, most: int, drawn: str) -> None:
    assert bar(value, most) == drawn


def test_no_key_has_two_actions() -> None:
    for together in TOGETHER:
        bound = [key for action in ACTIONS if action.where in together for key in action.keys]
        assert len(bound) == len(set(bound))
    assert {action.where for action in ACTIONS} == {one for some in TOGETHER for one in some}
    assert {action.group for action in ACTIONS} == set(GROUPS)
    assert len(BY_ID) == len(ACTIONS)


def test_keys_as_a_person_reads_them() -> None:
    shown = {
        name: shown_keys(name) for name in ("move.next_target", "marks.redo", "view.help", "topics.next")
    }
    assert shown == {
        "move.next_target": "] [",
        "marks.redo": "^r",
        "view.help": "? f1",
        "topics.next": "} {",
    }  # fmt: skip
    assert shown_keys("view.previous_pane") == "S-tab"


# -- header, heads, footer


def test_the_header_says_what_is_open_and_what_holds(state: ReaderState, styler: TextStyler) -> None:
    assert headers.header(state, styler, "news", 60).plain.rstrip() == " briefing  2 articles · news"
    state.lock, state.topics.chosen, state.topics.only_chosen = True, "cost", True
    state.search.set_answer(SearchAnswer("dam", (Hit("a", 0, 1, (Span(4, 7),), "", 0),), 1))
    state.work = "indexing …"
    line = headers.header(state, styler, "news", 100).plain
    assert line.endswith("indexing … ≈ lock topic: cost only /dam 1 ")
    state.step_match(1)
    state.work = ""
    assert headers.header(state, styler, "news", 100).plain.endswith("/dam 1/1 ")


def test_the_head_of_a_column(state: ReaderState, styler: TextStyler) -> None:
    def head(
        name: str, height: int, found: RelatedPassage | None = None, *, waiting: bool = False
    ) -> list[str]:
        state.lens.answer = None if waiting else Lens(Ref("a", 0), (), {"b": found})
        return [line.plain for line in headers.column_head(state, styler, name, (40, height))]

    assert head("a", 1) == [" A  Gazette                   9 Mar 2026"]
    assert head("a", 2)[1] == "A dam"
    assert head("b", 2)[0].split() == "B The dam costs 40… date?".split()
    assert head("b", 2)[1].startswith("[no title] The dam costs")
    state.add(article("c", title="The dam at Kestrel costs 40 million euros and more"))
    assert [line.split() for line in head("c", 2)] == [
        "C The dam at Kestrel costs 40 date?".split(),
        "million euros and more".split(),
    ], "once, on both lines"
    state.lock = True
    assert head("a", 2)[1] == "≈ reading here; the others follow"
    assert head("b", 2)[1] == "∅ no counterpart in this article"
    assert head("b", 2, waiting=True)[1] == "≈ …"
    found = RelatedPassage("b", 0, 0.814, ("names: Kestrel", "shared words: dam"))
    assert head("b", 3, found)[2] == "≈ 81% names: Kestrel · shared words: dam"
    state.columns = ["b"]
    assert head("b", 2)[1].startswith("[no title]")


def test_the_lens_says_who_speaks_where_the_cursor_is(state: ReaderState, styler: TextStyler) -> None:
    def quote(start: int, end: int, speaker: str | None, who: str | None) -> AttributedQuote:
        return AttributedQuote("a", 0, start, end, "", None, None, speaker, who, 0.9, None, direct=True)

    quotes = (quote(0, 3, "she", "Ada Moreau"), quote(4, 9, None, None), quote(10, 12, "Ben Lee", "Ben Lee"))
    state.lens.answer = Lens(Ref("a", 0), (), {}, quotes=quotes)

    def said(height: int) -> list[str]:
        lines = lens_lines(state, styler, state.lens.answer, (120, height))
        return [line.plain for line in lines if line.plain.startswith("says")]

    assert said(5) == ["says     Ada Moreau  she  very likely  ·  nobody named  ·  Ben Lee"]
    assert said(4) == []
    state.cursors["a"] = Cursor(0, Span(10, 12), "sentence")
    assert said(5) == ["says     Ben Lee"]
    state.cursors["a"] = Cursor(0, Span(3, 5), "sentence")
    assert said(5) == []


def test_the_lens_says_who_gives_a_figure_and_who_else_has_the_quote(
    state: ReaderState, styler: TextStyler
) -> None:
    quote = AttributedQuote("a", 0, 0, 28, "", None, None, "Ben Lee", "Ben Lee", 0.9, None, direct=True)
    here = state.articles["a"]
    start = here.text.index("40 million euros")
    amount = "40 million euros", "money", 4e7, None, None, "EUR", None, None, None, None, None
    figure = Figure("a", 0, start, start + 16, *amount)  # type: ignore[arg-type]
    quote = replace(quote, start=start, end=start + 16)
    state.articles.take_figures("a", (figure,))
    state.cursors["a"] = Cursor(0, Span(start, start + 16), "figure")
    places = (
        QuotedElsewhere(start, "b", 0, False, ()),
        QuotedElsewhere(start, "b", 1, True, (("gone", "40"), ("new", "4\x1b0"))),
        QuotedElsewhere(start + 1, "b", 2, False, ()),
    )
    versions = {name: state.articles[name].fingerprint for name in ("a", "b")}
    lens = Lens(Ref("a", 0), (), {}, quotes=(quote,), quoted_elsewhere=places, versions=versions)
    state.lens.answer = lens

    def lines(height: int) -> list[str]:
        return [line.plain for line in lens_lines(state, styler, lens, (120, height))]

    assert "given by Ben Lee" in lines(6)
    assert "quoted   B¶0 the same words  B¶1 in part [-40-] {+4␛0+}" in [one.rstrip() for one in lines(6)]
    assert not any(line.startswith("quoted") for line in lines(5))


def test_who_tells_a_quote_in_other_words_stands_below_its_wordings(styler: TextStyler) -> None:
    one = AttributedQuote(
        "a", 0, 0, 9, "It is old", None, None, "Ann Lee", "Ann Lee", 0.9, "said", direct=True
    )
    told = replace(one, article="b", text="that it was\x1b old", direct=False)
    row = QuoteRow("Ann Lee", (one,), ("It is old",), ((told, "indirect"),))
    drawn = QuoteStyler(styler, str.upper, lambda _: 0)
    citations = {name: Citation.of(article(name)) for name in "ab"}
    lines = [line.plain.rstrip() for line in drawn.wordings(row, citations, 1, 100, 9)]
    assert lines[1].startswith(" A ¶0")
    assert lines[2].startswith("▸B ¶0")
    assert lines[2].endswith("that it was␛ old  indirect  Ann Lee said")
    assert QuoteFilter(shared=True).takes(row, str)


@pytest.mark.parametrize("width", [0, 1, 5, 20, 60, 200])
def test_nothing_drawn_is_wider_than_its_place(state: ReaderState, styler: TextStyler, width: int) -> None:
    hostile = article("c", title=HOSTILE * 9, source=HOSTILE, published="2026-03-09")
    state.add(hostile)
    state.columns, state.lock, state.topics.chosen = ["c", "a"], True, HOSTILE
    found = RelatedPassage("c", 0, 0.5, (HOSTILE,))
    state.work, state.lens.answer = HOSTILE, Lens(Ref("a", 0), (), {"c": found})
    lines = [
        headers.header(state, styler, HOSTILE, width),
        headers.footer(styler, headers.hints(state, "text"), width),
        *headers.column_head(state, styler, "c", (width, 3)),
        *lens_lines(state, styler, Lens(Ref("c", 0), (found,), {}), (width, 6)),
    ]
    for line in lines:
        assert line.cell_length <= max(width, 1)
        assert line.plain.isprintable()


def test_the_footer_names_the_keys_that_act(state: ReaderState, styler: TextStyler) -> None:
    def named(focus: str = "text") -> set[str]:
        return set(headers.hints(state, focus))

    assert "move.back" not in named()
    state.go("b", Cursor(0), remember=True)
    assert "move.back" in named()
    assert named().isdisjoint({"find.next", "topics.next", "marks.edit"})
    state.search.set_answer(SearchAnswer("dam", (), 0))
    state.topics.chosen = "cost"
    assert {"find.next", "topics.next", "topics.only"} <= named()
    state.selection = Span(0, 3)
    assert named() == {"marks.mark", "export.copy", "view.escape"}
    assert "columns.toggle" in named("list")
    for focus in ("text", "list"):
        assert named(focus) <= set(BY_ID)


def test_each_hint_acts_when_it_is_clicked(styler: TextStyler) -> None:
    line = headers.footer(styler, ["move.next_passage"], 34)
    assert line.plain == " j k move         ? help  q quit  "
    acting = {
        span.style.meta[ACTION]: line.plain[span.start : span.end]
        for span in line.spans
        if not isinstance(span.style, str) and ACTION in span.style.meta
    }
    assert acting == {"move.next_passage": "j k", "view.help": "?", "view.quit": "q"}


def test_help_and_quit_stand_in_the_narrowest_footer(styler: TextStyler) -> None:
    line = headers.footer(styler, ["move.next_passage", "move.next_target", "find.open"], 40)
    assert line.plain.rstrip().endswith("? help  q quit")
    assert "j k move" in line.plain


def test_no_hint_of_the_footer_is_cut(state: ReaderState, styler: TextStyler) -> None:
    shown = headers.hints(state, "text")
    for width in range(30, 160):
        assert "…" not in headers.footer(styler, shown, width).plain


def test_the_footer_and_the_settings_name_what_is_walked(styler: TextStyler) -> None:
    for name, target in WALK_TARGETS.items():
        line = headers.footer(styler, ["move.next_target"], 60, name)
        assert line.plain.startswith(f" ] [ {target.one}  ")
    *names, last = WALK_TARGETS
    assert BY_KEY["walk"].accepted.endswith(f", {', '.join(names)} or {last}")
    assert BY_ID["move.walk_kind"].title.endswith(f": {', '.join(WALK_TARGETS)}")


# -- the lens


def lens_text(
    state: ReaderState, styler: TextStyler, lens: Lens | None, height: int = 7, width: int = 120
) -> list[str]:
    return [line.plain for line in lens_lines(state, styler, lens, (width, height))]


def test_a_lens_without_a_figure(state: ReaderState, styler: TextStyler) -> None:
    assert lens_text(state, styler, None) == ["figures  none in this passage", "topics   …", "related  …"]
    state.topics.known = True
    lens = Lens(Ref("a", 0), (), {})
    assert lens_text(state, styler, lens)[1:] == [
        "topics   none",
        "related  no counterpart in any other article",
    ]
    state.topics.items = (Topic("cost", ("cost",), 0.5, (TopicPassage("a", 0, 0.5),)),)
    assert lens_text(state, styler, lens)[1] == "topics   cost"
    assert lens_text(ReaderState(), styler, None) == ["nothing to read"]


def test_nothing_is_awaited_for_an_article_whose_file_is_gone(state: ReaderState, styler: TextStyler) -> None:
    state.articles.take_figures(
        "a",
        (
            Figure(
                "a",
                0,
                14,
                30,
                "40 million euros",
                "money",
                4e7,
                None,
                None,
                "EUR",
                None,
                None,
                None,
                None,
                None,
                key="amount",
            ),
        ),
    )
    state.step_target(1)
    assert lens_text(state, styler, None)[1::2] == ["also in  …", "related  …"]
    state.articles.hold(state.columns)
    state.articles.drop("a")
    told = "not looked for: its file is gone"
    assert lens_text(state, styler, None)[1::2] == [f"also in  {told}", f"related  {told}"]


def test_one_article_has_nothing_to_compare_with(styler: TextStyler) -> None:
    state = ReaderState()
    state.add(article("a"))
    state.columns = ["a"]
    assert lens_text(state, styler, Lens(Ref("a", 0), (), {}))[-1] == "related  open more articles to compare"


def test_a_lens_on_a_figure(state: ReaderState, styler: TextStyler) -> None:
    place = ("a", 0, 14, 30, "40 million euros")
    amount = ("money", 4e7, None, None, "EUR", None, "up", None, None, "the dam", "the board")
    one = Figure(*place, *amount, key="change")  # type: ignore[arg-type]
    other = Figure("b", 0, 14, 30, "EUR 40m", "money", 4e7, None, None, "EUR", None, None, None, None, None)
    state.articles.take_figures("a", (one,))
    assert lens_text(state, styler, None)[0] == "figures  40 million euros  "
    state.step_target(1)
    related = RelatedPassage("b", 0, 0.9, ("shared words: dam",))
    found = lens_text(state, styler, Lens(Ref("a", 0), (related,), {}, "EUR 40,000,000", (other,)))
    assert (
        found[0]
        == "figure   40 million euros  =  EUR 40,000,000  money · ↑ up · of: the dam · said of: the board"
    )
    assert found[1] == "also in  B¶0 EUR 40m   "
    assert found[3].startswith(
        "related 1 B The dam costs 40… ¶0 90% very likely shared words: dam  “The dam costs 40 million"
    )
    alone = lens_text(state, styler, Lens(Ref("a", 0), (), {}, "EUR 40,000,000"))
    assert alone[1].startswith("also in  no other article")


@pytest.mark.parametrize(("height", "lines"), [(1, 1), (3, 3), (5, 5), (7, 5)])
def test_a_lens_fits_its_height(state: ReaderState, styler: TextStyler, height: int, lines: int) -> None:
    related = tuple(RelatedPassage("b", 0, 0.9, ("x",)) for _ in range(5))
    assert len(lens_text(state, styler, Lens(Ref("a", 0), related, {}), height)) == lines


def test_related_passages_of_articles_not_open_are_left_out(state: ReaderState, styler: TextStyler) -> None:
    gone = RelatedPassage("gone", 0, 0.9, ("x",))
    assert len(lens_text(state, styler, Lens(Ref("a", 0), (gone,), {}))) == 2
