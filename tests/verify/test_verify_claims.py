"""What is said of the claims of a note, by examples."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from verify_articles import ARTICLES, FOOTNOTES, Verify

from briefing.model.verification import Verification, VerifiedClaim

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "claims.toml").read_text(encoding="utf-8")
)


def _told(claims: tuple[VerifiedClaim, ...]) -> list[list[str | None]]:
    return [
        [claim.text, claim.status, *([claim.found] if claim.found not in (None, claim.text) else [])]
        for claim in claims
    ]


@pytest.mark.parametrize("case", CASES["quotes"], ids=lambda case: str(case["note"])[:40])
def test_quotations(verify: Verify, case: dict[str, Any]) -> None:
    claims = verify(f"{case['note']}\n\n{FOOTNOTES}").claims
    assert [claim.kind for claim in claims] == ["quote"] * len(claims)
    assert [one[:2] for one in _told(claims)] == [one[:2] for one in case["claims"]]
    for claim, told in zip(claims, case["claims"], strict=True):
        if len(told) > 2:
            assert claim.found == told[2]


@pytest.mark.parametrize("case", CASES["figures"], ids=lambda case: str(case["note"])[:40])
def test_figures(verify: Verify, case: dict[str, Any]) -> None:
    claims = verify(f"{case['note']}\n\n{FOOTNOTES}").claims
    assert [claim.kind for claim in claims] == ["figure"] * len(claims)
    assert [one[:2] for one in _told(claims)] == [one[:2] for one in case["claims"]]
    for claim, told in zip(claims, case["claims"], strict=True):
        if len(told) > 2:
            assert claim.found == told[2]


def test_spans_are_what_they_say(verify: Verify) -> None:
    """In every example what was found is that part of the article, and the claim stands where it is told."""
    texts = {article.id: article.text for article in ARTICLES}
    for case in (*CASES["quotes"], *CASES["figures"]):
        note = f"{case['note']}\n\n{FOOTNOTES}"
        lines = note.split("\n")
        for claim in verify(note).claims:
            assert lines[claim.line - 1][claim.column - 1 :].startswith(claim.text.split("\n")[0])
            if claim.article is not None and claim.start is not None:
                assert texts[claim.article][claim.start : claim.end] == claim.found


def _statuses(found: Verification) -> list[tuple[str, str | None]]:
    return [(claim.status, claim.article) for claim in found.claims]


@pytest.mark.parametrize(
    "citation",
    [
        "[^1]\n\n[^1]: news/harbour.txt",
        "[^1]\n\n[^1]: *Fire closes the harbour of Port Alder*. Alder Gazette, 2026-03-11. news/harbour.txt.",
        "[^1]\n\n[^1]: Alder Gazette, 2026-03-11",
        "[^1]\n\n[^1]: [the Gazette](./news/harbour.txt), p. 3",
        " ([Gazette](news/harbour.txt))",
        " ([Gazette](../news/harbour.txt))",
        " ([Gazette][g])\n\n[g]: harbour.txt",
        " (Alder Gazette, 2026-03-11)",
        " (see Alder Gazette, p. 4)",
        " (Fire closes the harbour of Port Alder)",
        " (harbour.txt)",
        "^[Alder Gazette, 2026-03-11]",
        " — Alder Gazette, 2026-03-11",
    ],
)
def test_ways_to_cite(verify: Verify, citation: str) -> None:
    """“In the night to Wednesday” stands in the other article: that it is not the cited one shows that it was
    understood."""
    found = verify(f"“in the night to Wednesday”{citation}", path="notes/n.md")
    assert _statuses(found) == [("elsewhere", "news/terminal.txt")]
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("citation", "article"),
    [
        ("[x](news/wires.jsonl#7)", "news/wires.jsonl#7"),
        ("[x](https://www.coast.example/terminal/)", "news/terminal.txt"),
        ("<https://coast.example/terminal>", "news/terminal.txt"),
        ("(Coast Wire, 2026-03-13)", "news/wires.jsonl#7"),
        ("(Coast Wire; Alder Gazette)", "news/terminal.txt"),
    ],
)
def test_records_addresses_and_days_are_cited(verify: Verify, citation: str, article: str) -> None:
    words = {
        "news/wires.jsonl#7": "Two million tonnes were sold",
        "news/terminal.txt": "Firemen saved 16 workers",
    }
    assert _statuses(verify(f"“{words[article]}” {citation}")) == [("exact", article)]
    assert _statuses(verify(f"“carried 14 workers out of” {citation}"))[0][0] in ("elsewhere", "exact")


def test_each_claim_cites_what_stands_next_to_it(verify: Verify) -> None:
    note = (
        "“Firemen saved 16 workers”,[^t] but “reckless storage”.[^h] By [^b], “Barley cost 210 euros”. "
        "“in the night to Wednesday” comes last.\n\n"
    )
    assert [claim.status for claim in verify(note + FOOTNOTES).claims] == [
        "exact",
        "exact",
        "exact",
        "elsewhere",
    ]


def test_lists_and_tables_cite_by_what_leads_to_them(verify: Verify) -> None:
    note = (
        "From the harbour[^h]:\n\n- “reckless storage”\n- “Firemen saved 16 workers”\n\n"
        "| | Gazette[^h] | Wire[^t] |\n|--|--|--|\n| workers | carried 14 workers | saved 15 workers |\n\n"
    )
    found = verify(note + FOOTNOTES).claims
    assert [(claim.text, claim.status) for claim in found] == [
        ("reckless storage", "exact"),
        ("Firemen saved 16 workers", "elsewhere"),
        ("14 workers", "exact"),
        ("15 workers", "differs"),
    ]
    assert found[-1].found == "16 workers"


def test_block_quotes_that_cite_are_quotations(verify: Verify) -> None:
    note = (
        "> Firemen saved **16** workers\n\n— Coast Wire, 2026-03-12[^t]\n\n"
        "> Firemen saved 17 workers\n>\n> — Coast Wire, P. Holm, 2026-03-12\n\n"
        "The harbour office[^h]:\n\n> Firemen carried 14 workers\n\n"
        "> No source is named for this, nor is it a quotation.\n\n"
    )
    assert [(claim.line, claim.text, claim.status) for claim in verify(note + FOOTNOTES).claims] == [
        (1, "Firemen saved 16 workers", "exact"),
        (5, "Firemen saved 17 workers", "differs"),
        (11, "Firemen carried 14 workers", "exact"),
    ]


def test_a_block_quote_may_be_a_mark_that_cuts_words(verify: Verify) -> None:
    """Marks made by offsets may; numbers are never cut, and ends of links stand as they are."""
    from articles import make_article

    odd = make_article("odd.txt", "It rose by 25 per cent, see [the table](table.md) and 1. first of all.")
    for words, status in (
        ("ose by 25 per ce", "exact"),
        ("table.md) and 1\\. fi", "exact"),
        ("5 per cent", "differs"),
    ):
        (claim,) = verify(f"> {words}\n\n— x[^1]\n\n[^1]: odd.txt", [odd]).claims
        assert (words, claim.status) == (words, status)


def test_brackets_of_nothing_are_no_omission(verify: Verify) -> None:
    assert [claim.status for claim in verify("“x [y]” and “[only] …”").claims] == ["missing", "missing"]


def test_what_is_noted_on_a_mark_is_no_claim(verify: Verify) -> None:
    note = (
        "> Firemen saved 16 workers\n\n— Coast Wire, 2026-03-12[^t]\n\n"
        "Note: was it not 99 workers?\n\nAsk the 77 firemen.\n\nTags: check, 88 workers\n\n"
    )
    found = verify(note + FOOTNOTES)
    assert [claim.text for claim in found.claims] == ["Firemen saved 16 workers"]
    assert [remark.line for remark in found.remarks] == [7]


def test_footnotes_claim_what_they_quote(verify: Verify) -> None:
    note = "Workers were saved.[^q]\n\n[^q]: “Firemen saved 19 workers”, Coast Wire, 2026-03-12, 1,250 words."
    (claim,) = verify(note).claims
    assert (claim.line, claim.status, claim.found) == (3, "differs", "Firemen saved 16 workers")


def test_remarks_tell_what_leads_nowhere(verify: Verify) -> None:
    note = "“reckless storage”[^x]\n\n“reckless storage” [x](https://nowhere.example/a)\n\n“never closed\n\n"
    found = verify(note + "> Firemen saved 16 workers\n\n— Alder Gazette, 2026-03-11[^t]\n\n" + FOOTNOTES)
    assert [(one.line, one.message) for one in found.remarks] == [
        (1, "footnote x leads to none of the sources"),
        (3, "https://nowhere.example/a leads to none of the sources"),
        (5, "a quotation is not closed"),
        (9, "the citation says Alder Gazette, 2026-03-11, and its footnote is another source"),
    ]
    assert [claim.status for claim in found.claims] == ["elsewhere", "elsewhere", "exact"]


def test_a_credit_may_have_dashes_and_semicolons_of_its_own(verify: Verify) -> None:
    from articles import make_article

    title = "12 dead — 5 rescued; toll of 77"
    flood = make_article("flood.txt", "The flood took 3 bridges.", title=title, has_title=True)
    row = f"| bridges | “3 bridges” — {title}[^1] |"
    note = f"|  | value |\n| --- | --- |\n{row}\n\n[^1]: *{title}*. flood.txt.\n"
    assert _statuses(verify(note, [flood])) == [("exact", "flood.txt")]


def test_a_link_to_a_part_of_the_note_is_no_citation(verify: Verify) -> None:
    found = verify("[Workers](#workers)\n\n## Workers\n\nFiremen saved 16 workers. See [above](#top).\n")
    assert found.remarks == ()
    assert [claim.status for claim in found.claims] == ["exact"]


def test_a_note_is_no_source_of_its_own(verify: Verify) -> None:
    from articles import make_article

    note = "“a tale told by nobody else”"
    itself = make_article("notes/n.md", note)
    assert _statuses(verify(note, [*ARTICLES, itself], path="notes/n.md")) == [("missing", None)]
    assert _statuses(verify(note, [*ARTICLES, itself], path="notes/m.md")) == [("exact", "notes/n.md")]
