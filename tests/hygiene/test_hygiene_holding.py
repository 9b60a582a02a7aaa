"""Whether articles are at hand or in a library cannot be asked of what holds them; they behave as they do."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.corpus.corpus import Corpus
from briefing.corpus.open_indexes import IndexesInMemory, IndexesOnDisk, OpenIndexes
from briefing.ui.controllers.analysis_controller import AnalysisController
from briefing.ui.controllers.library_controller import LibraryController
from briefing.ui.controllers.upkeep import Upkeep
from briefing.ui.state.article_store import ArticleStore
from briefing.ui.state.library_articles import LibraryArticles

HOLDERS = (ArticleStore, LibraryArticles, Corpus, OpenIndexes, Upkeep)
ITS_OWN = {
    LibraryArticles: {"source", "take_order"},
    IndexesOnDisk: set[str](),
    IndexesInMemory: set[str](),
    AnalysisController: {"analyse", "build_indexes"},
    LibraryController: {"build", "unbuilt"},
}
"""What a holder has beyond its protocol, for those that know which it is."""


def public(kind: type) -> set[str]:
    """The names that can be asked of an instance, but for what `__init__` sets."""
    return {name for name in dir(kind) if not name.startswith("_")}


@pytest.mark.parametrize("kind", HOLDERS, ids=lambda kind: kind.__name__)
def test_no_yes_or_no_tells_how_articles_are_held(kind: type[Any]) -> None:
    properties = {name: one.fget for name in public(kind) if isinstance(one := getattr(kind, name), property)}
    assert not [name for name, get in properties.items() if get and get.__annotations__["return"] == "bool"]
    assert not [name for name in public(kind) if isinstance(getattr(kind, name), bool)]


@pytest.mark.parametrize(
    ("kind", "protocol"),
    [
        (LibraryArticles, ArticleStore),
        (IndexesOnDisk, OpenIndexes),
        (IndexesInMemory, OpenIndexes),
        (AnalysisController, Upkeep),
        (LibraryController, Upkeep),
    ],
    ids=lambda kind: kind.__name__,
)
def test_what_holds_them_has_little_beyond_its_protocol(kind: type[Any], protocol: type[Any]) -> None:
    assert public(kind) - public(protocol) <= ITS_OWN[kind]
