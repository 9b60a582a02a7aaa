"""A timeline as Markdown, HTML, CSV and iCalendar."""

from __future__ import annotations

import csv
import io
import re

from markdown_it import MarkdownIt

from briefing.export.export_formats import pieces
from briefing.export.timeline_product import COLUMNS, TimelineProduct
from briefing.model.timeline_row import TimelineRow, density_of


def as_text(form: str, timeline: TimelineProduct) -> str:
    return b"".join(pieces(form, timeline)).decode()


def test_markdown_has_a_heading_for_each_row_and_what_lies_ahead_apart(timeline: TimelineProduct) -> None:
    text = as_text("markdown", timeline)
    headings = [line for line in text.split("\n") if line.startswith("##")]
    assert [line.split(":")[0] for line in headings] == [
        "### 2026-03-01", "### 2026-03", "## Told only ahead", "### 2026-05-04",
    ]  # fmt: skip
    assert "the storm came (2 voices, 1 looks back)\n" in text
    assert "It came on **March 1**.” *(copy)* — Courier" in text
    inline = [child for token in MarkdownIt().parse(text) for child in token.children or ()]
    assert not any(child.type == "html_inline" for child in inline)


def test_html_is_drawn_and_nothing_of_a_text_acts(timeline: TimelineProduct) -> None:
    page = as_text("html", timeline)
    assert page.count('<section class="day">') == len(timeline.rows)
    assert page.count("<svg") == len(timeline.rows) + 1
    # Of the statements of a day, one is the first source's and two are the second's.
    assert 'class="hue-0" x="0" width="333" height="1"/><rect class="hue-1" x="333" width="667"' in page
    assert "<img" not in page
    assert "<script" not in page
    assert "style=" not in page
    assert re.search(r"(?:src|href)=\"(?!#source|https://quay)", page) is None


def test_records_have_a_row_for_each_statement(timeline: TimelineProduct) -> None:
    rows = list(csv.DictReader(io.StringIO(as_text("csv", timeline), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["text"] for row in rows] == ["Sunday", "1 March", "March 1", "March 2026", "4 May"]
    assert all(row["text"] in row["sentence"] for row in rows)
    assert rows[3]["label"] == "'=<img src=x>"


def test_a_calendar_has_whole_days_and_ends_behind_the_last(timeline: TimelineProduct) -> None:
    data = b"".join(pieces("icalendar", timeline))
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    text = data.replace(b"\r\n ", b"").decode()
    events = re.findall(r"BEGIN:VEVENT\r\n(.*?)\r\nEND:VEVENT", text, re.DOTALL)
    fields = [dict(line.split(":", 1) for line in event.split("\r\n")) for event in events]
    days = [(one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) for one in fields]
    assert days == [("20260301", "20260302"), ("20260301", "20260401"), ("20260504", "20260505")]
    assert len({one["UID"] for one in fields}) == len(timeline.rows)
    assert [one["DTSTAMP"] for one in fields] == ["20260303T000000Z", "20260301T000000Z", "20260302T000000Z"]
    assert fields[0]["SUMMARY"] == "the storm came"
    assert (
        r"On Sunday the storm came\, and “a bad night\; it was. — The Quay Gazette"
        in fields[0]["DESCRIPTION"]
    )
    assert r"\\\;" in fields[1]["DESCRIPTION"]
    assert b"".join(pieces("icalendar", timeline)) == data


def test_the_last_day_of_any_calendar_has_none_behind_it() -> None:
    row = TimelineRow("9999-12-31", "9999-12-31", "day", "it ends", 1.0, 1, 0, ())
    assert "DTEND" not in as_text("icalendar", TimelineProduct([row], {}))


def test_density_leaves_out_days_far_from_all_others(timeline: TimelineProduct) -> None:
    told = timeline.rows[0].statements[:1]
    days = [f"2026-03-{day:02}" for day in range(1, 21)]
    rows = [TimelineRow(day, day, "day", "", 1.0, 1, 0, told) for day in ("1815-06-18", *days)]
    density = density_of(rows, 60)
    assert density is not None
    assert (density.first, density.last) == ("2026-03-01", "2026-03-20")
    assert density.heights == (1,) * 20
    assert density_of(timeline.rows[1:2], 60) is None
