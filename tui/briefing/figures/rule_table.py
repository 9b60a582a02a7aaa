"""The table of all rules, in the order in which they are tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.figures import (
    accounting,
    changes,
    index_levels,
    lookback,
    relations,
    table_heads,
    trend,
    unit_transfer,
)
from briefing.figures.rule import DateRule, LineRule, NeighbourRule, NumberRule, Rule
from briefing.figures.rules import (
    age,
    bare,
    clock_times,
    count,
    date_fiscal,
    date_forms,
    date_period,
    date_relative,
    date_year,
    duration,
    measure,
    money,
    multiple,
    non_figures,
    ordinal,
    percent,
    ratio,
)
from briefing.figures.rules.dates import DateReaders

RULES: tuple[Rule, ...] = (
    # A period says more than the year or month in it ("the third quarter of 2024"), so it reads first.
    DateRule(date_fiscal.NAME, "en", date_fiscal.read, date_fiscal.BEGINNINGS, numbers=True),
    DateRule(date_period.NAME, "en", date_period.read, date_period.BEGINNINGS),
    DateRule(date_relative.NAME, "en", date_relative.read, date_relative.BEGINNINGS),
    DateRule(date_forms.NAME, "any", date_forms.read, date_forms.BEGINNINGS, numbers=True),
    DateRule(date_year.NAME, "en", date_year.read, date_year.BEGINNINGS, numbers=True),
    # Words that are figures without a number: "the third-largest", "twice", "an hour and a half".
    LineRule(ordinal.NAME, "en", ordinal.scan),
    LineRule(multiple.NAME, "en", multiple.scan),
    LineRule(duration.NAME, "en", duration.scan),
    # What proves itself by a sign comes first. Times of day stand before all that reads "10:30" as two
    # numbers, ages before durations ("60 years old"), names before everything that counts ("Section 427
    # cases"), multiples and measures before durations ("5 times a day"), and a noun is counted only when
    # nothing more exact was found. `bare` takes the rest for ranges and lists.
    NumberRule(money.NAME, "any", money.claim),
    NumberRule(clock_times.NAME, "any", clock_times.claim),
    NumberRule(age.NAME, "en", age.claim),
    NumberRule(non_figures.NAME, "any", non_figures.claim),
    NumberRule(percent.NAME, "any", percent.claim),
    NumberRule(multiple.NAME, "en", multiple.claim),
    NumberRule(measure.NAME, "en", measure.claim),
    NumberRule(duration.NAME, "en", duration.claim),
    NumberRule(ratio.NAME, "en", ratio.claim),
    NumberRule(count.NAME, "en", count.claim),
    NumberRule(bare.NAME, "en", bare.claim),
    # The rows of a table have the scale and currency of its head.
    NeighbourRule(table_heads.NAME, "en", table_heads.apply_head),
    # "5 to 7 per cent" is one figure before "5" can be lent a unit of its own.
    NeighbourRule(relations.NAME, "any", relations.relate),
    # The level of an index is lent no unit of a number before it ("rose 0.6% to 5,420").
    NeighbourRule(index_levels.NAME, "en", index_levels.measure_levels),
    NeighbourRule(lookback.NAME, "any", unit_transfer.transfer_units),
    NeighbourRule(accounting.NAME, "en", accounting.settle_signs),
    # Judged only now: ranges and lists may have lent a bare number their unit.
    NeighbourRule(bare.NAME, "en", bare.without_idle),
    NeighbourRule(trend.NAME, "en", trend.with_trends),
    NeighbourRule(trend.NAME, "en", changes.ends_apart),
)
"""What is tried, in order; the stage of a rule is its class (see `briefing.figures.rule`)."""


@dataclass(frozen=True, slots=True)
class ActiveRules:
    """The rules that read one language, by stage."""

    dates: DateReaders
    lines: tuple[LineRule, ...]
    numbers: tuple[NumberRule, ...]
    neighbours: tuple[NeighbourRule, ...]


def rule_names() -> tuple[str, ...]:
    """The names by which rules are switched off, in the order they are tried."""
    return tuple(dict.fromkeys(rule.name for rule in RULES))


@lru_cache(maxsize=32)
def active_rules(*, english: bool, disabled: frozenset[str]) -> ActiveRules:
    """Return the rules for English or for any other language, without those called `disabled`."""
    rules = [rule for rule in RULES if rule.name not in disabled and (english or rule.languages == "any")]
    return ActiveRules(
        dates=DateReaders(rule for rule in rules if isinstance(rule, DateRule)),
        lines=tuple(rule for rule in rules if isinstance(rule, LineRule)),
        numbers=tuple(rule for rule in rules if isinstance(rule, NumberRule)),
        neighbours=tuple(rule for rule in rules if isinstance(rule, NeighbourRule)),
    )
