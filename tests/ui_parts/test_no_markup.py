"""No text may reach a widget as a bare string: the source of the terminal app is read to prove it.

A widget reads a string as markup, so that a title holding `[@click=…]` becomes a command and
one holding `[/]` ends the app. Allowed are literals, and what the reader of the source can see to
be `Content`: a call of something that returns it, or a name that only ever holds it.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from textual import widgets
from textual.widgets import option_list

UI = Path(__file__).parents[2] / "tui" / "briefing" / "ui"

TAKE_TEXT = {
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "RadioButton",
    "Collapsible",
    "Option",
    "OptionList",
    "Selection",
    "Tab",
    "Tabs",
    "TabPane",
    "Toast",
    "Link",
    "Tooltip",
    "Select",
    "SelectionList",
    "RadioSet",
    "Tree",
    "ListItem",
    "DataTable",
    "Digits",
}
TEXT_ARGUMENTS = {"content", "label", "prompt", "title", "tooltip", "renderable", "border_title"}
TEXT_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label", "prompt"}
TEXT_METHODS = {"update", "add_option", "add_tab"}
CONTENT_MAKERS = {"plain", "plain_line", "Content", "assemble", "styled"}
STR_METHODS = {"format", "strip", "replace", "title", "upper", "lower", "capitalize", "ljust", "rjust"}


class Source:
    """One parsed module with what can be known of its names."""

    def __init__(self, code: str, makers: set[str]) -> None:
        self.tree = ast.parse(code)
        self.makers = makers | CONTENT_MAKERS
        self.content_names = self._content_names()

    def _content_names(self) -> set[str]:
        """Names that are annotated as Content, or only ever assigned from a call that makes it."""
        good: set[str] = set()
        bad: set[str] = set()
        assignments: list[ast.Assign] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.arg):
                (good if _is_content(node.annotation) else bad).add(node.arg)
            elif isinstance(node, ast.AnnAssign):
                (good if _is_content(node.annotation) else bad).add(_name(node.target))
            elif isinstance(node, ast.Assign):
                assignments.append(node)
        for node in sorted(assignments, key=lambda node: node.lineno):
            for target in node.targets:
                (good if self._makes_content(node.value, good - bad) else bad).add(_name(target))
        return good - bad

    def _makes_content(self, node: ast.expr, names: set[str]) -> bool:
        if isinstance(node, ast.Call):
            return _name(node.func) in self.makers
        return _name(node) in names

    def is_safe(self, node: ast.expr) -> bool:
        """Is this argument a literal, a widget, or Content as far as one can see?"""
        match node:
            case ast.Constant():
                return True
            case ast.IfExp():
                return self.is_safe(node.body) and self.is_safe(node.orelse)
            case ast.Starred():
                return isinstance(node.value, ast.GeneratorExp | ast.ListComp) and self.is_safe(
                    node.value.elt
                )
            case ast.Call():
                return _name(node.func) in self.makers | TAKE_TEXT
            case _:
                return _name(node) in self.content_names


def _is_content(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation).strip("'\"") == "Content"


def _name(node: ast.expr) -> str:
    """The last name of `a.b.c`, or of `c`; a subscript or call has none."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def content_functions(code: str) -> set[str]:
    """Names of the functions of a module that say they return Content."""
    return {
        node.name
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_content(node.returns)
    }


def _call_complaints(source: Source, call: ast.Call) -> list[str]:
    name = _name(call.func)
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    complaints = []
    markup = keywords.get("markup")
    markup_off = isinstance(markup, ast.Constant) and markup.value is False
    if markup is not None and not markup_off:
        complaints.append("markup is not switched off")
    if name == "notify" and not markup_off:
        complaints.append("notify without markup=False")
    if name in TAKE_TEXT and not markup_off:
        texts = [*call.args, *(value for key, value in keywords.items() if key in TEXT_ARGUMENTS)]
        complaints += [f"{name}({ast.unparse(text)})" for text in texts if not source.is_safe(text)]
    if name in TEXT_METHODS and call.args and _is_built_string(call.args[0]):
        complaints.append(f"{name}({ast.unparse(call.args[0])})")
    return complaints


def _is_built_string(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return _name(node.func) in STR_METHODS | {"str", "repr"}
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.BinOp) and any(_is_built_string(side) for side in (node.left, node.right))
    )


def complaints(code: str, makers: set[str] | None = None) -> list[str]:
    """What in a module could hand article text to the markup reader, as `line: what`."""
    source = Source(code, makers or set())
    found: list[tuple[int, str]] = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            found += [(node.lineno, complaint) for complaint in _call_complaints(source, node)]
        elif isinstance(node, ast.Name | ast.Attribute) and _name(node) == "from_markup":
            found.append((node.lineno, "from_markup"))
        elif isinstance(node, ast.Import | ast.ImportFrom) and "textual.markup" in ast.unparse(node):
            found.append((node.lineno, "textual.markup"))
        elif isinstance(node, ast.Assign):
            found += [
                (node.lineno, f"{target.attr} = {ast.unparse(node.value)}")
                for target in node.targets
                if isinstance(target, ast.Attribute)
                and target.attr in TEXT_ATTRIBUTES
                and not source.is_safe(node.value)
            ]
    return [f"{line}: {what}" for line, what in sorted(found)]


MODULES = sorted(UI.rglob("*.py"))
MAKERS = set().union(*(content_functions(path.read_text("utf-8")) for path in MODULES))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(UI)))
def test_no_bare_string_reaches_a_widget(path: Path) -> None:
    assert complaints(path.read_text("utf-8"), MAKERS) == []


@pytest.mark.parametrize(
    "code",
    [
        "Static(f'{title}')",
        "Static(title)",
        "Label(article.title)",
        "Button(label=name)",
        "Option(str(name))",
        "Label('a' + name)",
        "Label(titles[0])",
        "Label(', '.join(names))",
        "OptionList(*names)",
        "Static('[b]', markup=True)",
        "Static(title, markup=flag)",
        "app.notify(f'{error}')",
        "app.notify('done')",
        "Content.from_markup('$x', x=title)",
        "from textual.markup import escape",
        "import textual.markup",
        "widget.border_title = title",
        "widget.tooltip = f'{title}'",
        "label.update(f'{title}')",
        "label.update(str(error))",
        "label.update('a' + str(error))",
        "def f(title: Content): ...\ndef g(title: str): Static(title)",
        "line = plain(x)\nline = x\nStatic(line)",
    ],
)
def test_the_rule_sees_a_leak(code: str) -> None:
    assert complaints(code)


@pytest.mark.parametrize(
    "code",
    [
        "Static('Name')",
        "Static(plain(title))",
        "Static()",
        "Static(title, markup=False)",
        "Label(Content.assemble('a', title))",
        "def f(question: Content): return Static(question)",
        "def f(self, question: Content): self.question = question\nStatic(self.question)",
        "line = plain_line(title)\nwidget.border_title = line",
        "widget.border_title = 'Marks'",
        "app.notify(str(error), markup=False)",
        "options.update(extra)",
        "Option('a' if short else plain(b))",
        "ListItem(Label('x'))",
        "OptionList(*[plain(name) for name in names])",
    ],
)
def test_the_rule_lets_clean_code_pass(code: str) -> None:
    assert complaints(code) == []


def test_the_rule_names_widgets_that_exist() -> None:
    for name in sorted(TAKE_TEXT - {"Option", "Selection", "Toast"}):
        assert hasattr(widgets, name)
    assert hasattr(option_list, "Option")
