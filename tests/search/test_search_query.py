"""How queries are read: a readable table, and the limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.search_answer import QueryFault
from briefing.search.query import (
    MAX_BEGINNINGS,
    MAX_DEPTH,
    MAX_FAULTS,
    MAX_TERMS,
    parse_query,
)
from briefing.search.query_tree import AllOf, AnyOf, Node, WordTerm

TABLE = Path(__file__).parent / "data" / "queries.txt"


def drawn(node: Node | None, *, inner: bool = False) -> str:
    """A tree in the notation of the table."""
    if node is None:
        return "nothing"
    if isinstance(node, WordTerm):
        words = " ".join(node.words)
        shape = f'="{words}"' if node.verbatim else f"<{words}>" if len(node.words) > 1 else words
        return shape + ("**" if node.starred else "*" if node.prefix else "")
    if isinstance(node, AnyOf):
        text = "| " + " ".join(drawn(option, inner=True) for option in node.options)
    elif not isinstance(node, AllOf):
        return str(node)
    else:
        parts = [drawn(part, inner=True) for part in node.required]
        text = " ".join(["&", *parts, *("!" + drawn(part, inner=True) for part in node.excluded)])
    return f"({text})" if inner else text


def blocks() -> list[tuple[str, str, list[str]]]:
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip("\n")):
        lines = [line for line in block.split("\n") if not line.startswith("#")]
        if lines:
            found.append((lines[0][1:-1], lines[1], lines[2:]))
    return found


@pytest.mark.parametrize(("query", "tree", "problems"), blocks(), ids=lambda value: str(value)[:30])
def test_reading(query: str, tree: str, problems: list[str]) -> None:
    read = parse_query(query)
    assert drawn(read.root) == tree
    assert [f"{fault.start} {fault.reason}" for fault in read.faults] == problems
    assert read.text == query


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("tarif", "tarif*"),
        ("tarif ", "tarif"),
        ("rare earth", "& rare earth*"),
        ('"rare ear', '="rare ear"*'),
        ('"rare earth"', '="rare earth"'),
        ("arms-sal", "<arms sal>*"),
        ("talks -tra", "& talks !tra"),
        ("beef OR por", "| beef por*"),
        ("(beef OR por", "| beef por*"),
        ("tarif)", "tarif"),
        ("tarif,", "tarif"),
        ("tarif*", "tarif**"),
    ],
)
def test_last_word_goes_on_while_typing(query: str, tree: str) -> None:
    assert drawn(parse_query(query, typing=True).root) == tree


def test_terms_past_the_limit_are_named_once() -> None:
    query = " ".join(f"w{number}" for number in range(MAX_TERMS + 10))
    read = parse_query(query)
    assert isinstance(read.root, AllOf)
    assert len(read.root.required) == MAX_TERMS
    at = query.index(f"w{MAX_TERMS}")
    end = at + len(f"w{MAX_TERMS}")
    assert read.faults == (QueryFault(at, end, f"only the first {MAX_TERMS} words are searched"),)


def test_beginnings_past_the_limit_are_named_once() -> None:
    query = " ".join(f"{letter}*" for letter in "abcdefghijklm")
    read = parse_query(query)
    assert isinstance(read.root, AllOf)
    assert len(read.root.required) == MAX_BEGINNINGS
    assert [fault.reason for fault in read.faults] == [
        f"only the first {MAX_BEGINNINGS} beginnings are searched"
    ]


def test_brackets_deeper_than_the_limit_are_read_without_them() -> None:
    depth = MAX_DEPTH + 1
    read = parse_query("(" * depth + "tax" + ")" * depth)
    assert drawn(read.root) == "tax"
    assert [fault.start for fault in read.faults] == [MAX_DEPTH, 2 * depth + 2]


def test_problems_have_an_end() -> None:
    assert len(parse_query(")" * 100_000).faults) == MAX_FAULTS


def check(query: str, *, typing: bool) -> None:
    """What holds for any query at all."""
    read = parse_query(query, typing=typing)
    assert all(0 <= fault.start <= fault.end <= len(query) and fault.reason for fault in read.faults)
    assert [fault.start for fault in read.faults] == sorted(fault.start for fault in read.faults)
    terms = list(_terms(read.root))
    assert all(term.words and all(term.words) for term in terms)
    assert len(terms) <= MAX_TERMS
    if read.root is None and query.strip():
        assert read.faults


def _terms(node: Node | None) -> list[WordTerm]:
    if node is None:
        return []
    if isinstance(node, WordTerm):
        return [node]
    if isinstance(node, AnyOf):
        assert len(node.options) > 1
        return [term for option in node.options for term in _terms(option)]
    if not isinstance(node, AllOf):
        return []
    assert node.required
    assert len(node.required) + len(node.excluded) > 1
    return [term for part in node.required + node.excluded for term in _terms(part)]


@given(st.text(), st.booleans())
def test_any_text_is_read(query: str, typing: bool) -> None:
    check(query, typing=typing)


@given(
    st.lists(
        st.sampled_from(
            ["OR", "AND", "-", "(", ")", '"', "*", " ", " ", "tax", "levy", "a-b", "“", ":", "\0"]
        )
    ).map("".join),
    st.booleans(),
)
def test_any_mixture_of_signs_is_read(query: str, typing: bool) -> None:
    check(query, typing=typing)
