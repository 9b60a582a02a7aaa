"""Every format, byte for byte.

The snapshots are plain files, so that a change shows in a diff. To write them anew, run

    BRIEFING_WRITE_SNAPSHOTS=1 pytest tests/export/test_export_snapshots.py

and read the diff before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from exports import QuotedLines, excerpts_as, ledger_as, sheet_as

from briefing.export.export_formats import FORMATS, ProductName, formats_for, pieces
from briefing.export.quotes_product import QuotesProduct
from briefing.export.timeline_product import TimelineProduct
from briefing.model.excerpt import Excerpt
from briefing.model.sheet_line import Sheet

SNAPSHOTS = Path(__file__).parent / "snapshots"
TITLE = "Tolls & quays: <what> the *sources* say"


@pytest.mark.parametrize("form", [one.name for one in formats_for("excerpts")])
@pytest.mark.parametrize("name", ["full", "empty"])
def test_bytes(form: str, name: str, excerpts: tuple[Excerpt, ...]) -> None:
    data = excerpts_as(form, excerpts if name == "full" else (), title=TITLE if name == "full" else "")
    _compare(data, name, form)


@pytest.mark.parametrize("form", [one.name for one in formats_for("ledger")])
def test_bytes_of_a_ledger(form: str, ledger: QuotedLines) -> None:
    _compare(ledger_as(form, ledger, title=TITLE), "ledger", form)


@pytest.mark.parametrize("form", [one.name for one in formats_for("sheet")])
def test_bytes_of_a_sheet(form: str, sheet: Sheet, ledger: QuotedLines) -> None:
    _compare(sheet_as(form, sheet, ledger, title=TITLE, most=1), "sheet", form)


@pytest.mark.parametrize("form", [one.name for one in formats_for("timeline")])
def test_bytes_of_a_timeline(form: str, timeline: TimelineProduct) -> None:
    _compare(b"".join(pieces(form, timeline)), "timeline", form)


@pytest.mark.parametrize("form", [one.name for one in formats_for("quotes")])
def test_bytes_of_quotes(form: str, quotes: QuotesProduct) -> None:
    _compare(b"".join(pieces(form, quotes)), "quotes", form)


def _compare(data: bytes, name: str, form: str) -> None:
    path = SNAPSHOTS / f"{name}{FORMATS[form].suffixes[0]}"
    if os.environ.get("BRIEFING_WRITE_SNAPSHOTS"):
        path.write_bytes(data)
    assert data == path.read_bytes()


def test_no_snapshot_is_left_over() -> None:
    products: dict[str, ProductName] = {"full": "excerpts", "empty": "excerpts"}
    products |= {"ledger": "ledger", "sheet": "sheet", "timeline": "timeline", "quotes": "quotes"}
    expected = {
        f"{name}{one.suffixes[0]}" for name, product in products.items() for one in formats_for(product)
    }
    assert {path.name for path in SNAPSHOTS.iterdir()} == expected
