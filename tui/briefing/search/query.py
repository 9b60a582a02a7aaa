"""What a person types, read into a tree that any search engine could answer.

    word            the word and its inflections, in any case, with or without accents
    "two words"     these words, as written, one behind the other
    begin*          every word that begins so
    -word NOT word  not this (before a word, a phrase, a field or brackets)
    a NEAR b        both, at most ten words apart; NEAR/3 at most three
    a OR b          one of them; binds closer than the blank, which means "and"; `or` and `and` in small
                    letters are read so, too, where they stand between two parts
    ( … )           brackets group
    title: source:  words of the article's title or source
    kind: date:     the kind of the passage, the article's date
    figure: unit:   a figure of the passage
    name:           a person, place or organisation that it names
    speaker:        somebody whom it quotes
    quote:          words in quotation marks that it quotes somebody with
    topic: mark: tag:   what a topic, the reader's marks or their tags say of the passage
    in:article      all of it may stand in several passages of one article

Reading never fails: what makes no sense is passed over and named in `Query.faults`, and the
rest is searched. What is searched otherwise than it may have been meant (an unknown field, `or`,
`not`) is named there too. Knows nothing of articles or indexes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from briefing.model.amount import ReadAmount
from briefing.model.search_answer import QueryFault
from briefing.search.field_values import read_dates, read_figure, read_kind, read_name, read_unit
from briefing.search.query_lexer import Token, tokens
from briefing.search.query_tree import AllOf, AnyOf, InList, Near, Node, TextField, WordTerm

MAX_TERMS = 64
"""Words, phrases and fields read from one query; what follows is a fault, not a search."""
MAX_BEGINNINGS = 8
"""Beginnings (`a*`) read from one query: each may stand for thousands of words."""
MAX_WORDS = 100
"""Words read of one phrase."""
MAX_DEPTH = 16
"""Brackets inside brackets."""
MAX_FAULTS = 32
"""Faults named in one query."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read."""

    text: str
    root: Node | None
    """None where nothing can be searched."""
    faults: tuple[QueryFault, ...]
    """What makes no sense, in the order of place."""
    across: bool = False
    """True where the words may stand in several passages of one article."""


def parse_query(query: str, *, typing: bool = False, read_amount: ReadAmount | None = None) -> Query:
    """Read `query`. With `typing`, the last word may still go on, so it counts as a beginning.

    `read_amount` reads the numbers and units behind `figure:` and `unit:`; without it only kinds
    of figures and symbols of units can be asked for. Never raises; time is linear in the length
    of `query`.
    """
    parser = _Parser(query, typing=typing, read_amount=read_amount)
    root = parser.read()
    if root is None and not parser.faults and query.strip():
        first = len(query) - len(query.lstrip())
        parser.faults.append(QueryFault(first, len(query.rstrip()), "there is no word to look for"))
    faults = tuple(sorted(parser.faults, key=lambda fault: (fault.start, fault.reason)))
    return Query(query, root, faults, across=parser.across)


_TEXT_FIELDS: dict[str, TextField] = {"": "body", "title": "title", "source": "source", "quote": "quoted"}
"""Where words are looked for, by the field that asks for them."""
_ANALYSIS_OF = {
    "figure": "figures",
    "unit": "figures",
    "name": "names",
    "speaker": "quotes",
    "quote": "quotes",
}
"""Which analysis of articles each field asks."""


def analyses_asked(query: str) -> frozenset[str]:
    """Return the names of the analyses of articles that the fields of `query` ask."""
    fields = {token.field for token in tokens(query)}
    return frozenset(analysis for field, analysis in _ANALYSIS_OF.items() if field in fields)


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
    waiting: Token | None = None
    """An operator that waits for its right side."""
    fresh: bool = True
    """True where nothing stands to the left that OR and NEAR could take."""


class _Parser:
    """Reads tokens with an explicit stack, so that no nesting can exhaust Python's own."""

    def __init__(self, query: str, *, typing: bool, read_amount: ReadAmount | None) -> None:
        self._text = query
        self._tokens = tokens(query)
        self._typing = typing
        self._read_amount = read_amount
        self._stack = [_Group(0, negated=False)]
        self._terms = 0
        self._beginnings = 0
        self.faults: list[QueryFault] = []
        self.across = False

    def read(self) -> Node | None:
        """Read everything; None where nothing can be searched."""
        negated: Token | None = None
        for token in self._tokens:
            if token.kind == "not":
                if negated is not None:
                    self._nothing_left_out(negated)
                negated = token
                continue
            self._take(token, negated)
            negated = None
        if negated is not None:
            self._nothing_left_out(negated)
        while len(self._stack) > 1:
            opened = self._stack[-1].opened
            self._fault(opened, opened + 1, "this bracket is never closed")
            self._close()
        return self._finish(self._stack[0])

    def _take(self, token: Token, negated: Token | None) -> None:
        if token.problem:
            self._fault(token.problem_at, max(token.end, token.problem_at), token.problem)
        if token.remark:
            self._fault(token.position, token.remark_end, token.remark, searched=True)
        if token.kind in ("term", "phrase", "field"):
            node = self._leaf(token, goes_on=self._typing and token.open_end and negated is None)
            if node is not None:
                self._add(node, negated.position if negated is not None else None)
            elif negated is not None:
                self._nothing_left_out(negated)
            return
        if token.kind == "open" and len(self._stack) <= MAX_DEPTH:
            self._stack.append(_Group(token.position, negated is not None))
            return
        if negated is not None:
            self._nothing_left_out(negated)
        if token.kind == "open":
            self._fault(token.position, token.end, f"more than {MAX_DEPTH} brackets inside each other")
        elif token.kind == "close":
            if len(self._stack) == 1:
                self._fault(token.position, token.end, "this bracket was never opened")
            else:
                self._close()
        else:
            self._join(token)

    def _join(self, token: Token) -> None:
        """Take an operator that stands between two parts."""
        group = self._stack[-1]
        empty = not (group.clauses or group.excluded) if token.kind == "and" else group.fresh
        if group.waiting is not None or empty:
            self._fault(token.position, token.end, f"{token.kind.upper()} needs a word on its left")
        else:
            group.waiting = token

    def _leaf(self, token: Token, *, goes_on: bool) -> Node | None:
        """The node of a word, a phrase or a field; None where it has none."""
        if not (token.words or token.value):
            return None
        self._terms += 1
        if self._terms > MAX_TERMS:
            if self._terms == MAX_TERMS + 1:
                self._fault(token.position, token.end, f"only the first {MAX_TERMS} words are searched")
            return None
        if token.kind == "field" and token.field == "in":
            self.across = _read_scope(token.value) == "article"
            if not (_read_scope(token.value) or token.problem):
                self._fault(token.position, token.end, "in: takes article or passage")
            return None
        if token.kind == "field" and token.field not in _TEXT_FIELDS:
            return self._field(token, goes_on=token.star or goes_on) if not token.problem else None
        if not token.words:
            if not token.problem:
                self._fault(token.position, token.end, "there is no word in this")
            return None
        self._beginnings += token.star
        if token.star and self._beginnings > MAX_BEGINNINGS:
            if self._beginnings == MAX_BEGINNINGS + 1:
                reason = f"only the first {MAX_BEGINNINGS} beginnings are searched"
                self._fault(token.position, token.end, reason)
            return None
        if len(token.words) > MAX_WORDS:
            self._fault(token.position, token.end, f"only the first {MAX_WORDS} words of this are searched")
        return WordTerm(
            token.words[:MAX_WORDS],
            token.kind == "phrase" or token.quoted,
            token.star or goes_on,
            token.star,
            token.position,
            _TEXT_FIELDS[token.field],
            token.joined,
            token.literal,
        )

    def _field(self, token: Token, *, goes_on: bool) -> Node | None:
        """The node of a field whose value is not words."""
        name, value, at = token.field, token.value, token.position
        if name in ("topic", "mark", "tag"):
            kept = cast('Literal["topic", "mark", "tag"]', name)
            return InList(kept, " ".join(value.split()), at, token.end)
        if name == "kind":
            read: Node | str = read_kind(value, at)
        elif name == "date":
            read = read_dates(value, at)
        elif name == "figure":
            read = read_figure(value, at, self._read_amount)
        elif name in ("name", "speaker"):
            read = read_name(value, at, goes_on=goes_on, speaks=name == "speaker")
        else:
            read = read_unit(value, at, self._read_amount)
        if isinstance(read, str):
            self._fault(at, token.end, read)
            return None
        return read

    def _add(self, node: Node, negated_at: int | None) -> None:
        """Put a node into the innermost group."""
        group = self._stack[-1]
        waiting, group.waiting = group.waiting, None
        if negated_at is not None:
            if waiting is not None and waiting.kind != "and":
                reason = "an alternative" if waiting.kind == "or" else "near anything"
                self._fault(negated_at, negated_at + 1, f"what is left out cannot be {reason}")
                return
            if not group.excluded:
                group.first_excluded = negated_at
            group.excluded.append(node)
            group.fresh = True
            return
        if waiting is not None and waiting.kind == "near":
            self._near(group, waiting, node)
        elif waiting is not None and waiting.kind == "or":
            group.clauses[-1].append(node)
        else:
            group.clauses.append([node])
        group.fresh = False

    def _near(self, group: _Group, near: Token, node: Node) -> None:
        """Join the last part and `node` by NEAR; where it cannot hold, both must stand in the passage."""
        last = group.clauses[-1].pop()
        chain = last.required if isinstance(last, AllOf) and not last.excluded else (last,)
        tail = chain[-1]
        left = tail.right if isinstance(tail, Near) else _words_of(tail) if len(chain) == 1 else ()
        right = _words_of(node)
        if left and right:
            joined: Node = Near(left, right, near.distance, near.position)
            group.clauses[-1].append(AllOf((*chain, joined), ()) if isinstance(tail, Near) else joined)
            return
        self._fault(near.position, near.end, "NEAR stands between single words")
        group.clauses[-1].append(AllOf((last, node), ()))

    def _close(self) -> None:
        """End the innermost bracket."""
        group = self._stack.pop()
        node = self._finish(group)
        if node is None:
            if not (group.clauses or group.excluded):
                self._fault(group.opened, group.opened + 1, "nothing between the brackets")
            return
        self._add(node, group.opened if group.negated else None)

    def _finish(self, group: _Group) -> Node | None:
        if group.waiting is not None:
            waiting = group.waiting
            reason = f"{waiting.kind.upper()} needs a word on its right"
            self._fault(waiting.position, waiting.end, reason)
        required = [nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes)) for nodes in group.clauses]
        if not required:
            if group.excluded:
                first = group.first_excluded
                self._fault(first, first + 1, "there are only words to leave out")
            return None
        if len(required) == 1 and not group.excluded:
            return required[0]
        return AllOf(tuple(required), tuple(group.excluded))

    def _nothing_left_out(self, negated: Token) -> None:
        sign = "NOT" if negated.end - negated.position > 1 else "the minus"
        self._fault(negated.position, negated.end, f"nothing to leave out after {sign}")

    def _fault(self, start: int, end: int, reason: str, *, searched: bool = False) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(QueryFault(start, end, reason, searched))


def _read_scope(value: str) -> str:
    """In what all of a query must stand, of which the beginning is enough; empty for anything else."""
    asked = value.strip().casefold()
    return next((scope for scope in ("article", "passage") if asked and scope.startswith(asked)), "")


def _words_of(node: Node) -> tuple[WordTerm, ...]:
    """The single words that `node` is or offers; empty where it is anything else."""
    options = node.options if isinstance(node, AnyOf) else (node,)
    if all(isinstance(o, WordTerm) and len(o.words) == 1 and o.field == "body" for o in options):
        return tuple(o for o in options if isinstance(o, WordTerm))
    return ()
