"""Names of several articles together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from briefing.model.name import Mention, Name
from briefing.names.name_forms import NameForm, bearers, join_forms
from briefing.names.word_lists import word_lists
from briefing.text.name_keys import name_key


def collect_names(articles: Iterable[Iterable[Mention]]) -> list[Name]:
    """Return the names that articles mention, the most often named first, then by the alphabet.

    `articles` has what `extract_names` found in each. Names of two articles are one where they are
    written alike, or where one is a short form that only one name of all the articles can have. The
    kind is the one that is proved anywhere, None where two are.
    """
    lists = word_lists()
    forms: dict[str, NameForm] = {}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    given: set[tuple[str, str]] = set()
    order: dict[int, int] = {}
    for found in articles:
        for mention in found:
            key = name_key(mention.name)
            form = forms.setdefault(key, NameForm(key, mention.name))
            if form.surface.isupper() and not mention.name.isupper():
                form.surface = mention.name
            form.count += 1
            if mention.kind is not None:
                form.kinds.add(mention.kind)
            short = name_key(mention.text)
            if short != key:
                given.add((key, short))
            order[id(mention)] = len(order)
            mentions[key].append(mention)
    full = join_forms(forms, bearers(forms, lists), given, lists)
    members: dict[str, list[str]] = defaultdict(list)
    for key, form in full.items():
        members[form.key].append(key)
    names: list[Name] = []
    for name, keys in members.items():
        together = [mention for key in keys for mention in mentions[key]]
        if len(keys) > 1:
            together.sort(key=lambda mention: order[id(mention)])
        names.append(Name(full[name].surface, full[name].kind, tuple(together)))
    return sorted(names, key=lambda name: (-len(name.mentions), name.name.casefold(), name.name))
