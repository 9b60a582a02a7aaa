"""Exports of this program verify against their sources, and each of 200 changes of them is named."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from note_changes import CHANGES, ChangedNote, changed_notes
from tiers import amount

from briefing.figures.normal_form import coded_form
from briefing.model.article import Article
from briefing.model.excerpt import Citation
from briefing.model.timeline_row import Precision, TimelineRow
from briefing.model.verification import Verification
from briefing.session import (
    Session,
    export_pieces,
    finish,
    ledger_pieces,
    quotes_pieces,
    sheet_pieces,
    synopsis_pieces,
    timeline_pieces,
)
from briefing.session.requests.ledger_requests import quoted_ledger
from briefing.verify.timeline_days import days_meant, heading_days

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SEED = 20261129
"""Of the changes."""
COUNT = amount(80, 200)


@pytest.fixture(scope="module")
def session() -> Session:
    """The articles that come with the program, read."""
    opened = Session(use_store=False)
    assert all(isinstance(found, Article) for found in opened.open([str(SEEDS)]))
    return opened


def _export(session: Session, what: str) -> str:
    if what == "synopsis":
        tables = [finish(session.related.synopsis(topic)) for topic in session.topics.all()]
        return b"".join(synopsis_pieces("markdown", tables, "Synopsis")).decode()
    if what == "ledger":
        lines = session.ledger(topics=True)
        return b"".join(ledger_pieces("markdown", quoted_ledger(session, lines), "Ledger")).decode()
    if what == "sheet":
        lines = session.ledger(topics=True)
        quoted = quoted_ledger(session, lines, session.sheet(lines))
        return b"".join(sheet_pieces("markdown", quoted, "Briefing sheet", len(lines))).decode()
    if what == "quotes":
        rows, citations = session.speakers.rows(), {one.id: Citation.of(one) for one in session.articles}
        return b"".join(quotes_pieces("markdown", rows, citations, "Quotes")).decode()
    if what == "timeline":
        days, citations = session.timelines.rows(), {one.id: Citation.of(one) for one in session.articles}
        return b"".join(timeline_pieces("markdown", days, citations, "Timeline")).decode()
    found = session.exports.excerpts("figures" if what == "figures" else "topic")
    return b"".join(export_pieces("markdown", found, what.title())).decode()


def _verify(session: Session, note: str) -> Verification:
    return finish(session.verification.verify(note.encode()))


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("figures", 140),
        ("topic", 80),
        ("synopsis", 40),
        ("ledger", 50),
        ("sheet", 30),
        ("quotes", 50),
        ("timeline", 80),
    ],
)
def test_an_export_verifies_clean(session: Session, what: str, least: int) -> None:
    found = _verify(session, _export(session, what))
    assert [claim for claim in found.claims if claim.status != "exact"] == []
    assert len(found.claims) >= least
    assert found.remarks == ()


def test_each_figure_of_a_sentence_is_verified_by_itself(session: Session) -> None:
    note = _export(session, "figures")
    told = "**145% to 30%** = 145 → 30 % (percent) · **125% to 10%** = 125 → 10 % (percent)"
    assert note.count(told) == 1
    line = note[: note.index(told)].count("\n") + 1
    for one, other in (("145 → 30", "145 → 35"), ("125 → 10", "125 → 15")):
        changed = note.replace(told, told.replace(one, other))
        found = [claim for claim in _verify(session, changed).claims if claim.status != "exact"]
        assert [(claim.line, claim.status) for claim in found] == [(line, "differs")]
        assert found[0].text.startswith(one[:3])


def test_an_export_of_before_verifies_clean(session: Session) -> None:
    """Up to 0.9 the normal form had the code of its unit, and each figure its sentence again."""
    lines = ["# Figures", ""]
    citations: dict[Citation, int] = {}
    for excerpt in session.exports.excerpts("figures"):
        figure = next(
            one
            for one in session.figures(excerpt.citation.article)
            if (one.start, one.end) == (excerpt.start, excerpt.end)
        )
        number = citations.setdefault(excerpt.citation, len(citations) + 1)
        form = coded_form(figure).replace("<", "\\<").replace(">", "\\>").replace("~", "\\~")
        source = excerpt.citation.source or excerpt.citation.title
        lines += [f"> {excerpt.context or excerpt.text}", ""]
        lines += [f"**{excerpt.text}** = {form} ({figure.kind}) — {source}[^{number}]", ""]
    lines += [f"[^{number}]: {citation.article}" for citation, number in citations.items()]
    found = _verify(session, "\n".join(lines))
    assert [claim for claim in found.claims if claim.status != "exact"] == []
    assert len(found.claims) >= 150


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        ("### 2025-05-12: ", "### 2025-05-19: "),
        ("### 2025-10: ", "### 2025-09: "),
        ("### 2025: ", "### 2024: "),
        ("### 2026-02-02/2026-02-08: ", "### 2026-02-02/2026-02-09: "),
    ],
)
def test_another_day_of_a_timeline_is_named(session: Session, told: str, changed: str) -> None:
    note = _export(session, "timeline")
    assert note.count(told) == 1
    line = note[: note.index(told)].count("\n") + 1
    found = [one for one in _verify(session, note.replace(told, changed)).claims if one.status != "exact"]
    assert {(one.line, one.status) for one in found} == {(line, "differs")}
    assert {one.text for one in found} == {changed.removeprefix("### ").removesuffix(": ")}


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2026-02-04", "2026-02-04", "day"),
        ("2026-02-02", "2026-02-08", "week"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2026-10-01", "2026-12-31", "quarter"),
        ("2026-07-01", "2026-12-31", "half"),
        ("2026-01-01", "2026-12-31", "year"),
        ("1990-01-01", "1999-12-31", "decade"),
        ("1901-01-01", "2000-12-31", "century"),
        ("2026-02-03", "2026-02-05", "days"),
    ],
)
def test_days_are_read_as_timelines_write_them(first: str, last: str, precision: Precision) -> None:
    row = TimelineRow(first, last, precision, "the dam: it broke (twice)", 1.0, 2, 1, ())
    words = heading_days(f"{row.days_words}: {row.label} ({row.facts_words})")
    assert words == row.days_words
    assert days_meant(words) == (first, last)


@pytest.mark.parametrize(
    "text", ["2026: a year", "2026 Q5: a (1 voice)", "2026-13: a (1 voice)", "A: a (1 voice)"]
)
def test_no_other_heading_is_taken_for_days(text: str) -> None:
    assert heading_days(text) is None


def test_spans_are_what_they_say(session: Session) -> None:
    for claim in _verify(session, _export(session, "figures")).claims:
        assert claim.article is not None
        assert session.article(claim.article).text[claim.start : claim.end] == claim.found


@pytest.fixture(scope="module")
def changed(session: Session) -> list[ChangedNote]:
    """Half of the changes are of the export of figures, half of the passages of topics."""
    half = COUNT // 2
    return [
        *changed_notes(_export(session, "figures"), SEED, half),
        *changed_notes(_export(session, "topic"), SEED + 1, half),
    ]


def test_every_change_is_named_and_nothing_else(session: Session, changed: list[ChangedNote]) -> None:
    assert len(changed) == COUNT
    assert {note.change for note in changed} == set(CHANGES)
    wrong = []
    for note in changed:
        named = {claim.line for claim in _verify(session, note.text).claims if claim.status != "exact"}
        if not named or not named <= note.allowed:
            wrong.append((note.change, note.before, note.after, named, note.allowed))
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "The quay**master****ship** pays ½ of what crews pay.\n",
        "The re*arbitr*ation ended with ½ an hour left.\n",
        "The co\u2060proprie\u200btor`ship` paid ½ of it.\n",
        "The <div>\n€2.5bn\n \n<div>  €2.5bn\n\n<div>\n",
        "Paid [wharf](http://example.org/a)ingers ½ a crown.\n",
    ],
)
def test_signs_within_words_and_lines_of_numbers_alone(tmp_path: Path, text: str) -> None:
    """What a source sets in a way of its own stands word for word in an export all the same."""
    path = tmp_path / "a.md"
    path.write_text(f"Levies of the harbour\n\n{text}", encoding="utf-8")
    one = Session(use_store=False)
    assert all(isinstance(found, Article) for found in one.open([str(path)]))
    found = _verify(one, _export(one, "figures"))
    assert found.claims
    assert [claim for claim in found.claims if claim.status != "exact"] == []


@pytest.mark.parametrize("what", ["figures", "ledger", "sheet"])
def test_a_changed_source_is_named(session: Session, what: str) -> None:
    """The same export against sources in one of which a number is another."""
    note = _export(session, what)
    articles = [
        replace(article, text=article.text.replace("$295 billion", "$296 billion"))
        for article in session.articles
    ]
    other = Session(use_store=False)
    other.hold(articles)
    named = [claim for claim in _verify(other, note).claims if claim.status != "exact"]
    assert all("295" in claim.text for claim in named)
    assert any(claim.status == "differs" and "$296 billion" in (claim.found or "") for claim in named)
    if what == "figures":
        assert {claim.status for claim in named} == {"differs"}
        assert {claim.found for claim in named} >= {"$296 billion"}


def _prose(session: Session) -> list[str]:
    """The sentences of the articles that have figures and quote nobody, each with a footnote."""
    found: dict[str, None] = {}
    for number, article in enumerate(session.articles, 1):
        for figure in session.figures(article.id):
            sentence = session.sentence(article.id, figure.start)
            text = article.text[sentence.start : sentence.end]
            if not set(text) & set('“”"\n*'):
                found[f"{text}[^{number}]"] = None
    return list(found)


def _footnotes(session: Session) -> str:
    return "\n".join(f"[^{number}]: {article.id}" for number, article in enumerate(session.articles, 1))


def test_figures_outside_of_quotations_stand(session: Session) -> None:
    found = _verify(session, "\n\n".join([*_prose(session), _footnotes(session)]))
    assert [claim for claim in found.claims if claim.status != "exact"] == []
    assert len(found.claims) >= 80


def test_changed_digits_outside_of_quotations_are_named(session: Session) -> None:
    """All but where the changed value is another one of the same sentence."""
    draw = random.Random(SEED)
    lines = [line for line in _prose(session) if re.search(r"\d", line.partition("[^")[0])]
    unnamed = []
    for _ in range(amount(80, 400)):
        line = draw.choice(lines)
        at = draw.choice([match.start() for match in re.finditer(r"\d", line.partition("[^")[0])])
        digit = draw.choice([one for one in "123456789" if one != line[at]])
        changed = f"{line[:at]}{digit}{line[at + 1 :]}"
        if _verify(session, f"{changed}\n\n{_footnotes(session)}").stands:
            unnamed.append(changed)
    assert all(line.count("20%") == 2 for line in unnamed), unnamed
