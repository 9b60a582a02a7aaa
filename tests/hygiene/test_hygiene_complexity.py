"""No rule of the extractor asks more questions than a reader can hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FIGURES = Path(__file__).resolve().parents[2] / "tui" / "briefing" / "figures"
MOST = 15

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case,
    ast.comprehension,
)  # fmt: skip


def complexity(function: Function) -> int:
    """Ways through a function: one, and one more for each branch, each `and` and `or` and each condition.

    A loop of a comprehension counts like any other; functions inside count for themselves alone.
    """
    return 1 + sum(_branches(node) for node in _nodes(function))


def _branches(node: ast.AST) -> int:
    count = int(isinstance(node, _BRANCHES))
    if isinstance(node, ast.BoolOp):
        count += len(node.values) - 1
    if isinstance(node, ast.comprehension):
        count += len(node.ifs)
    if isinstance(node, ast.match_case):
        count += node.guard is not None
    return count


def _nodes(function: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
            yield from _nodes(node)


def functions(source: str) -> Iterator[Function]:
    """Every function and method of a module, those inside others among them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x", 1),
        ("return x if y else z", 2),
        ("return a and b or c", 3),
        ("if a and b:\n        return 1\n    elif c:\n        return 2", 4),
        ("return [k for k in x if k and y if z]", 5),
        ("while x:\n        x = x - 1", 2),
        ("def inner():\n        return a or b\n    return inner", 1),
        ("match x:\n        case 1 if y:\n            pass\n        case _:\n            pass", 4),
    ],
)
def test_every_question_counts(body: str, expected: int) -> None:
    outer = next(functions(f"def f():\n    {body}\n"))
    assert complexity(outer) == expected


def test_no_rule_asks_too_many_questions() -> None:
    found = [
        f"{path.relative_to(FIGURES).as_posix()}: {function.name} {complexity(function)}"
        for path in sorted(FIGURES.rglob("*.py"))
        for function in functions(path.read_text(encoding="utf-8"))
        if complexity(function) > MOST
    ]
    assert not found
