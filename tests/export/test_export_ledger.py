"""The ledger as Markdown, HTML, CSV and JSON Lines: every figure with its sentence, by verdict."""

from __future__ import annotations

import csv
import io
import json
import re

from exports import QuotedLines, ledger_as
from markdown_it import MarkdownIt


def test_markdown_has_a_part_for_each_verdict_and_links_to_them(ledger: QuotedLines) -> None:
    text = ledger_as("markdown", ledger, "Ledger").decode()
    assert "[Differ](#differ) · [Agree](#agree) · [One source alone](#one-source-alone)" in text
    assert "### what the storm cost: estimate, 2 voices" in text
    # Marks that the sentence has itself, one of them never closed, do not end the quotation.
    assert "- «The storm cost the port **€1.2 million**, “a bad night.» — The Quay" in text
    assert "**12 ships** waited.” *(copy)* — Courier, 2026-03-03[^2]" in text
    for part, anchor in re.findall(r"\[([^]]+)]\(#([^)]+)\)", text):
        assert f"## {part}\n" in text
        assert part.lower().replace(" ", "-") == anchor


def test_nothing_of_a_text_acts(ledger: QuotedLines) -> None:
    text = ledger_as("markdown", ledger).decode()
    inline = [child for token in MarkdownIt().parse(text) for child in token.children or ()]
    assert not any(child.type == "html_inline" for child in inline)
    html = ledger_as("html", ledger).decode()
    assert "<img" not in html
    assert "<b>*" not in html
    assert '<h2 id="one-source-alone">' in html
    assert '<a href="#one-source-alone">' in html


def test_one_part_needs_no_links(ledger: QuotedLines) -> None:
    text = ledger_as("markdown", ledger._replace(lines=ledger.lines[:1])).decode()
    assert "(#" not in text


def test_records_have_a_row_for_each_entry(ledger: QuotedLines) -> None:
    rows = list(csv.DictReader(io.StringIO(ledger_as("csv", ledger).decode(), newline="")))
    objects = [json.loads(line) for line in ledger_as("jsonl", ledger).splitlines()]
    told = [entry.text for line in ledger.lines for entry in line.entries]
    assert [row["text"] for row in rows] == [one["text"] for one in objects] == told
    assert rows[0]["range"] == "1050000; 1350000"
    assert objects[0]["range"] == [1050000, 1350000]
    assert rows[4]["label"] == "'=rain | *<b>*"
    assert all(one["text"] in one["sentence"] for one in objects)
