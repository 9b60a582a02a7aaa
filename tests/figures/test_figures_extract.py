"""The door of the package: languages, rules by name, publication dates, imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from briefing.figures.currencies import currency_at
from briefing.figures.extract_figures import extract_figures
from briefing.figures.nouns import plural, singular
from briefing.figures.rule_table import rule_names
from briefing.figures.token_line import Line
from briefing.model.article import Article
from briefing.model.figure import Figure

ArticleOf = Callable[..., Article]
FiguresOf = Callable[..., tuple[Figure, ...]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Der Umsatz stieg um 5,3 % auf 1.234,5 Mio. €.",
            [("5,3 %", 5.3, "%"), ("1.234,5 Mio. €", 1234.5e6, "EUR")],
        ),
        ("Il prezzo è di € 12,50, pari al 20%.", [("€ 12,50", 12.5, "EUR"), ("20%", 20.0, "%")]),
        ("Le budget de 3.000.000 EUR", [("3.000.000 EUR", 3e6, "EUR")]),
        ("36.000 Menschen und drei Hunde", []),
        ("Er kam 2019 und am 4.2.2026 um 12.30 Uhr", []),
    ],
)
def test_another_language_gives_what_is_safe(
    figures_of: FiguresOf, text: str, found: list[tuple[str, float, str]]
) -> None:
    figures = figures_of(text, language="de")
    assert [(f.text, f.value, f.unit) for f in figures] == found


def test_a_full_date_needs_no_words(figures_of: FiguresOf) -> None:
    (figure,) = figures_of("Am 2026-02-04 tagte der Rat.", language="de")
    assert (figure.kind, figure.from_, figure.to) == ("date", "2026-02-04", "2026-02-04")


def test_every_rule_can_be_switched_off(article_of: ArticleOf) -> None:
    text = (
        "On Monday, May 5, 2025, in early July and in 2024, 36,000 staff paid $5 million, 20% more, for 3 km "
        "in 90 days; a 44-year-old got half of 4,500, twice as much, for the 250th anniversary."
    )
    article = article_of(text)
    everything = extract_figures(article)
    assert {f.kind for f in everything} == {
        "date", "count", "money", "percent", "quantity", "duration", "ratio", "ordinal",
    }  # fmt: skip
    for name in {f.rule for f in everything}:
        assert name in rule_names()
        assert all(f.rule != name for f in extract_figures(article, disabled=frozenset({name})))
    assert extract_figures(article, disabled=frozenset(rule_names())) == ()


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        ("2026-02-04", "He said so on Wednesday.", ("2026-02-04", "2026-02-04")),
        ("2026-02-05", "He said so on Wednesday.", ("2026-02-04", "2026-02-04")),
        ("2026-02-05", "He will speak on Wednesday.", ("2026-02-11", "2026-02-11")),
        ("2025-11-24", "They agreed to meet next April.", ("2026-04-01", "2026-04-30")),
        ("2026-02-05", "They met on December 30.", ("2025-12-30", "2025-12-30")),
        ("2026-02-05T10:00:00Z", "They met last month.", ("2026-01-01", "2026-01-31")),
        (None, "They met on December 30.", (None, None)),
        (None, "They met on December 30, 2025.", ("2025-12-30", "2025-12-30")),
        ("no date", "They met yesterday.", (None, None)),
        ("0001-01-01", "They met yesterday.", (None, None)),
        ("9999-12-31", "They will meet tomorrow.", (None, None)),
        ("2026-02-05", "The leap was on February 30, 2026.", (None, None)),
    ],
)
def test_dates_stand_on_the_article_s_own(
    figures_of: FiguresOf, published: str | None, text: str, days: tuple[str | None, str | None]
) -> None:
    dates = [f for f in figures_of(text, published=published) if f.kind == "date"]
    assert [(f.from_, f.to) for f in dates] == [days]


def test_a_long_passage_is_read_to_its_end(figures_of: FiguresOf) -> None:
    filler = "They walked on and on along the quiet river until it was dark. " * 400
    figures = figures_of(f"{filler}It cost $5 million. {filler}It took 90 days.")
    assert [f.text for f in figures] == ["$5 million", "90 days"]


def test_start_up_stays_light() -> None:
    code = (
        "import sys, briefing.figures.extract_figures, briefing.figures.normal_form\n"
        "heavy = {'numpy', 'yaml', 'rapidfuzz', 'textual', 'rich', 'sqlite3', 'asyncio'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("city", "cities"), ("day", "days"), ("box", "boxes"), ("church", "churches"),
        ("fisherman", "fishermen"),
        ("woman", "women"), ("human", "humans"), ("bus", "buses"), ("dish", "dishes"), ("house", "houses"),
    ],
)  # fmt: skip
def test_plural_and_back(noun: str, many: str) -> None:
    assert plural(noun) == many
    assert singular(many) == noun


@pytest.mark.parametrize(
    ("many", "noun"),
    [
        ("people", "person"), ("staff", "staff"), ("series", "series"), ("lives", "life"),
        ("policemen", "policeman"),
        ("minis", "mini"), ("crises", "crisis"), ("losses", "loss"), ("viruses", "virus"), ("heroes", "hero"),
    ],
)  # fmt: skip
def test_singular(many: str, noun: str) -> None:
    assert singular(many) == noun


def test_a_currency_is_read_by_its_longest_name() -> None:
    text = "5 Hong Kong dollars"
    found = currency_at(Line(text, 0, len(text)), 1)
    assert found is not None
    assert (found[0].code, found[1]) == ("HKD", 4)
