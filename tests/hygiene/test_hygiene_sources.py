"""The shape of the source: words for what is public, and no word of a machine."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tui" / "briefing"

# Spelled in halves, so that this file does not find itself.
_HOMES = "|".join(("ro" + "ot", "wo" + "rk", "Us" + "ers"))
MACHINE_PATH = re.compile(rf"(?<![\w.~])/(?:{_HOMES})/\w|{re.escape(str(ROOT))}/")

_HOOKS = re.compile(
    r"(on|watch|validate|compute|action|render|compose|get|check)_|(render|compose|close|show|hide)$|__\w+__$"
    r"|configure$"
)
"""Called by their names (by the toolkit, by Python, by `cli.main`), and verbs that say all there is."""
_SHORT = 3
"""Statements up to which a method may be read instead of described."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_what_is_public_says_what_it_does() -> None:
    """Every module, public class and public function has a docstring, and every method that is not short."""
    silent = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(_name(path))
        silent += [f"{_name(path)}: {name}" for name in _silent(tree, "")]
    assert not sorted(silent)


def _silent(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    for child in node.body:
        if not isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if child.name.startswith("_") or _HOOKS.match(child.name) or _inherits_its_words(child):
            continue
        if not ast.get_docstring(child) and not (isinstance(node, ast.ClassDef) and _is_short(child)):
            yield prefix + child.name
        if isinstance(child, ast.ClassDef):
            yield from _silent(child, f"{prefix}{child.name}.")


def _is_short(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A method or property that is told by its code; the empty one of a protocol has none."""
    if isinstance(node, ast.ClassDef):
        return False
    statements = sum(isinstance(part, ast.stmt) for part in ast.walk(node)) - 1
    empty = isinstance(node.body[0], (ast.Expr, ast.Pass)) and statements == 1
    return statements <= _SHORT and not empty


def test_the_docstring_rule_would_find_what_is_silent() -> None:
    """Functions, classes and long methods must speak; short methods need not, but those of protocols must."""
    code = """
def function(): return 1
class Class:
    @property
    def short(self): return self._short
    def long(self):
        for one in self.all:
            if one:
                self.put(one)
                self.count += 1
    def open(self): ...
    def close(self): ...
    def _private(self): ...
"""
    assert list(_silent(ast.parse(code), "")) == ["function", "Class", "Class.long", "Class.open"]


def test_no_two_files_and_no_two_classes_are_called_the_same() -> None:
    """A name that is searched for leads to one place. Messages are named within their widget."""
    files: defaultdict[str, set[str]] = defaultdict(set)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        if path.name != "__init__.py":
            files[path.name].add(_name(path))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                classes[node.name].add(_name(path))
    assert not {name: sorted(paths) for name, paths in files.items() if len(paths) > 1}
    assert not {name: sorted(paths) for name, paths in classes.items() if len(paths) > 1}


def _inherits_its_words(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Overloads, setters, and properties named as the class of what they give say nothing of their own."""
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    if names & {"overload", "setter", "override"}:
        return True
    given = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns else ""
    named = node.name.replace("_", "").removesuffix("s") in given.casefold()
    return named and bool(names & {"property", "cached_property"})


def test_a_class_name_stands_in_one_module() -> None:
    """A reader who meets a name knows which class it is, also one inside another and of one module alone."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].add(_name(path))
    assert not {name: sorted(where) for name, where in places.items() if len(where) > 1}


def _texts() -> list[Path]:
    folders = [ROOT / name for name in ("tui", "tests", "seeds", "themes", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files += [ROOT / name for name in ("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml")]
    return sorted(path for path in files if "__pycache__" not in path.parts)


def test_no_path_of_a_machine_stands_anywhere() -> None:
    """Sources, tests and documents name no folder of whoever wrote them."""
    found = []
    for path in _texts():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{_name(path)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert not found


def test_the_path_check_would_find_one() -> None:
    """The pattern above is not dead."""
    assert MACHINE_PATH.search('open("/' + 'Users/ann/news")')
    assert MACHINE_PATH.search(f"see {ROOT}/seeds")
    assert not MACHINE_PATH.search("~/.local/share and https://example.org/" + "root/page")
