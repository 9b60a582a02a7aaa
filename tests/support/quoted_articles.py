"""What the tests of quotes share: the quotes of a line."""

from __future__ import annotations

from articles import make_article

from briefing.model.article import Article
from briefing.model.quote import AttributedQuote
from briefing.names.extract_names import extract_names
from briefing.quotes.extract_quotes import extract_quotes

_PASSAGES = " ¶ "


def article_of(line: str, *, name: str = "a.txt", language: str = "en") -> Article:
    """An article of the passages that ¶ parts."""
    return make_article(name, *line.split(_PASSAGES), language=language)


def quotes_of(line: str, *, name: str = "a.txt", language: str = "en") -> tuple[AttributedQuote, ...]:
    """The quotes in an article of the passages that ¶ parts."""
    article = article_of(line, name=name, language=language)
    return extract_quotes(article, extract_names(article))
