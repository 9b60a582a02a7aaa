"""Tags are told apart in every export, whatever stands in them."""

from __future__ import annotations

import csv
import io

import pytest
from exports import excerpts_as
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.excerpt import Citation, Excerpt
from briefing.text.quoted_lists import items_of, quoted


@pytest.mark.parametrize(
    ("items", "sign", "line"),
    [
        (["oil, gas", "ports"], ",", '"oil, gas", ports'),
        (["c;d", "e, f"], ";", '"c;d"; e, f'),
        (['the "big" one', '"quoted"'], ",", 'the "big" one, """quoted"""'),
        ([], ",", ""),
    ],
)
def test_lists_in_one_line(items: list[str], sign: str, line: str) -> None:
    assert f"{sign} ".join(quoted(item, sign) for item in items) == line
    assert [item for item, _ in items_of(line, sign)] == items


_ITEMS = st.lists(st.text(st.sampled_from('ab,;" #'), min_size=1).filter(lambda item: item == item.strip()))


@given(_ITEMS, st.sampled_from(",;"))
def test_any_items_come_back(items: list[str], sign: str) -> None:
    line = f"{sign} ".join(quoted(item, sign) for item in items)
    assert [item for item, _ in items_of(line, sign)] == items


@given(st.text(st.sampled_from('ab,;" #')))
def test_any_text_is_a_list(text: str) -> None:
    assert len(items_of(text, ",")) <= text.count(",") + 1


def test_tags_of_excerpts_are_told_apart() -> None:
    citation = Citation("a.txt", "Harbour", "Quay Gazette", None, None, None)
    excerpt = Excerpt(citation, 0, 0, 4, "Quay", note="", tags=("oil, gas", "ports", "c;d"), mark="m")
    assert 'Tags: "oil, gas", ports, c;d\n' in excerpts_as("markdown", [excerpt], title="").decode()
    (row,) = csv.DictReader(io.StringIO(excerpts_as("csv", [excerpt], title="").decode("utf-8-sig")))
    assert row["tags"] == 'oil, gas; ports; "c;d"'
