"""Lists of highlights, as Readwise and Instapaper export them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.article import Failure
from briefing.reading.highlight_lists import read_highlights
from briefing.reading.read_articles import read_paths

SAMPLES = Path(__file__).parent / "formats" / "samples"
TITLES = [
    "Harbour strike halts grain exports for a fifth day",
    "Ministry cuts its growth forecast to 1.2 percent",
    "Farmers store wheat in cinemas as silos fill up",
]
READWISE = "Highlight,Book Title,Book Author,Note,Color,Tags,Highlighted at\n"
INSTAPAPER = "URL,Title,Selection,Folder,Timestamp,Tags\n"


def test_readwise_gives_words_notes_and_moments() -> None:
    found = read_highlights((SAMPLES / "readwise.csv").read_text(encoding="utf-8"))
    assert found is not None
    assert [one.title for one in found] == TITLES
    assert found[0].text.startswith("The port authority put the daily loss at €3.1 million.")
    assert (found[0].author, found[0].note, found[0].made) == (
        "Mara Ilves",
        "check this, zebra",
        "2026-03-04T10:00:00Z",
    )
    assert [one.note for one in found[1:]] == ["", ""]


def test_instapaper_gives_words_addresses_and_tags() -> None:
    found = read_highlights((SAMPLES / "instapaper.csv").read_text(encoding="utf-8"))
    assert found is not None
    assert [one.title for one in found] == TITLES
    assert found[0].text.startswith("Dockers in Northport kept the grain terminal closed")
    assert (found[0].url, found[0].tags, found[0].made) == (
        "https://news.example/2026/03/04/harbour-strike",
        ("harbour",),
        "2026-03-04T10:00:00Z",
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('Words,A title,,,Blue,"one, two,",', ("blue", ("one", "two"), "")),
        ("Words,A title,,,purple,,yesterday", ("yellow", (), "")),
        ("Words,A title", ("yellow", (), "")),
    ],
)
def test_cells_of_any_content_are_taken_for_what_they_can_be(
    row: str, expected: tuple[str, tuple[str, ...], str]
) -> None:
    found = read_highlights("\ufeff" + READWISE + row)
    assert found is not None
    assert [(one.colour, one.tags, one.made) for one in found] == [expected]


@pytest.mark.parametrize("tags", ["", "[", "{}", "[1]", "[" * 5000])
def test_tags_that_are_no_list_are_none(tags: str) -> None:
    found = read_highlights(f"{INSTAPAPER}https://a.example/,T,Words,F,99999999999,{tags}")
    assert found is not None
    assert [(one.tags, one.made) for one in found] == [((), "")]


def test_what_was_only_saved_is_no_highlight() -> None:
    assert read_highlights(f"{INSTAPAPER}https://a.example/,T,,Unread,1772618400,[]\n") == []


@pytest.mark.parametrize("text", ["", "[]", '{"id": "a"}', "title,url\nA,b\n", "Selection,Other\nA,b\n"])
def test_other_files_are_no_lists(text: str) -> None:
    assert read_highlights(text) is None


def test_a_list_among_articles_says_what_takes_it() -> None:
    (failure,) = read_paths([str(SAMPLES / "readwise.csv")])
    assert isinstance(failure, Failure)
    assert "marks import" in failure.reason
