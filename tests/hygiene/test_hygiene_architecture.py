"""ARCHITECTURE.md is short, and the files and names it speaks of exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tui" / "briefing"
PAGE = ROOT / "ARCHITECTURE.md"
LONGEST = 150
USERS_OWN = "config.toml"
"""A file of the user's, which the page speaks of too."""
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w./*-]+(\.py|\.toml|\.md|/)")
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(\.\w+)?|[A-Z][A-Z_]{3,}|\w+\(\)")


def _defined() -> set[str]:
    """Every class, function and module constant of the package, methods as `Class.method` too."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                names.add(node.name)
            if isinstance(node, ast.ClassDef):
                names.update(f"{node.name}.{part.name}" for part in node.body if hasattr(part, "name"))
            if isinstance(node, (ast.Assign, ast.AnnAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names.update(target.id for target in targets if isinstance(target, ast.Name))
    return names


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_it_is_read_in_one_go(page: str) -> None:
    assert page.count("\n") <= LONGEST


def test_its_paths_exist(page: str) -> None:
    named = [code for code in _CODE.findall(page) if _PATH.fullmatch(code) and code != USERS_OWN]
    assert len(named) > 20
    lost = [code for code in named if not (any(PACKAGE.glob(code)) or any(ROOT.glob(code)))]
    assert not lost


def test_its_names_exist(page: str) -> None:
    named = [code for code in _CODE.findall(page) if _NAME.fullmatch(code)]
    assert len(named) > 10
    defined = _defined()
    assert not [code for code in named if code.removesuffix("()") not in defined]
