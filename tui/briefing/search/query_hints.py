"""What is told of an answer beside its hits: why there are none, and what to ask instead.

Everything that is offered was counted first: an offer finds something. It is made of the query as typed,
so that it can be read, taken and changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, pairwise, product

from briefing.model.amount import ReadAmount
from briefing.model.search_answer import SearchHint
from briefing.search.article_scope import across_passages
from briefing.search.field_values import FIRST_DAY, LAST_DAY
from briefing.search.query import Query, parse_query
from briefing.search.query_compiler import Compiler, Sets
from briefing.search.query_lexer import FIELDS, QUOTES, Token, tokens
from briefing.search.query_tree import AllOf, AnyOf, Dated, Near, Node, WithFigure, WordTerm
from briefing.search.snapshot import Snapshot
from briefing.text.stems import stem

MOST_OFFERS = 3
MOST_TRIED = 40
"""Queries counted in search of offers."""
PER_WORD = 3
"""Near-misses tried of one word."""
SHORTEST = 5
"""Letters of a word that is looked at though it stands somewhere: shorter ones are near to too much."""
RARE = 100
"""Passages up to which a word may be an odd spelling of another one."""
_MOST_BEHIND = 2
"""Words behind a value that may be its scale and its unit."""
TIMES = 20
"""So many times as many passages the other one must have."""


class QueryHints:
    """Works out hints from one state of the index."""

    def __init__(self, snapshot: Snapshot, sets: Sets | None, read_amount: ReadAmount | None) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._read_amount = read_amount

    def of(self, query: str, *, typing: bool) -> tuple[SearchHint, ...]:
        """Return the hints for the answer to `query`, the most telling first. Never raises for any query."""
        read = parse_query(query, typing=typing, read_amount=self._read_amount)
        if read.root is None:
            return ()
        fields = _of_fields(query)
        dates = self._of_dates(query, read.root)
        root, articles = read.root, None
        if read.across:
            root, articles = across_passages(self._snapshot, self._sets, read.root, None)
        if self._count(root, articles):
            return (*fields, *self._of_rare_words(query, read.root), *dates)
        return (
            *fields,
            *self._of_parts(query, read),
            *self._of_units(read.root),
            *dates,
            *self._offers(query, read.root),
        )

    def _count(self, root: Node, within: Collection[int] | None = None) -> int:
        """How many passages answer."""
        return Compiler(self._snapshot, self._sets).count(root, within)

    def _count_as_typed(self, root: Node) -> int:
        """The same without near-misses of words that stand nowhere."""
        compiler = Compiler(self._snapshot, self._sets)
        count = compiler.count(root)
        return 0 if compiler.corrections else count

    def _counted(self, query: str) -> int:
        """How many passages a query finds as it is typed."""
        root = parse_query(query, read_amount=self._read_amount).root
        return self._count_as_typed(root) if root is not None else 0

    def _if_any(self, query: str) -> str:
        """The query where it finds something; else empty."""
        return query if self._counted(query) else ""

    # -- why there is nothing ----------------------------------------------------------------

    def _of_parts(self, query: str, read: Query) -> Iterator[SearchHint]:
        """How many passages each part has, and whether all of them stand in one article."""
        root = read.root
        assert root is not None, "asked of queries that can be searched"
        required = root.required if isinstance(root, AllOf) else (root,)
        first = required[0]
        if len(required) == 1 and isinstance(first, WordTerm):
            words = [replace(first, words=(word,), joined="") for word in first.words]
            named = [(one.words[0], self._count_as_typed(one)) for one in words]
        else:
            ends = {token.position: token.end for token in tokens(query)}
            named = [(_written(query, node, ends), self._count_as_typed(node)) for node in required]
        if len(named) > 1:
            told = ", ".join(f"{name} in {_passages(count)}" for name, count in named)
            yield SearchHint(f"each alone: {told}")
        elif not named[0][1]:
            stands = "stands in" if isinstance(first, WordTerm) else "finds"
            yield SearchHint(f"{named[0][0]} {stands} no passage")
        if not isinstance(root, AllOf):
            return
        if root.excluded:
            plain = replace(root, excluded=()) if len(required) > 1 else required[0]
            if count := self._count(plain):
                yield SearchHint(
                    f"{_passages(count)} but for what is left out", self._if_any(_without_exclusions(query))
                )
        if len(required) > 1 and not read.across and all(count for _, count in named):
            _, articles = across_passages(self._snapshot, self._sets, root, None)
            if articles:
                plural = "articles have" if len(articles) > 1 else "article has"
                wide = f"{query.rstrip()} in:article"
                yield SearchHint(f"{len(articles):,} {plural} all of it: {wide}", wide)

    def _of_units(self, root: Node) -> Iterator[SearchHint]:
        for leaf in _leaves(root):
            if isinstance(leaf, WithFigure) and leaf.unit and not self._snapshot.units(leaf.unit):
                yield SearchHint(f"no figure here is counted in {leaf.unit}")

    def _of_dates(self, query: str, root: Node) -> Iterator[SearchHint]:
        """What a date leaves out because its article has none."""
        if not any(isinstance(leaf, Dated) for leaf in _leaves(root)):
            return
        if not self._count(Dated(FIRST_DAY, LAST_DAY, 0)):
            yield SearchHint("no article here has a date", self._if_any(_without(query, "date")))
        elif count := self._count(_undated(root)):
            yield SearchHint(
                f"{_passages(count)} more in articles without a date", self._if_any(_without(query, "date"))
            )

    # -- what to ask instead -----------------------------------------------------------------

    def _offers(self, query: str, root: Node) -> Iterator[SearchHint]:
        """Other queries that find something: near-misses of any word, two words as one, one as two."""
        found: list[tuple[int, int, str]] = []
        for changes, offered in islice(self._tried(query, root), MOST_TRIED):
            if found and changes > found[0][0]:
                break
            if count := self._counted(offered):
                found.append((changes, -count, offered.strip()))
        for _, count, offered in sorted(found)[:MOST_OFFERS]:
            yield SearchHint(f"did you mean {offered}? {_passages(-count)}", offered)

    def _tried(self, query: str, root: Node) -> Iterator[tuple[int, str]]:
        """Other queries and how much of this one they change, the least first."""
        words = _plain_words(query, root)
        phrases = [leaf for leaf in _leaves(root) if isinstance(leaf, WordTerm) and len(leaf.words) > 1]
        ends = {token.position: token.end for token in tokens(query)}
        for leaf in phrases:
            if leaf.verbatim and leaf.field == "body":
                end = ends[leaf.position]
                yield 1, f"{query[: leaf.position]}{' '.join(leaf.words)}{query[end:]}"
        yield from ((1, offered) for offered in _values_with_words(query))
        for left, right in pairwise(words):
            if not query[left.end : right.position].strip():
                yield 1, f"{query[: left.position]}{left.words[0]}{right.words[0]}{query[right.end :]}"
        for token in words:
            for split in self._splits(token.words[0]):
                yield 1, f'{query[: token.position]}"{split}"{query[token.end :]}'
        others = [self._others(token.words[0]) for token in words]
        for changes in range(1, len(words) + 1):
            for chosen in combinations(range(len(words)), changes):
                for near in product(*(others[index] for index in chosen)):
                    yield changes, _replaced(query, [words[index] for index in chosen], near)

    def _others(self, word: str) -> tuple[str, ...]:
        return self._snapshot.near_others(word)[:PER_WORD]

    def _splits(self, word: str) -> Iterator[str]:
        """The word as two that stand somewhere."""
        for at in range(2, len(word) - 1):
            if self._snapshot.weight(word[:at]) and self._snapshot.weight(word[at:]):
                yield f"{word[:at]} {word[at:]}"

    def _of_rare_words(self, query: str, root: Node) -> Iterator[SearchHint]:
        """Spellings of few passages beside one of many: a word near to it, two words as one."""
        snapshot, words = self._snapshot, _plain_words(query, root)
        for token in words:
            word = token.words[0]
            held = sum(form.passages for form in snapshot.stem_forms(stem(word)))
            if len(word) >= SHORTEST and self._is_rare(held):
                yield from self._more_often(
                    query, token.position, token.end, held, snapshot.commonest_other(word)
                )
        for left, right in pairwise(words):
            if query[left.end : right.position].strip():
                continue
            held = self._counted(f'"{left.words[0]} {right.words[0]}"')
            if self._is_rare(held):
                one = left.words[0] + right.words[0]
                yield from self._more_often(query, left.position, right.end, held, one)

    def _is_rare(self, held: int) -> bool:
        """Tell whether what so many passages have may be an odd spelling of something else."""
        return 0 < held <= RARE and self._snapshot.passages >= TIMES * held

    def _more_often(self, query: str, start: int, end: int, held: int, other: str) -> Iterator[SearchHint]:
        """What stands in `held` passages beside `other` where that stands in many times as many."""
        if not other or self._snapshot.weight(other) < TIMES * held:
            return
        offered = f"{query[:start]}{other}{query[end:]}".strip()
        if count := self._counted(offered):
            yield SearchHint(
                f"{query[start:end]} in {_passages(held)}, {offered} in {_passages(count)}", offered
            )


def _leaves(node: Node) -> Iterator[Node]:
    """What is asked for, without what is left out."""
    if isinstance(node, AllOf):
        for child in node.required:
            yield from _leaves(child)
    elif isinstance(node, AnyOf):
        for child in node.options:
            yield from _leaves(child)
    else:
        yield node


def _of_fields(query: str) -> Iterator[SearchHint]:
    """Which fields there are, where something was taken for one that is none."""
    if any(token.literal for token in tokens(query)):
        yield SearchHint(f"fields are {' '.join(f'{name}:' for name in FIELDS)}")


def _plain_words(query: str, root: Node) -> list[Token]:
    """The single words that are asked for and not meant to the letter, in order."""
    wanted = {
        leaf.position
        for leaf in _leaves(root)
        if isinstance(leaf, WordTerm)
        and len(leaf.words) == 1
        and leaf.field == "body"
        and not (leaf.verbatim or leaf.starred)
    }
    return [token for token in tokens(query) if token.kind == "term" and token.position in wanted]


def _values_with_words(query: str) -> Iterator[str]:
    """The query with the words behind a value made part of it: figure:$5 billion is figure:"$5 billion"."""
    held = tokens(query)
    for at, token in enumerate(held):
        if token.field != "figure" or query[token.end - 1] in QUOTES:
            continue
        name, _, _ = query[token.position : token.end].partition(":")
        for behind in held[at + 1 : at + 1 + _MOST_BEHIND]:
            if behind.kind != "term" or behind.field:
                break
            value = query[token.position + len(name) + 1 : behind.end]
            yield f'{query[: token.position]}{name}:"{value}"{query[behind.end :]}'


def _undated(node: Node) -> Node:
    """The same of articles without a date instead of those of some days."""
    if isinstance(node, AllOf):
        return replace(node, required=tuple(map(_undated, node.required)))
    if isinstance(node, AnyOf):
        return replace(node, options=tuple(map(_undated, node.options)))
    return replace(node, first=0) if isinstance(node, Dated) else node


def _written(query: str, node: Node, ends: dict[int, int]) -> str:
    """A part of the query as it was typed."""
    first = min(_positions(node))
    last = max(_positions(node))
    return query[first : ends.get(last, last)]


def _positions(node: Node) -> Iterator[int]:
    for leaf in _leaves(node):
        if isinstance(leaf, Near):
            yield from (term.position for term in (*leaf.left, *leaf.right))
        elif not isinstance(leaf, AllOf | AnyOf):
            yield leaf.position


def _replaced(query: str, changed: Sequence[Token], words: Sequence[str]) -> str:
    for token, word in sorted(zip(changed, words, strict=True), key=lambda pair: -pair[0].position):
        query = f"{query[: token.position]}{word}{query[token.end :]}"
    return query


def _without(query: str, field: str) -> str:
    """The query without what it asks of a field."""
    held = tokens(query)
    for index, token in reversed(list(enumerate(held))):
        if token.field == field and not (index and held[index - 1].kind == "not"):
            query = f"{query[: token.position].rstrip()} {query[token.end :].lstrip()}".strip()
    return query


def _without_exclusions(query: str) -> str:
    """The query without what it leaves out, where that is single words, phrases or fields; else empty."""
    held = tokens(query)
    for sign, token in reversed(list(pairwise(held))):
        if sign.kind == "not":
            if token.kind == "open":
                return ""
            query = f"{query[: sign.position].rstrip()} {query[token.end :].lstrip()}".strip()
    return query


def _passages(count: int) -> str:
    return "no passage" if not count else f"{count:,} passage{'s' if count > 1 else ''}"
