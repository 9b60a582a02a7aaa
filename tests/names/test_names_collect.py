"""Names of several articles: which are one, and in what order they come."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model.name import Mention, Name
from briefing.names.collect_names import collect_names

MentionsOf = Callable[..., tuple[Mention, ...]]


def collected(mentions_of: MentionsOf, *lines: str) -> dict[str, Name]:
    found = [mentions_of(line, article_id=f"{number}.txt") for number, line in enumerate(lines)]
    return {name.name: name for name in collect_names(found)}


def test_a_surname_of_one_article_is_joined_to_the_full_name_of_another(mentions_of: MentionsOf) -> None:
    names = collected(
        mentions_of,
        "The vote pleased Orsini most of all.",
        "It was Minister Daniel Orsini who called it.",
    )
    assert list(names) == ["Daniel Orsini"]
    assert names["Daniel Orsini"].kind == "person"
    assert [(m.article, m.text) for m in names["Daniel Orsini"].mentions] == [
        ("0.txt", "Orsini"),
        ("1.txt", "Daniel Orsini"),
    ]


def test_a_surname_that_two_bear_stays_apart(mentions_of: MentionsOf) -> None:
    names = collected(
        mentions_of,
        "The vote pleased Orsini most of all.",
        "It was Minister Daniel Orsini who called it.",
        "A song by the singer Clara Orsini was played.",
    )
    assert set(names) == {"Orsini", "Daniel Orsini", "Clara Orsini"}
    assert names["Orsini"].kind is None


def test_an_abbreviation_given_in_one_article_holds_in_all(mentions_of: MentionsOf) -> None:
    names = collected(
        mentions_of,
        "The European Union (EU) will vote.",
        "It is for the EU to decide.",
    )
    assert list(names) == ["European Union"]
    assert names["European Union"].kind == "organisation"
    assert len(names["European Union"].mentions) == 3


def test_an_abbreviation_of_two_names_is_joined_to_neither(mentions_of: MentionsOf) -> None:
    names = collected(
        mentions_of,
        "The Global Fisheries Council (GFC) met.",
        "The Grand Farmers Congress (GFC) met.",
        "It is for the GFC to decide.",
    )
    assert {name: len(found.mentions) for name, found in names.items()} == {
        "Global Fisheries Council": 2,
        "Grand Farmers Congress": 2,
        "GFC": 1,
    }


def test_two_kinds_are_none(mentions_of: MentionsOf) -> None:
    names = collected(mentions_of, "They met Mr Velmora at noon.", "The city of Velmora is old.")
    assert names["Velmora"].kind is None


def test_the_most_often_named_comes_first_then_the_alphabet(mentions_of: MentionsOf) -> None:
    names = collected(mentions_of, "They sailed from Brazil to Chile, to Angola and to Chile.")
    assert [(name.name, len(name.mentions)) for name in names.values()] == [
        ("Chile", 2),
        ("Angola", 1),
        ("Brazil", 1),
    ]


def test_public_form(mentions_of: MentionsOf) -> None:
    (name,) = collected(mentions_of, "They sailed from Brazil.").values()
    assert name.to_dict() == {
        "name": "Brazil",
        "kind": "place",
        "count": 1,
        "entries": [{"article": "0.txt", "passage": 0, "start": 17, "end": 23, "text": "Brazil"}],
    }
