"""However a figure is typed, it is read the same, and its span is what stands in the text.

Each row is a sentence and the figures in it, as `words = normal form`. The sentences were written before
the forms were read; signs that cannot be seen are written as escapes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.figures.normal_form import coded_form
from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]

INVISIBLE = [
    ("Output rose 4.5 per\u00adcent on the month.", ["4.5 per\u00adcent = 4.5 %"]),
    ("The fund paid $5\u200b million.", ["$5\u200b million = USD 5,000,000"]),
    ("It needs \u20ac\u200b7bn.", ["\u20ac\u200b7bn = EUR 7,000,000,000"]),
    ("Some 12\u2060,000 people came.", ["Some 12\u2060,000 people = ~ 12,000 person"]),
    ("They built 3\u20600\u20600 homes.", ["3\u20600\u20600 homes = 300 home"]),
    ("It weighs 40\u200bkg.", ["40\u200bkg = 40 kg"]),
    ("It cost 9 mil\u00adlion dol\u00adlars.", ["9 mil\u00adlion dol\u00adlars = USD 9,000,000"]),
    ("\ufeff$8bn was lost.", ["$8bn = USD 8,000,000,000"]),
]
GROUPS = [
    ("The flat costs CHF 1'250'000.", ["CHF 1'250'000 = CHF 1,250,000"]),
    ("The house costs CHF 2’400’000.", ["CHF 2’400’000 = CHF 2,400,000"]),
    ("The barn cost 310'000 francs.", ["310'000 francs = CHF 310,000"]),
    ("The grant was 1 234 567 euros.", ["1 234 567 euros = EUR 1,234,567"]),
    ("Then 12 500 000 euros more were found.", ["12 500 000 euros = EUR 12,500,000"]),
    ("A loan of $3 750 000 was repaid.", ["$3 750 000 = USD 3,750,000"]),
    ("It drew 1\u202f250\u202f000 visitors.", ["1\u202f250\u202f000 visitors = 1,250,000 visitor"]),
    ("It drew 48\u2008200 visitors.", ["48\u2008200 visitors = 48,200 visitor"]),
    ("It holds 6\u2007400 litres.", ["6\u2007400 litres = 6,400 l"]),
]
WIDE = [
    ("The price was ＄５００.", ["＄５００ = USD 500"]),
    ("It was ２５％ more.", ["２５％ = 25 %"]),
    ("They sold １，２００ cars.", ["１，２００ cars = 1,200 car"]),
    ("Rates rose to ４．５％.", ["４．５％ = 4.5 %"]),
    ("It cost ￡３０.", ["￡３０ = GBP 30"]),
]
MINUS = [
    ("Shares moved –1.1% on the day.", ["–1.1% = -1.1 %"]),
    ("Growth was \u20113%.", ["\u20113% = -3 %"]),
    ("Growth was \u20104%.", ["\u20104% = -4 %"]),
    ("The margin fell to \u22122.5 per cent.", ["\u22122.5 per cent = -2.5 %"]),
    ("Core profit was –$4.2m.", ["–$4.2m = USD -4,200,000"]),
    ("The result came to (–€300,000).", ["–€300,000 = EUR -300,000"]),
    ("Growth was negative 3 percent.", ["negative 3 percent = -3 %"]),
    ("Nights were around minus 12 degrees Celsius.", ["around minus 12 degrees Celsius = ~ -12 Cel"]),
    ("The winners –5 people– were silent.", ["5 people = 5 person"]),
    ("Shares closed 10–12% lower.", ["10–12% = 10-12 %"]),
    ("The COVID -19 tests were sent.", []),
    ("It cost 5 –3 in winter.", []),
]
BRACKETS = [
    ("Net income was $(4.2) million.", ["$(4.2) million = USD -4,200,000"]),
    ("It was £(310,000) after tax.", ["£(310,000) = GBP -310,000"]),
    ("The result after tax was ($250,000).", ["($250,000) = USD -250,000"]),
    ("It had a margin of (12%).", ["(12%) = -12 %"]),
    (
        "The loss per share was $(0.18), compared with $(0.07).",
        ["$(0.18) = USD -0.18", "$(0.07) = USD -0.07"],
    ),
    ("The mill lost –$3.1m in May 2020.", ["–$3.1m = USD 3,100,000", "May 2020 = 2020-05"]),
    ("It posted a net loss of $(7.5) million.", ["$(7.5) million = USD 7,500,000"]),
    ("They report a deficit of (£40,000).", ["(£40,000) = GBP 40,000"]),
    ("The profit of -$6m was a shock.", ["-$6m = USD -6,000,000"]),
    ("A loss led to a result of -$6m.", ["-$6m = USD -6,000,000"]),
    ("The prize ($250,000) went to two sisters.", ["$250,000 = USD 250,000", "two sisters = 2 sister"]),
    ("It fell by a tenth (12%).", ["a tenth = 0.1", "12% = 12 %"]),
    ("Costs rose (by 4%) again.", ["4% = 4 %"]),
]
PREFIXES = [
    ("The tower went for HK $4.6 billion.", ["HK $4.6 billion = HKD 4,600,000,000"]),
    ("The miner lifted its bid to A $2.10 a share.", ["A $2.10 a share = AUD 2.1 / share"]),
    ("It raised NZ $30m.", ["NZ $30m = NZD 30,000,000"]),
    ("They paid C $4.5bn.", ["C $4.5bn = CAD 4,500,000,000"]),
    ("The loan is S $800,000.", ["S $800,000 = SGD 800,000"]),
    ("It lost US-$3 million.", ["US-$3 million = USD 3,000,000"]),
    ("It lost R $40m in Brazil.", ["R $40m = BRL 40,000,000"]),
    ("Police seized S $700,000.", ["S $700,000 = SGD 700,000"]),
    ("The firm borrowed C $80m and repaid A $9m.", ["C $80m = CAD 80,000,000", "A $9m = AUD 9,000,000"]),
    ("It closed a series A $12m round.", ["$12m = USD 12,000,000"]),
    ("A plan C $40 fee and a size S $9 shirt.", ["$40 = USD 40", "$9 = USD 9"]),
    ("A $5 note was found.", ["$5 = USD 5"]),
    ("He took vitamin C $20 a jar.", ["$20 = USD 20"]),
    ("The Class A $30 ticket is gone.", ["$30 = USD 30"]),
]
MARKUP = [
    ("The plan costs **$5** million.", ["$5** million = USD 5,000,000"]),
    ("It rose _3_ per cent.", ["3_ per cent = 3 %"]),
    ("It rose *by 4* per cent.", ["4* per cent = 4 %"]),
    ("It rose to &euro;7m.", ["&euro;7m = EUR 7,000,000"]),
    ("It drew &nbsp;8&nbsp;million visitors.", ["8&nbsp;million visitors = 8,000,000 visitor"]),
    ("The tax is &pound;2&#46;50 a litre.", ["&pound;2&#46;50 a litre = GBP 2.5 / l"]),
    ("It costs &#36;12.", ["&#36;12 = USD 12"]),
    ("It costs ***£12*** million in all.", ["£12*** million = GBP 12,000,000"]),
    ("It cost <b>$14</b> million in all.", ["$14</b> million = USD 14,000,000"]),
    ("Fares rose <span class='up'>2.5</span> per cent.", ["2.5</span> per cent = 2.5 %"]),
    ("It is `$16` million and `17` per cent.", ["$16` million = USD 16,000,000", "17` per cent = 17 %"]),
    ("The pier cost $18\\\nmillion.", ["$18\\\nmillion = USD 18,000,000"]),
    ("The tunnel cost $19<br>million.", ["$19<br>million = USD 19,000,000"]),
    ("It weighs 2&frac12; tonnes.", ["2&frac12; tonnes = 2.5 t"]),
    ("If a < $5 and b > $6 it holds.", ["< $5 = < USD 5", "> $6 = > USD 6"]),
    ("The chair said it cost $10\n> billion in all.", ["$10\n> billion = USD 10,000,000,000"]),
    ("Prices rose 4.5 per\n> cent more.", ["4.5 per\n> cent = 4.5 %"]),
    ("It lost $3 mil-\nlion.", ["$3 mil-\nlion = USD 3,000,000"]),
    ("Prices rose 4 per-\ncent.", ["4 per-\ncent = 4 %"]),
    ("The six-\nmember panel met.", ["six-\nmember = 6 member"]),
    ('"[Ten] years later it began."', ["[Ten] years later"]),
    ("He said [two] million people left.", ["[two] million people = 2,000,000 person"]),
]
LOOSE = [
    ("The six - member panel met.", ["six - member = 6 member"]),
    ("It is a 10 - year deal.", ["10 - year = 10 year"]),
    ("A 20 - page report came out.", ["20 - page = 20 page"]),
    ("It was a five - hour flight.", ["five - hour = 5 hour"]),
    ("They met in a 40 - storey tower.", ["40 - storey = 40 storey"]),
    ("He won six - all of them at home.", []),
    ("It chose 12 - more than before.", []),
    ("A 31–year-old driver won a 6–hour race.", ["31–year-old = 31 year", "6–hour = 6 hour"]),
    ("The two–year plan has a ten–member board.", ["two–year = 2 year", "ten–member = 10 member"]),
    ("It ran 5–7 miles.", ["5–7 miles = 5-7 mi"]),
    ("The ring was worth $3. 5 million.", ["$3. 5 million = USD 3,500,000"]),
    ("They paid €1. 2bn for it.", ["€1. 2bn = EUR 1,200,000,000"]),
    ("It cost $3. 5 million people came.", ["$3 = USD 3", "5 million people = 5,000,000 person"]),
    ("A ticket is $119. 99 with a meal.", ["$119. 99 = USD 119.99"]),
    ("It cost $5. 20 people came.", ["$5 = USD 5", "20 people = 20 person"]),
    ("Prices start at $1, 199 for the small one.", ["$1, 199 = USD 1,199"]),
    ("They paid £2, 450.", ["£2, 450 = GBP 2,450"]),
    ("It cost $5, 200 people came.", ["$5 = USD 5", "200 people = 200 person"]),
    ("The chip runs at 2. 7GHz.", ["2. 7GHz = 2.7 GHz"]),
    ("Growth was 3. 4% last year.", ["3. 4% = 3.4 %", "last year = 2025"]),
]
COMMAS = [
    ("The bill in Berlin came to 1.127,54 €.", ["1.127,54 € = EUR 1,127.54"]),
    ("He paid 24,50 euros.", ["24,50 euros = EUR 24.5"]),
    ("The fund holds €2,5bn.", ["€2,5bn = EUR 2,500,000,000"]),
    ("They sold 1,5 million shares.", ["1,5 million shares = 1,500,000 share"]),
    ("It grew 3,75 per cent.", ["3,75 per cent = 3.75 %"]),
    ("The peak is 1,8 metres higher.", ["1,8 metres = 1.8 m"]),
    ("It costs 0,3 €.", ["0,3 € = EUR 0.3"]),
    ("It costs 2,5 € and drew 12.500 visitors.", ["2,5 € = EUR 2.5", "12.500 visitors = 12,500 visitor"]),
    ("They built 12.500 homes.", []),
    ("See pages 3,4 and 12,15 below.", []),
    ("The rate was ,89 per cent.", []),
    ("He earned up to £135,00 for advice.", []),
    ("He paid $1,250 and $1,250,000.", ["$1,250 = USD 1,250", "$1,250,000 = USD 1,250,000"]),
    ("It sold 1,50,000 cars.", ["1,50,000 cars = 150,000 car"]),
    ("It sold 2,25,30,000 phones.", ["2,25,30,000 phones = 22,530,000 phone"]),
]  # fmt: skip
ROWS = [
    row
    for rows in (INVISIBLE, GROUPS, WIDE, MINUS, BRACKETS, PREFIXES, MARKUP, LOOSE, COMMAS)
    for row in rows
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[ascii(text)[:50] for text, _ in ROWS])
def test_a_figure_is_read_however_it_is_typed(figures_of: FiguresOf, text: str, expected: list[str]) -> None:
    found = figures_of(text)
    shown = [
        figure.text if "=" not in want else f"{figure.text} = {coded_form(figure)}"
        for figure, want in zip(found, expected, strict=False)
    ]
    shown += [figure.text for figure in found[len(expected) :]]
    assert shown == expected
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
