"""The words by which names are told from other words, from the files in `data/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from briefing.text.given_names import given_names
from briefing.text.name_keys import name_key
from briefing.text.stopwords import DEMONYMS


class WordLists(NamedTuple):
    """All lists, of folded words or of keys as `name_key` makes them."""

    given: frozenset[str]
    given_also_places: frozenset[str]
    women: frozenset[str]
    titles: frozenset[str]
    doubtful_titles: frozenset[str]
    titles_before_one: frozenset[str]
    kept_titles: frozenset[str]
    before_titles: frozenset[str]
    title_pairs: frozenset[tuple[str, str]]
    titles_of_men: frozenset[str]
    titles_of_women: frozenset[str]
    with_full_stop: frozenset[str]
    organisation: frozenset[str]
    organisation_unless_given: frozenset[str]
    not_organisations: frozenset[str]
    organisation_of: frozenset[str]
    other_of: frozenset[str]
    place: frozenset[str]
    place_unless_given: frozenset[str]
    not_places: frozenset[str]
    place_first: frozenset[str]
    place_of: frozenset[str]
    first_words: frozenset[str]
    behind_new: frozenset[str]
    other_heads: frozenset[str]
    """Words for things that no person's name holds, unless it is a surname."""
    company_forms: frozenset[str]
    person_last: frozenset[str]
    joined_by_and: frozenset[tuple[str, str]]
    places: frozenset[str]
    """Names that are a place's and nothing else's."""
    prefixes: frozenset[str]
    """Short forms of countries and unions that stand before other names."""
    undivided: frozenset[str]
    states: frozenset[str]
    peoples: frozenset[str]
    groups: frozenset[str]
    everyday: frozenset[str]
    parting: frozenset[str]
    state_abbreviations: frozenset[str]
    days_in_names: frozenset[str]
    compound_first: frozenset[str]
    compound_last: frozenset[str]
    possessive_names: frozenset[str]
    behind_possessive: frozenset[str]
    person_nouns_before: frozenset[str]
    person_nouns_in_apposition: frozenset[str]
    leading: frozenset[str]
    """What a person, and never a company, is the leader of."""
    saying: frozenset[str]
    organisation_nouns: frozenset[str]
    organisation_after: frozenset[str]
    place_phrases: tuple[str, ...]
    """Each as it stands before a name, with blanks around it."""
    place_phrase_ends: frozenset[str]
    """The words that may stand last in such a phrase."""
    place_words: frozenset[str]
    place_prepositions: frozenset[str]
    heads: frozenset[str]
    """Last or first words of organisations and places, each in one of the lists for it."""
    any_title: frozenset[str]
    not_in_names: frozenset[str]
    """Titles and offices."""
    not_persons: frozenset[str]
    """Places and their short forms."""


@cache
def word_lists() -> WordLists:
    """Return the lists, read once."""
    titles, heads = _table("titles"), _table("heads")
    given = given_names()
    places, other, cues = _table("places"), _table("not_names"), _table("cues")
    in_person = _words(cues["person_nouns"])
    abbreviations = _keys(places["abbreviations"])
    known_places = _keys(places["countries"]) | _keys(places["cities"]) | abbreviations
    prefixes = abbreviations | _keys(places["union_abbreviations"])
    return WordLists(
        given=given.all,
        given_also_places=given.also_places,
        women=given.women,
        titles=_words(titles["proving"]),
        doubtful_titles=_words(titles["doubtful"]),
        titles_before_one=_words(titles["proving_before_one"]),
        kept_titles=_words(titles["kept"]),
        before_titles=_words(titles["before"]),
        title_pairs=frozenset((pair.split()[0], pair.split()[1]) for pair in titles["pairs"]),
        titles_of_men=_words(titles["of_men"]),
        titles_of_women=_words(titles["of_women"]),
        with_full_stop=_words(titles["with_full_stop"]),
        organisation=_words(heads["organisation"]),
        organisation_unless_given=_words(heads["organisation_unless_given"]),
        not_organisations=_keys(heads["not_organisations"]),
        organisation_of=_words(heads["organisation_of"]),
        other_of=_words(heads["other_of"]),
        place=_words(heads["place"]),
        place_unless_given=_words(heads["place_unless_given"]),
        not_places=_keys(heads["not_places"]),
        place_first=_words(heads["place_first"]),
        place_of=_words(heads["place_of"]),
        first_words=_words(heads["first_words"]),
        behind_new=_words(heads["behind_new"]),
        other_heads=_words(
            f"{heads['organisation_unless_given']} {heads['place_unless_given']} {heads['other_of']}"
            f" {heads['organisation_of']}"
        ),
        company_forms=_words(heads["company_forms"]),
        person_last=_words(heads["person_last"]),
        joined_by_and=frozenset((first, second) for first, second in heads["joined_by_and"]),
        places=known_places,
        prefixes=prefixes,
        undivided=_keys(places["undivided"]),
        states=_keys(places["states"]) | _keys(places["countries"]) | _words(other["state_abbreviations"]),
        peoples=_words(other["peoples"]) | DEMONYMS,
        groups=_words(other["groups"]),
        everyday=_words(other["everyday"]),
        parting=_words(other["parting"]),
        state_abbreviations=_words(other["state_abbreviations"]),
        days_in_names=_keys(other["days_in_names"]),
        compound_first=_words(other["compound_first"]),
        compound_last=_words(other["compound_last"]),
        possessive_names=_words(other["possessive_names"]),
        behind_possessive=_words(other["behind_possessive"]),
        person_nouns_before=in_person - _words(cues["not_before"]),
        person_nouns_in_apposition=in_person - _words(cues["not_in_apposition"]),
        leading=_words(cues["leading"]),
        saying=_words(cues["saying"]),
        organisation_nouns=_words(cues["organisation_nouns"]),
        organisation_after=_words(cues["organisation_after"]),
        place_phrases=tuple(f" {phrase}{the} " for phrase in cues["place_phrases"] for the in ("", " the")),
        place_phrase_ends=frozenset(phrase.split()[-1] for phrase in cues["place_phrases"]) | {"the"},
        place_words=_words(cues["place_words"]),
        place_prepositions=_words(cues["place_prepositions"]),
        heads=_words(
            f"{heads['organisation']} {heads['organisation_unless_given']} {heads['organisation_of']}"
            f" {heads['place']}"
        ),
        any_title=_words(f"{titles['proving']} {titles['doubtful']} {titles['kept']}"),
        not_in_names=_words(f"{titles['before']} {titles['proving']} {titles['doubtful']}"),
        not_persons=known_places | prefixes,
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("briefing.names").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(name_key, names))
