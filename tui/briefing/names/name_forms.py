"""Forms of one name: "Scott Bessent", "Bessent" and "Mr Bessent"; "European Union" and "EU".

A short form is joined to a full one only where there is one full form that it can be short for:
two people of one surname leave the surname alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model.name import NameKind
from briefing.names.word_lists import WordLists

_LONGEST_PERSON = 5
"""Words in a person's name."""


@dataclass(slots=True)
class NameForm:
    """One way in which a name is written, with all that is known of it."""

    key: str
    surface: str
    """As it is shown."""
    kinds: set[NameKind] = field(default_factory=set)
    count: int = 0
    titles: set[str] = field(default_factory=set)
    """Keys of the titles before it."""
    after_in: int = 0
    """How often "in" stands before it, as before places."""
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.key.split()

    @property
    def kind(self) -> NameKind | None:
        """The one kind that is proved; None where none is, or two are."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else None


def join_forms(
    forms: Mapping[str, NameForm],
    borne: Mapping[str, Sequence[str]],
    given: Iterable[tuple[str, str]],
    lists: WordLists,
) -> dict[str, NameForm]:
    """Return, for the key of each form, the fullest form of its name, with the kinds of all its forms.

    `borne` is what `bearers` finds in the forms, `given` are pairs of keys, of a full form and of the
    short one that the text itself gives for it.
    """
    joined = _Joined(forms)
    _join_given(joined, borne, given)
    _join_companies(joined, lists)
    _join_persons(joined, borne, lists)
    return joined.full_forms()


class _Joined:
    """Which forms are of one name so far: disjoint sets."""

    def __init__(self, forms: Mapping[str, NameForm]) -> None:
        self.forms = forms
        self._parents: dict[str, str] = {}
        """Of the keys that were joined to another."""

    def root(self, key: str) -> str:
        """Return the key that stands for the name of `key`."""
        parents = self._parents
        while (parent := parents.get(key)) is not None:
            parents[key] = parents.get(parent, parent)
            key = parent
        return key

    def join(self, full: str, short: str) -> None:
        root, other = self.root(full), self.root(short)
        if root != other:
            self._parents[other] = root

    def full_forms(self) -> dict[str, NameForm]:
        full = dict(self.forms)
        members: dict[str, list[NameForm]] = defaultdict(list)
        for key in self._parents:
            members[self.root(key)].append(self.forms[key])
        for root, forms in members.items():
            forms.append(self.forms[root])
            best = max(forms, key=lambda form: (len(form.words), len(form.key), form.key))
            kinds = {kind for form in forms for kind in form.kinds}
            name = NameForm(best.key, best.surface, kinds, sum(form.count for form in forms))
            full.update((form.key, name) for form in forms)
        return full


def _join_given(
    joined: _Joined, borne: Mapping[str, Sequence[str]], given: Iterable[tuple[str, str]]
) -> None:
    """Join short forms that a text gives for one full form, and for no other."""
    fulls: dict[str, set[str]] = defaultdict(set)
    for full, short in given:
        if full in joined.forms and short in joined.forms:
            fulls[short].add(full)
    for short, those in fulls.items():
        others = {joined.root(full) for full in borne.get(short, ())}
        if len(those) == 1 and others <= {joined.root(full) for full in those}:
            joined.join(min(those), short)


def _join_companies(joined: _Joined, lists: WordLists) -> None:
    """Join "Nvidia" to "Nvidia Corp"."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, form in joined.forms.items():
        words = form.words
        if len(words) > 1 and words[-1] in lists.company_forms:
            longer[" ".join(words[:-1]).rstrip(",")].append(key)
    for short, fulls in longer.items():
        known = joined.forms.get(short)
        if known is not None and len(fulls) == 1 and not known.kinds & {"person", "place"}:
            joined.join(fulls[0], short)


def _join_persons(joined: _Joined, borne: Mapping[str, Sequence[str]], lists: WordLists) -> None:
    """Join names of persons that differ by a middle name, then surnames to full names."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, form in joined.forms.items():
        if _may_be_person(form, lists):
            words = form.words
            by_ends[words[0], words[-1]].append(key)
    for (first, last), keys in by_ends.items():
        plain = f"{first} {last}"
        longer = [key for key in keys if key != plain]
        if plain in keys and len(longer) == 1:
            joined.join(longer[0], plain)
    for short, fulls in borne.items():
        known = joined.forms.get(short)
        if known is None or known.kinds - {"person"} or 2 * known.after_in > known.count:
            continue
        roots = {joined.root(full) for full in fulls}
        if len(roots) == 1 and all(_fits(known, joined.forms[full], lists) for full in fulls):
            joined.join(min(fulls), short)


def _may_be_person(form: NameForm, lists: WordLists) -> bool:
    words = form.words
    if not 2 <= len(words) <= _LONGEST_PERSON or form.kinds - {"person"}:
        return False
    if "person" in form.kinds:
        return True
    return (
        words[0] in lists.given
        and lists.other_heads.isdisjoint(words)
        and "of" not in words
        and words[-1] not in lists.states
    )


def bearers(forms: Mapping[str, NameForm], lists: WordLists) -> dict[str, list[str]]:
    """Return the keys of persons' full names by what they may be called for short: the surname, or a
    first word that is no common given name ("Xi") or whose bearer is proved a person.

    What is a place too is short for nobody.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for key, form in forms.items():
        if not _may_be_person(form, lists):
            continue
        words = form.words
        surname = words[-2] if words[-1] in lists.person_last else words[-1]
        shorts = [surname]
        if words[0] != surname and ("person" in form.kinds or words[0] not in lists.given):
            shorts.append(words[0])
        for short in shorts:
            if (
                short not in lists.places
                and short not in lists.states
                and short not in lists.given_also_places
            ):
                found[short].append(key)
    return found


def _fits(short: NameForm, full: NameForm, lists: WordLists) -> bool:
    """False where a title of the short form is not of the sex that the full one's first name tells."""
    first = full.words[0]
    if first not in lists.given:
        return True
    if first in lists.women:
        return short.titles.isdisjoint(lists.titles_of_men)
    return short.titles.isdisjoint(lists.titles_of_women)
