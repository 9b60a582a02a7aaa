"""Made-up articles of one site: each tells something of its own, and many end with the same lines."""

from __future__ import annotations

from random import Random

HEAD = "Lighthouse keepers win the regional bowling cup in a tense final evening."
NOTICE = "Comments on this page are moderated before they are published."
ADDRESS = "We thank you for reading the Coast Gazette this morning."
STATEMENT = "The harbour bridge will close to lorries from the first of May, the council decided."
QUOTE = '"You cannot close a bridge without asking us first," the union said.'

_SUBJECTS = "council ferry harbour bridge union mayor engineer court school hospital railway market".split()
_VERBS = "approved delayed repaired measured sold inspected painted flooded insured lengthened".split()
_OBJECTS = "crane pier budget turbine contract tunnel archive orchard quarry reservoir viaduct depot".split()
_PLACES = "Oslo Bergen Hull Leith Cork Brest Vigo Porto Genoa Split Patras Varna Riga Gdynia Kiel".split()


def body(number: int) -> str:
    """Four paragraphs that no other number has."""
    chance = Random(number)

    def sentence() -> str:
        subject, verb, thing = chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_OBJECTS)
        amount, place = chance.randrange(10_000), chance.choice(_PLACES)
        return (
            f"The {subject} of {place} {verb} the {thing} with number {number * 10_000 + amount} on Monday."
        )

    return "\n\n".join(f"{sentence()} {sentence()}" for _ in range(4))


def article(number: int, *, above: str = "", within: str = "", below: str = "", glued: str = "") -> str:
    """An article whose text is its own but for what stands above, amid, below and glued to its last line."""
    paragraphs = body(number).split("\n\n")
    tail = f" {glued}" if glued else ""
    parts = (above, *paragraphs[:2], within, paragraphs[2], paragraphs[3] + tail, below)
    return "\n\n".join(part for part in parts if part) + "\n"
