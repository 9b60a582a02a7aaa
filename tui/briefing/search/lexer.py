"""Query text cut into tokens: words, phrases, operators, brackets, each with its position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefing.search.words import places

TokenKind = Literal["term", "phrase", "not", "or", "and", "open", "close"]

_QUOTES = '"“”„«»'
_QUOTE = re.compile(f"[{_QUOTES}]")
_RUN = re.compile(rf"[^\s(){_QUOTES}]+")
_BOUNDS = f"(){_QUOTES}"
_OPERATORS: dict[str, TokenKind] = {"OR": "or", "AND": "and"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query."""

    kind: TokenKind
    position: int
    words: tuple[str, ...] = ()
    """Of a term or phrase, in the form words are compared in; empty where it holds none."""
    star: bool = False
    """True for `begin*`."""
    open_end: bool = False
    """True where the query ends inside its last word, so that typing may go on."""
    problem: str = ""
    """What is wrong with it, in words for the reader; empty where nothing is."""
    problem_at: int = 0
    """Position of the problem in the query."""


def tokens(query: str) -> list[Token]:
    """Return the tokens of `query` in order. Never raises; linear in its length."""
    found: list[Token] = []
    end = len(query.rstrip())
    at = 0
    while at < len(query):
        char = query[at]
        if char.isspace():
            at += 1
        elif char in _QUOTES:
            at = _phrase(query, at, found)
        elif char in "()":
            found.append(Token("open" if char == "(" else "close", at))
            at += 1
        elif char == "-" and _negates(query, at, end):
            found.append(Token("not", at))
            at += 1
        else:
            at = _run(query, at, found)
    return found


def _negates(query: str, at: int, end: int) -> bool:
    """Tell whether the minus at `at` leaves something out; one between blanks is a dash.

    `end` is where the query ends but for blanks.
    """
    if at and not (query[at - 1].isspace() or query[at - 1] in _BOUNDS):
        return False
    following = query[at + 1 : at + 2]
    if following == "-":
        return False
    return not following.isspace() or at + 1 == end


def _phrase(query: str, at: int, found: list[Token]) -> int:
    """Read the phrase that opens at `at`; return where reading goes on."""
    closing = _QUOTE.search(query, at + 1)
    end = closing.start() if closing else len(query)
    words = tuple(place.word for place in places(query, at + 1, end))
    problem = ""
    if closing is None:
        problem = "this quote is never closed"
    elif not words:
        problem = "no word between the quotes"
    open_end = closing is None and _ends_in_word(query)
    found.append(Token("phrase", at, words, open_end=open_end, problem=problem, problem_at=at))
    return end + 1


def _run(query: str, at: int, found: list[Token]) -> int:
    """Read the run of characters without blank at `at`; return where reading goes on."""
    match = _RUN.match(query, at)
    assert match is not None, "the caller has seen a character that is in a run"
    run, end = match.group(), match.end()
    if run in _OPERATORS:
        found.append(Token(_OPERATORS[run], at))
        return end
    body = run.rstrip("*")
    if not body:
        found.append(
            Token("term", at, problem="a star needs the beginning of a word before it", problem_at=at)
        )
        return end
    pieces = body.split("*")
    begin = at
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        words = tuple(place.word for place in places(piece))
        star = len(run) > len(body) if last else True
        open_end = last and not star and end == len(query) and _ends_in_word(query)
        problem = "" if last else "a star stands only at the end of a word"
        if words or problem:
            found.append(Token("term", begin, words, star, open_end, problem, begin + len(piece)))
        else:
            found.append(Token("term", begin))
        begin += len(piece) + 1
    return end


def _ends_in_word(query: str) -> bool:
    return query[-1:].isalnum()
