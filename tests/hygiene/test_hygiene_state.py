"""Who changes what the reader shows: each part of its state is set by one module alone, and what a controller
owns by none but itself."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "tui" / "briefing" / "ui"


def _path(node: ast.expr) -> list[str]:
    """The names of an attribute, from the left: `self.state.lens.answer`."""
    found: list[str] = []
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Attribute):
            found.append(node.attr)
        node = node.value
    return [*([node.id] if isinstance(node, ast.Name) else []), *reversed(found)]


def _each(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else [None] * len(target.elts)
        for one, other in zip(target.elts, values, strict=True):
            yield from _each(one, other)
    else:
        yield target, value


def _assigned(function: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Each target of an assignment, with its value."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _each(target, node.value)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            yield node.target, node.value


def _set_parts(function: ast.AST) -> Iterator[str]:
    """What a function sets in a part of the state: `lens.answer`."""
    called: dict[str, list[str]] = {}
    for target, value in _assigned(function):
        path = _path(value) if isinstance(value, ast.Attribute) else []
        if isinstance(target, ast.Name) and "state" in path:
            called[target.id] = path[path.index("state") :]
    for target, _ in _assigned(function):
        path = _path(target) if isinstance(target, ast.Attribute | ast.Subscript) else []
        path = [*called.get(path[0], path[:1]), *path[1:]] if path else []
        if "state" in path and (part := path[path.index("state") + 1 :]):
            yield ".".join(part[:2])


def test_each_part_of_the_state_is_set_by_one_module() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in UI.rglob("*.py"):
        if file.parent.name == "state":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for part in _set_parts(node):
                    found[part].add(file.name)
    assert {"lens.answer", "marks.placed", "topics.items"} <= found.keys()
    assert {part: files for part, files in found.items() if len(files) > 1} == {}


def _set_from_outside(function: ast.AST) -> Iterator[str]:
    """What a function sets of a controller that it has: `_controller.shown`."""
    for target, _ in _assigned(function):
        path = _path(target) if isinstance(target, ast.Attribute | ast.Subscript) else []
        for at, name in enumerate(path[:-1]):
            if name.lower().endswith(("controller", "controllers")):
                yield ".".join(path[at:])


def test_nobody_sets_what_a_controller_owns() -> None:
    found = {
        f"{file.name}: {part}"
        for file in UI.rglob("*.py")
        for part in _set_from_outside(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == set()
    assert [*_set_from_outside(ast.parse("self._controller.shown = self.renew"))] == ["_controller.shown"]
