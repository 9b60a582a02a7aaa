"""Which contradictions are clear enough for a sign that stands alone."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.clear_conflicts import clear_conflicts
from briefing.ledger.mentions import LedgerArticle, mentions_of


@pytest.mark.parametrize(
    ("one", "other", "clear"),
    [
        ("The blaze killed 12 miners in Orle.", "The blaze killed 14 miners in Orle.", True),
        ("Moran bought the Brandt mill for $13 million.", "Moran bought the mill for $15 million.", True),
        ("The quake killed 12 people.", "The quake killed 12 people.", False),
        (
            "It used at least two ladder trucks at the mill.",
            "It used three ladder trucks at the mill.",
            False,
        ),
        ("Up to 40 miners were in the pit.", "In the pit were 25 miners.", False),
        ("The tank farm holds 100,000 gallons of fuel.", "They poured 5,000 gallons on the blaze.", False),
        ("She lost 43 votes in March.", "The party lost 60 seats in six years.", False),
        ("Jones won three gold medals in Orle.", "Jones won five medals in Orle.", False),
        ("The economy of Orle grew 6.9 per cent.", "The economy of Orle grew 8.5 per cent.", False),
        ("The mill made 12 crates of oil in 2003.", "The mill made 15 crates of oil in 2004.", False),
        (
            "The press has a 13-litre tank.",
            "The press has a 15-litre tank, the small press a 13-litre tank.",
            False,
        ),
        ("There are two more debates to come.", "He won the second of three debates.", False),
    ],
)
def test_a_sign_asks_for_like_words_and_no_room(one: str, other: str, clear: bool) -> None:
    articles = [make_article(f"{number}.txt", text) for number, text in enumerate((one, other))]
    given = [LedgerArticle(a, extract_figures(a), (), 0, number) for number, a in enumerate(articles)]
    kinds = {"money", "quantity", "count", "percent"}
    line = [mention for mention in mentions_of(given) if mention.figure.kind in kinds]
    assert bool(clear_conflicts(line, given)) == clear
