"""What a person types, read into a tree that any search engine could answer.

    word            the word and its inflections, in any case, with or without accents
    "two words"     these words, as written, one behind the other
    begin*          every word that begins so
    -word           not this (before a word, a phrase or brackets)
    a OR b          one of them; binds closer than the blank, which means "and"
    ( … )           brackets group

Reading never fails: what makes no sense is passed over and named in `Query.problems`, and the
rest is searched. Knows nothing of articles or indexes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.search.lexer import Token, tokens

MAX_TERMS = 64
"""Words and phrases read from one query; what follows is a problem, not a search."""
MAX_DEPTH = 16
"""Brackets inside brackets."""
MAX_PROBLEMS = 32
"""Problems named in one query."""


class Problem(NamedTuple):
    """A part of a query that makes no sense."""

    position: int
    """Offset into the query."""
    message: str
    """What is wrong, in a few words for the reader."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several that stand one behind the other."""

    words: tuple[str, ...]
    """In the form words are compared in; never empty."""
    verbatim: bool
    """True for what stood in quotes: no inflections, no near-misses."""
    prefix: bool
    """True where the last word may go on."""
    starred: bool
    """True where a star says so: then nothing but beginnings is meant."""
    position: int
    """Where it begins in the query."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the options must stand in the passage."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every required part must stand in the passage, and none of the excluded."""

    required: tuple[Node, ...]
    """Never empty."""
    excluded: tuple[Node, ...]


Node = Term | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read."""

    text: str
    root: Node | None
    """None where nothing can be searched."""
    problems: tuple[Problem, ...]
    """In the order of their positions."""


def parse_query(query: str, *, typing: bool = False) -> Query:
    """Read `query`. With `typing`, the last word may still go on, so it counts as a beginning.

    Never raises; time is linear in the length of `query`.
    """
    parser = _Parser(tokens(query), typing=typing)
    root = parser.read()
    if root is None and not parser.problems and query.strip():
        parser.problems.append(Problem(len(query) - len(query.lstrip()), "there is no word to look for"))
    return Query(query, root, tuple(sorted(parser.problems)))


@dataclass(slots=True)
class _Group:
    """A bracket that is being read: its parts so far."""

    opened: int
    negated: bool
    clauses: list[list[Node]] = field(default_factory=list)
    """Alternatives of each clause."""
    excluded: list[Node] = field(default_factory=list)
    first_excluded: int = 0
    """Position of the first `-`."""
    either: int | None = None
    """Position of an OR that waits for its right side."""
    also: int | None = None
    """Position of an AND that waits for its right side."""
    fresh: bool = True
    """True where nothing stands to the left that an OR could take."""


class _Parser:
    """Reads tokens with an explicit stack, so that no nesting can exhaust Python's own."""

    def __init__(self, found: list[Token], *, typing: bool) -> None:
        self._tokens = found
        self._typing = typing
        self._stack = [_Group(0, negated=False)]
        self._terms = 0
        self.problems: list[Problem] = []

    def read(self) -> Node | None:
        """Read everything; None where nothing can be searched."""
        negated: Token | None = None
        for token in self._tokens:
            if token.kind == "not":
                if negated is not None:
                    self._problem(negated.position, "nothing to leave out after the minus")
                negated = token
                continue
            self._take(token, negated)
            negated = None
        if negated is not None:
            self._problem(negated.position, "nothing to leave out after the minus")
        while len(self._stack) > 1:
            self._problem(self._stack[-1].opened, "this bracket is never closed")
            self._close()
        return self._finish(self._stack[0])

    def _take(self, token: Token, negated: Token | None) -> None:
        if token.kind in ("term", "phrase"):
            if token.problem:
                self._problem(token.problem_at, token.problem)
            if token.words:
                self._term(token, negated)
            elif negated is not None:
                self._problem(negated.position, "nothing to leave out after the minus")
            return
        if token.kind == "open" and len(self._stack) <= MAX_DEPTH:
            self._stack.append(_Group(token.position, negated is not None))
            return
        if negated is not None:
            self._problem(negated.position, "nothing to leave out after the minus")
        if token.kind == "open":
            self._problem(token.position, f"more than {MAX_DEPTH} brackets inside each other")
        elif token.kind == "close":
            if len(self._stack) == 1:
                self._problem(token.position, "this bracket was never opened")
            else:
                self._close()
        else:
            self._join(token)

    def _join(self, token: Token) -> None:
        """Take an operator that stands between two parts."""
        group = self._stack[-1]
        name = token.kind.upper()
        waiting = group.either is not None or group.also is not None
        empty = group.fresh if token.kind == "or" else not (group.clauses or group.excluded)
        if waiting or empty:
            self._problem(token.position, f"{name} needs a word on its left")
        elif token.kind == "or":
            group.either = token.position
        else:
            group.also = token.position

    def _term(self, token: Token, negated: Token | None) -> None:
        self._terms += 1
        if self._terms > MAX_TERMS:
            if self._terms == MAX_TERMS + 1:
                self._problem(token.position, f"only the first {MAX_TERMS} words are searched")
            return
        goes_on = self._typing and token.open_end and negated is None
        term = Term(token.words, token.kind == "phrase", token.star or goes_on, token.star, token.position)
        self._add(term, negated.position if negated is not None else None)

    def _add(self, node: Node, negated_at: int | None) -> None:
        """Put a node into the innermost group."""
        group = self._stack[-1]
        group.also = None
        if negated_at is not None:
            if group.either is not None:
                self._problem(negated_at, "what is left out cannot be an alternative")
                group.either = None
                return
            if not group.excluded:
                group.first_excluded = negated_at
            group.excluded.append(node)
            group.fresh = True
            return
        if group.either is not None:
            group.clauses[-1].append(node)
        else:
            group.clauses.append([node])
        group.either = None
        group.fresh = False

    def _close(self) -> None:
        """End the innermost bracket."""
        group = self._stack.pop()
        node = self._finish(group)
        if node is None:
            if not (group.clauses or group.excluded):
                self._problem(group.opened, "nothing between the brackets")
            return
        self._add(node, group.opened if group.negated else None)

    def _finish(self, group: _Group) -> Node | None:
        if group.either is not None:
            self._problem(group.either, "OR needs a word on its right")
        if group.also is not None:
            self._problem(group.also, "AND needs a word on its right")
        required = [nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes)) for nodes in group.clauses]
        if not required:
            if group.excluded:
                self._problem(group.first_excluded, "there are only words to leave out")
            return None
        if len(required) == 1 and not group.excluded:
            return required[0]
        return AllOf(tuple(required), tuple(group.excluded))

    def _problem(self, position: int, message: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(position, message))
