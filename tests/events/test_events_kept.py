"""Events of many articles: what is kept of them leaves them as they are found from nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from articles import make_article
from tiers import amount

from briefing.events import event_vectors
from briefing.events.alike_articles import AlikeArticles
from briefing.events.collect_events import EventCollector, ReportTraits
from briefing.events.event_terms import EventTerms, event_terms
from briefing.names.extract_names import extract_names

SEEDS = amount(1, 40)
STEPS = amount(6, 12)
HAPPENED = (
    "A fire at the {} mill of {}",
    "The mayor of {} opened lock {}",
    "A ferry of {} ran aground at {}",
)
TOLD = (
    "Nobody was hurt",
    "Hundreds came",
    "Two men were arrested",
    "The port stays shut",
    "Rain is expected",
)
NAMES = ("Brandt", "Varde", "Kelm", "Osel", "Salter", "Ostrava", "Harlow", "Drim")


def report(draw: random.Random, name: str) -> tuple[EventTerms, str]:
    """What an article tells that one of some events happened, and its title."""
    title = draw.choice(HAPPENED).format(draw.choice(NAMES), draw.choice(NAMES))
    article = make_article(name, f"{title} on Tuesday.", ". ".join(draw.sample(TOLD, 3)) + ".")
    return event_terms(article, extract_names(article)), title


@pytest.fixture(params=[False, True])
def few_are_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once some articles are counted for all, once all are."""
    if request.param:
        monkeypatch.setattr(event_vectors, "MANY", 20)
        monkeypatch.setattr(event_vectors, "_FEWEST_COUNTED", 8)
        monkeypatch.setattr("briefing.events.average_link.MANY", 20)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.usefixtures("few_are_many")
def test_what_is_kept_changes_nothing(seed: int) -> None:
    draw = random.Random(seed)
    terms: dict[int, EventTerms] = {}
    traits: dict[int, ReportTraits] = {}
    kept = EventCollector()

    def write(number: int) -> None:
        name = f"{draw.randrange(10**6):06}.txt"
        terms[number], title = report(draw, name)
        day = draw.choice((None, f"2026-03-{draw.randint(1, 28):02}"))
        traits[number] = ReportTraits(name, title, day)

    for number in range(30):
        write(number)
    several = 0
    for step in range(STEPS):
        one = draw.choice(sorted(terms))
        copy_of = {traits[one].article: traits[draw.choice(sorted(terms))].article} if step % 3 == 0 else {}
        copy_of = {copy: original for copy, original in copy_of.items() if copy != original}
        found = kept.collect(terms, traits, copy_of)
        assert found == EventCollector().collect(terms, traits, copy_of)
        several += sum(len(event.articles) > 1 for event in found)
        change = draw.choice(("add", "change", "remove", "date"))
        if change == "remove":
            del terms[one], traits[one]
        elif change == "date":
            traits[one] = ReportTraits(traits[one].article, traits[one].title, "2026-04-01")
        else:
            write(one if change == "change" else 100 + step)
    assert several


def test_an_article_that_comes_is_compared_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are many, and it is not one of those that are counted."""
    monkeypatch.setattr(event_vectors, "MANY", 20)
    monkeypatch.setattr(event_vectors, "_FEWEST_COUNTED", 8)
    draw = random.Random(3)
    reports = [report(draw, f"{number}.txt")[0] for number in range(60)]
    told: list[int] = []
    make = event_vectors.event_vectors

    def noted(articles: list[EventTerms], *rest: event_vectors.TermStatistics) -> object:
        told.append(len(articles))
        return make(articles, *rest)

    vectors: Callable[..., object] = noted
    monkeypatch.setattr("briefing.events.alike_articles.event_vectors", vectors)
    alike = AlikeArticles()
    alike.compare(reports[:40])
    for count in range(41, 61):
        before = alike.statistics
        alike.compare(reports[:count])
        assert told[-1] == (1 if alike.statistics is before else count)
    assert told.count(1) > 10
