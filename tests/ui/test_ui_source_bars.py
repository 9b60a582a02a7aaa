"""The bars of a topic: who speaks of it, who is silent, in the same columns on every row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from briefing.model.article_names import letter
from briefing.ui.drawing.palette import Palette
from briefing.ui.drawing.source_bars import Source, SourceBars, share, shortened
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.drawing.wrap import cells

PEN = TextStyler(Palette(lambda _name: Style()))


def sources(*names: str) -> list[Source]:
    return [Source(f"{number}.txt", name, letter(number), number) for number, name in enumerate(names)]


def drawn(those: list[Source], counts: dict[int, int], width: int = 34) -> str:
    bars = SourceBars(those, width, len(those))
    return bars.draw(PEN, {f"{number}.txt": value for number, value in counts.items()}, width).plain.rstrip()


def test_few_articles_have_a_letter_and_a_bar_each() -> None:
    assert drawn(sources("Gazette", "", "Herald"), {0: 8, 2: 1}) == "A█ B· C▁"


def test_many_articles_are_put_together_by_source() -> None:
    many = sources(*["Gazette"] * 6, *["the Herald"] * 5, *["Wire"] * 3, "Post", "", "")
    assert [column.name for column in SourceBars(many, 34, len(many)).columns] == [
        "Gazette",
        "Herald",
        "Wire",
        "Post",
        "+2",
    ]
    assert drawn(many, {0: 2, 1: 2, 6: 1, 15: 1}) == "Gazette█ Herald▂ Wire· Post· +2▂"


def test_a_narrow_list_keeps_the_commonest_sources() -> None:
    many = sources(*["Gazette"] * 6, *["Herald"] * 5, *["Wire"] * 3, *["Post"] * 2)
    assert [column.name for column in SourceBars(many, 22, 16).columns] == ["Gazette", "Herald", "+2"]
    assert [column.name for column in SourceBars(many, 19, 16).columns] == ["Gazet", "Heral", "+2"]


def test_the_rest_never_makes_the_others_small() -> None:
    many = sources(*["Gazette"] * 6, *["Herald"] * 5, *(f"A paper of town {number}" for number in range(30)))
    counts = {0: 2, 6: 1, **dict.fromkeys(range(11, 41), 9)}
    assert drawn(many, counts, 22) == "Gazette█ Herald▄ +30█"


def test_articles_of_unknown_source_are_counted() -> None:
    many = sources(*[""] * 40)
    assert drawn(many, dict.fromkeys(range(20), 3), 40) == "▆▆▆▆▆▆······ in 20 of 40 articles"
    assert drawn(many, {}, 40).startswith("············ in 0 of 40")


def test_sources_that_are_not_all_told_are_not_compared() -> None:
    bars = SourceBars((), 34, 90_000)
    assert bars.draw(PEN, {"a": 3, "b": 1}, 34).plain == "▆········· in 2 of 90,000 articles"


def test_the_bar_of_a_share_gives_way_to_its_words() -> None:
    assert share(1, 4_000, 14) == " in 1 of 4,000"
    assert share(1, 4_000, 26) == "▆··········· in 1 of 4,000"
    assert share(1, 4_000, 27) == "▆··· in 1 of 4,000 articles"


@pytest.mark.parametrize(
    ("names", "width", "short"),
    [
        (["The Guardian"], 8, ["Guardian"]),
        (["New York Times", "Wall Street Journal"], 4, ["NYT", "WSJ"]),
        (["China Daily", "China Press"], 4, ["ChDa", "ChPr"]),
        (["Reuters UK", "Reuters US", "Reuters UA"], 4, ["ReUK", "ReUS", "ReUA"]),
        (["Morning", "Morningstar", "Mornington"], 4, ["Morn", "Mor2", "Mor3"]),
        (["人民日报社"], 4, ["人民"]),
    ],
)
def test_names_are_cut_so_that_they_can_be_told_apart(names: list[str], width: int, short: list[str]) -> None:
    assert shortened(names, width) == short


NAMES = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


@given(st.lists(NAMES, max_size=30), st.integers(1, 60), st.data())
def test_every_row_fits_and_has_the_same_columns(names: list[str], width: int, data: st.DataObject) -> None:
    bars = SourceBars(sources(*names), width, len(names))
    counts = {f"{number}.txt": data.draw(st.integers(1, 9)) for number in range(0, len(names), 3)}
    rows = [bars.draw(PEN, counts, width), bars.draw(PEN, {}, width)]
    assert all(row.cell_length <= width for row in rows)
    if bars.columns:
        assert cells(rows[0].plain) == cells(rows[1].plain)
        assert all(len({column.name for column in bars.columns}) == len(bars.columns) for _ in rows)
