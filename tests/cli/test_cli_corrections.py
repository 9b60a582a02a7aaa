"""`briefing corrections`, and a ledger that was corrected by hand at the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.model.correction import Correction, CorrectionKind, FigureAnchor, SetVerdict
from briefing.model.ledger_line import LedgerLine
from briefing.session import Session
from briefing.userdata.corrections.correction_store import anchor_in

Run = Callable[..., subprocess.CompletedProcess[str]]

ONE = (
    "---\nsource: Gazette\ndate: 2026-03-09\n---\n# Fire guts paper mill\n\n"
    "A fire at the Brandt paper mill injured 23 people on Monday.\n\n"
    "The Brandt mill has 640 employees.\n\n"
    "Its owner put the damage at 4 million euros.\n"
)
TWO = (
    "---\nsource: Courier\ndate: 2026-03-10\n---\n# Mill blaze\n\n"
    "Hospitals treated 26 injured people after the fire at the Brandt paper mill.\n\n"
    "About 640 employees work at the Brandt mill.\n\n"
    "Insurers reckon with some 9 million euros for new machines.\n"
)


@pytest.fixture(autouse=True)
def _closed(closed_stores: None) -> None:
    """Tests here open the store beside the command line."""


@pytest.fixture
def mill(articles: Path) -> Path:
    """Two reports of one fire."""
    folder = articles / "mill"
    folder.mkdir()
    (folder / "one.md").write_text(ONE, "utf-8")
    (folder / "two.md").write_text(TWO, "utf-8")
    return folder


def opened() -> tuple[Session, dict[str, LedgerLine]]:
    """The reports as they are now, and the lines of their ledger by each figure in them."""
    session = Session()
    list(session.open(["news/mill"]))
    lines = session.ledger()
    return session, {entry.text: line for line in lines for entry in line.entries}


def correct(
    kind: CorrectionKind, of: str, others: str = "", *, verdict: SetVerdict | None = None, note: str = ""
) -> Correction:
    """Say something of the line with a figure, as the reader does."""
    session, lines = opened()

    def anchors(text: str) -> list[FigureAnchor]:
        entries = lines[text].entries if text else ()
        return [anchor_in(session.article(one.article), one.start, one.end) for one in entries]

    label = lines[of].label
    return session.user_data.corrections.add(
        kind, label, anchors(of), anchors(others), verdict=verdict, note=note
    )


def ledger(briefing: Run, *words: str) -> dict[str, dict[str, Any]]:
    """The lines of the ledger by the figures in them."""
    lines = json.loads(briefing("ledger", "news/mill", "--format", "json", *words).stdout)
    return {entry["text"]: line for line in lines for entry in line["entries"]}


def test_a_line_says_what_was_set(briefing: Run, mill: Path) -> None:
    before = briefing("ledger", "news/mill", "--format", "json").stdout
    made = correct("verdict", "640 employees", verdict="differ")
    line = ledger(briefing)["640 employees"]
    assert line["verdict"] == "differ"
    assert line["reason"] is None
    assert line["corrected"] == {
        "kinds": ["verdict"],
        "ids": [made.id],
        "note": None,
        "hidden": False,
        "found_verdict": "agree",
    }
    # Of the others nothing is said.
    assert sum("corrected" in one for one in ledger(briefing).values()) == 2
    told = briefing("ledger", "news/mill", "--min-sources", "2", "--format", "text").stdout
    assert any("set by you" in line and line.startswith("≠ differ") for line in told.splitlines())
    assert briefing("corrections", "remove", made.id).returncode == 0
    assert briefing("ledger", "news/mill", "--format", "json").stdout == before


def test_joined_lines_are_one(briefing: Run, mill: Path) -> None:
    there = ledger(briefing)
    apart = [there[text]["entries"] for text in ("23 people", "640 employees")]
    assert there["23 people"]["id"] != there["640 employees"]["id"]
    correct("join", "23 people", "640 employees")
    line = ledger(briefing)["23 people"]
    assert len(line["entries"]) == sum(map(len, apart))
    assert (line["verdict"], line["confidence"]) == ("differ", 1)
    # Whatever else hangs on the ledger follows.
    sheet = json.loads(briefing("sheet", "news/mill", "--format", "json").stdout)
    (told,) = [one["text"] for part in sheet.values() for one in part if "23 people" in one["text"]]
    assert "640 employees" in told
    assert told.endswith("set by you")


def test_split_lines_are_two(briefing: Run, mill: Path) -> None:
    session, lines = opened()
    line = lines["640 employees"]
    one, other = (anchor_in(session.article(e.article), e.start, e.end) for e in line.entries)
    session.user_data.corrections.add("split", line.label, [one], [other])
    there = ledger(briefing)
    assert there["640 employees"]["verdict"] == there["About 640 employees"]["verdict"] == "single"


def test_a_hidden_line_is_told_and_printed_when_asked_for(briefing: Run, mill: Path) -> None:
    correct("hide", "640 employees")
    assert "640 employees" not in ledger(briefing)
    assert "1 line is hidden by hand: --hidden prints what is" in briefing("ledger", "news/mill").stderr
    assert ledger(briefing, "--hidden")["640 employees"]["corrected"]["hidden"] is True
    told = briefing("ledger", "news/mill", "--hidden", "--format", "text").stdout
    assert "hidden by you" in told
    exported = briefing("ledger", "news/mill", "--to", "markdown").stdout
    assert "640" not in exported


def test_notes_are_told_and_exported(briefing: Run, mill: Path) -> None:
    correct("note", "640 employees", note="asked the mill: it is so")
    assert "    asked the mill: it is so" in briefing("ledger", "news/mill", "--format", "text").stdout
    markdown = briefing("ledger", "news/mill", "--to", "markdown").stdout
    assert "2 voices, noted by you" in markdown
    assert "asked the mill: it is so" in markdown
    rows = list(csv.DictReader(io.StringIO(briefing("ledger", "news/mill", "--format", "csv").stdout)))
    assert {(row["set_by_hand"], row["note"]) for row in rows if row["text"] == "640 employees"} == {
        ("note", "asked the mill: it is so")
    }
    assert {row["set_by_hand"] for row in rows if row["text"] == "23 people"} == {""}


def test_the_columns_are_those_of_before_where_nothing_is_corrected(briefing: Run, mill: Path) -> None:
    for words in (("--format", "csv"), ("--to", "csv")):
        head = briefing("ledger", "news/mill", *words).stdout.splitlines()[0]
        assert "set_by_hand" not in head


def test_corrections_are_found_again_in_a_changed_text(briefing: Run, mill: Path) -> None:
    correct("verdict", "640 employees", verdict="differ")
    (mill / "two.md").write_text(TWO.replace("Hospitals", "In the night hospitals"), "utf-8")
    assert ledger(briefing)["About 640 employees"]["corrected"]["kinds"] == ["verdict"]


def test_what_does_not_fit_any_more_is_told_and_listed(briefing: Run, mill: Path) -> None:
    made = correct("verdict", "640 employees", verdict="agree")
    correct("hide", "23 people")
    (mill / "two.md").write_text(TWO.replace("About 640", "About 460"), "utf-8")
    done = briefing("ledger", "news/mill", "--format", "json")
    assert "1 correction does not fit any more: `briefing corrections list PATH` shows which" in done.stderr
    assert "corrected" not in json.loads(done.stdout)[0]
    listed = json.loads(briefing("corrections", "list", "news/mill", "--format", "json").stdout)
    assert [(one["kind"], one["fits"], one["why"]) for one in listed] == [
        ("verdict", False, "its figures are not found any more"),
        ("hide", True, None),
    ]
    told = briefing("corrections", "list", "news/mill", "--format", "text").stdout
    assert "does not fit any more: its figures are not found any more" in told
    # It stays in the store, and fits again when the text is what it was.
    (mill / "two.md").write_text(TWO, "utf-8")
    assert ledger(briefing)["640 employees"]["corrected"]["ids"] == [made.id]


def test_corrections_of_other_articles_are_not_told(briefing: Run, mill: Path) -> None:
    correct("join", "23 people", "640 employees")
    done = briefing("ledger", "news/mill/one.md", "--format", "json")
    assert "correction" not in done.stderr
    listed = briefing("corrections", "list", "news/harbour.md", "--format", "json")
    assert (listed.returncode, json.loads(listed.stdout)) == (0, [])


def test_exported_imported_and_removed(
    briefing: Run, mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct("join", "23 people", "640 employees")
    correct("note", "640 employees", note="asked")
    before = briefing("ledger", "news/mill", "--format", "json").stdout
    exported = briefing("corrections", "export").stdout
    assert [json.loads(line)["kind"] for line in exported.splitlines()] == ["join", "note"]
    (tmp_path / "team.jsonl").write_text(exported, "utf-8")
    # Somebody else, who has none.
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "else"))
    assert briefing("corrections", "export").returncode == 1
    assert briefing("ledger", "news/mill", "--format", "json").stdout != before
    done = briefing("corrections", "import", "team.jsonl")
    assert "2 of 2 corrections are new or newer than those here" in done.stderr
    assert briefing("ledger", "news/mill", "--format", "json").stdout == before
    assert briefing("corrections", "export").stdout == exported
    assert "0 of 2" in briefing("corrections", "import", "team.jsonl").stderr
    ids = [json.loads(line)["id"] for line in exported.splitlines()]
    assert briefing("corrections", "remove", ids[0], "nothing").returncode == 2
    assert briefing("corrections", "remove", *ids).returncode == 0
    assert json.loads(briefing("corrections", "list", "--format", "json").stdout or "[]") == []


def test_who_speaks_is_told_by_those_who_ask_and_listed(briefing: Run, mill: Path) -> None:
    (mill / "two.md").write_text(f"{TWO}\nThe owner said that the mill would be built again.\n", "utf-8")
    session, _ = opened()
    (quote,) = [one for name in session.by_name for one in session.quotes(name)]
    anchor = anchor_in(session.article(quote.article), quote.start, quote.end)
    session.user_data.corrections.add("speaker", "again", [anchor], names=["Ida Brandt"])
    assert json.loads(briefing("quotes", "news/mill", "--format", "json").stdout)[0]["who"] == "Ida Brandt"
    assert briefing("quotes", "news/mill", "--speaker", "Ida Brandt").returncode == 0
    listed = json.loads(briefing("corrections", "list", "news/mill", "--format", "json").stdout)
    assert [(one["kind"], one["names"], one["fits"]) for one in listed] == [("speaker", ["Ida Brandt"], True)]
    (mill / "two.md").write_text(TWO, "utf-8")
    text = briefing("corrections", "list", "news/mill", "--format", "text").stdout
    assert "Ida Brandt" in text
    assert "does not fit any more: its quote is not found any more" in text


def test_what_is_no_correction_is_refused_by_name(briefing: Run, tmp_path: Path, articles: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "A", "kind": "guess"}\n', "utf-8")
    done = briefing("corrections", "import", "bad.jsonl")
    assert done.returncode == 3
    assert "bad.jsonl: correction 1: `kind` is not one of" in done.stderr
    (tmp_path / "bad.jsonl").write_text("{\n", "utf-8")
    assert "not the JSON of corrections" in briefing("corrections", "import", "bad.jsonl").stderr


def test_an_unreadable_correction_is_told_and_brought_back(briefing: Run, mill: Path) -> None:
    import sqlite3
    from contextlib import closing

    made = correct("hide", "23 people")
    store = Path(json.loads(briefing("paths", "--format", "json").stdout)["data"]) / "briefing.sqlite3"
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE correction SET said = '{'")
        connection.commit()
    done = briefing("ledger", "news/mill", "--format", "json")
    assert done.returncode == 4
    assert f"correction {made.id} cannot be read and is set aside" in done.stderr
    mended = briefing("marks", "repair", "--format", "json")
    assert json.loads(mended.stdout)[0]["correction"]["id"] == made.id
    assert "23 people" not in ledger(briefing)


def test_named_places_are_listed_with_whether_their_words_are_there(briefing: Run, mill: Path) -> None:
    session, _ = opened()
    article = session.article("news/mill/one.md")
    start = article.text.index("The Brandt mill has")
    anchor = anchor_in(article, start, article.text.index(".", start) + 1)
    place = session.user_data.corrections.add("place", "staff", [anchor])
    listed = ("corrections", "list", "--kind", "place", "--format", "json")
    (found,) = json.loads(briefing(*listed, "news/mill").stdout)
    assert (found["id"], found["label"], found["fits"]) == (place.id, "staff", True)
    assert json.loads(briefing(*listed, "news/mill/two.md").stdout) == []
    said = briefing("ledger", "news/mill").stderr
    (mill / "one.md").write_text(
        ONE.replace("The Brandt mill has 640 employees.", "Nobody was there."), "utf-8"
    )
    (gone,) = json.loads(briefing(*listed, "news/mill").stdout)
    assert (gone["fits"], gone["why"]) == (False, "its words are not found any more")
    # It is no correction of the ledger that would not fit any more.
    assert briefing("ledger", "news/mill").stderr == said
