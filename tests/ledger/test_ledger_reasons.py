"""Why the entries of a line differ, as far as the texts tell."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.line_reasons import why_differ
from briefing.ledger.mentions import LedgerArticle, mentions_of

CASES = [
    (("The toll rose to 18 dead.", "2026-03-02"), ("The fire left 12 dead.", "2026-03-01"), "later count"),
    (("The fire left 18 dead.", "2026-03-01"), ("The fire left 12 dead.", "2026-03-02"), None),
    (("Police say about 300 people came.", None), ("In the end 400 people came.", None), "estimate"),
    (
        ("The survey revised the quake's depth to 12.4 km.", None),
        ("The quake's depth was 10.1 km.", None),
        "revised",
    ),
    (
        ("It will pay 85 million euros ($108 million) for cranes.", None),
        ("It will pay 85 million euros ($106 million) for cranes.", None),
        "conversion",
    ),
    (("The quake's depth was 1.2 miles.", None), ("The quake's depth was 12 miles.", None), "error"),
    (("Riots went on for the seventh day.", None), ("Riots went on for the eighth day.", None), "other date"),
    (("Shares closed at $24.13.", "2026-03-01"), ("Shares closed at $24.34.", "2026-03-02"), "other date"),
    (("Edda Moran, 52, resigned.", "2025-06-01"), ("Edda Moran, 53, resigned.", "2026-06-01"), "other date"),
    (("Edda Moran, 52, resigned.", "2026-01-03"), ("Edda Moran, 53, resigned.", "2026-09-01"), "other date"),
    (("Edda Moran, 53, resigned.", "2026-01-03"), ("Edda Moran, 52, resigned.", "2026-09-01"), None),
    (("Edda Moran, 52, resigned.", "2026-01-03"), ("Edda Moran, 58, resigned.", "2026-09-01"), None),
    (("It is to pay 85 million euros ($108 million).", None), ("It pays $2 million.", None), None),
    (("The films took $121.9m (£63.3m).", None), ("The films took $125.4m (£65.8m).", None), None),
    (("The upgraded model costs $1,499.", None), ("The model costs $1,799.", None), None),
    (
        ("Tveit shares fell Monday to $46.64.", None),
        ("Tveit shares fell Tuesday to $44.27.", None),
        "other date",
    ),
    (
        ("It paid about $13.2 billion.", None),
        ("Including debt it paid $13.9 billion.", None),
        "other definition",
    ),
    (("Neighbours confirmed that he has three wives.", None), ("He is charged with two wives.", None), None),
    (("The house has 12 rooms.", None), ("The house has 14 rooms.", None), None),
    (("The climber, 31, is originally from Essex.", None), ("The climber is 32.", None), None),
    (
        ("The quake's depth, originally put at 12.4 km, is unknown.", None),
        ("The quake's depth was 10.1 km.", None),
        "revised",
    ),
    (
        ("Taxes alone cannot keep its fund of $2.6 trillion.", None),
        ("It needs a fund of $6.5 trillion.", None),
        None,
    ),
    (
        ("It spent $2.6 million in the capital alone.", None),
        ("It spent $6.5 million.", None),
        "other scope",
    ),
    (("He met them late on March 4.", None), ("He met them on March 5.", None), None),
    (("The launch was put off to March 4.", None), ("The launch is on March 2.", None), "later date"),
    (("They spent $5,587.75 on it.", None), ("They spent $5,687.75 on it.", None), "error"),
    (("They spent $5,587.75 on it.", None), ("They spent $5,699.75 on it.", None), None),
    (
        ("It may cost an estimated hundreds of millions of dollars.", None),
        ("The damage is an estimated $2 million.", None),
        None,
    ),
]


@pytest.mark.parametrize(("one", "other", "reason"), CASES, ids=[case[0][0] for case in CASES])
def test_a_reason_is_told_by_words_dates_and_numbers(
    one: tuple[str, str | None], other: tuple[str, str | None], reason: str | None
) -> None:
    given = []
    for number, (text, published) in enumerate((one, other)):
        article = make_article(f"{number}.txt", text, published=published)
        given.append(LedgerArticle(article, extract_figures(article), (), 0, number))
    last = [[m for m in mentions_of(given) if m.place == place][-1] for place in (0, 1)]
    assert why_differ(last, given) == reason
