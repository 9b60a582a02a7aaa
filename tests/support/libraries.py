"""What tests say of a library that was built."""

from __future__ import annotations

from pathlib import Path

from briefing.figures.extract_figures import extract_figures
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.model.article import Article
from briefing.model.figure import Figure
from briefing.reading.read_articles import read_paths
from briefing.session import Session


def assert_as_read(folder: Path) -> None:
    """The library of `folder` holds the articles and figures that reading it anew gives."""
    expected = [found for found in read_paths([str(folder)]) if isinstance(found, Article)]
    library = Library.open(library_folder([str(folder)]), [str(folder)])
    assert [library.article(number) for number in library.numbers()] == expected
    for number, article in zip(library.numbers(), expected, strict=True):
        assert library.figures(number) == extract_figures(article)
    library.close()


def all_figures(session: Session) -> dict[str, tuple[Figure, ...]]:
    """The figures of every article, by article."""
    return {name: session.figures(name) for name in session.by_name}
