"""Theme files: reading them, and saying exactly what is wrong with one.

A file has optional `title`, `dark`, `ansi` and `based-on`, and up to three tables: `[colours]`,
`[highlights]` and `[variables]`. What a file leaves out it takes from the theme it is based on;
without `based-on` it must give everything. A broken file never stops the others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from textual.theme import Theme

from briefing.files.toml_file import TomlFault, TomlFile, quoted, read_toml, toml_files, unknown
from briefing.text.clean import clean_line
from briefing.ui.drawing.theme import (
    ATTRIBUTES,
    COLOURS,
    DEFAULT_COLOUR,
    HIGHLIGHTS,
    TAKEN_FROM,
    UNLESS_GIVEN,
    Attribute,
    HighlightStyle,
    LoadedTheme,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

MAX_BYTES = 100_000
"""A theme is a few kilobytes; anything larger is some other file."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_TOP = {"title": str, "dark": bool, "ansi": bool, "based-on": str}
_TABLES = ("colours", "highlights", "variables")
_COLOUR_VALUE = re.compile(
    r"(?:#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|auto)(?: (?:100|\d{1,2})%)?|transparent|default"
)
_STYLE_VALUE = re.compile(rf"none|(?:{'|'.join(ATTRIBUTES)})(?: (?:{'|'.join(ATTRIBUTES)})){{0,5}}")


def load_themes(
    dirs: Sequence[Path], *, only: Collection[str] | None = None
) -> tuple[list[LoadedTheme], list[TomlFault]]:
    """Read every `*.toml` of the folders; a missing folder holds no themes.

    A theme of a later folder takes the place of one with the same name in an earlier folder. A
    file with a wrong value is left out; a key that means nothing is reported and passed over.
    With `only`, no more is read than the themes of those names and what they are based on.

    Returns:
        The themes by name, and all problems in the order of folders, files and lines.
    """
    themes: dict[str, LoadedTheme] = {}
    problems: list[TomlFault] = []
    found = _read_all([path for folder in dirs for path in _theme_paths(folder)], only)
    for folder in dirs:
        here = [read for path, read in found.items() if path.parent == folder]
        problems += [read for read in here if isinstance(read, TomlFault)]
        problems += _build_all([read for read in here if isinstance(read, TomlFile)], themes)
    order = {path: number for number, path in enumerate(dirs)}
    problems.sort(key=lambda p: (order[p.path.parent], p.path.name, p.line or 0))
    return [themes[name] for name in sorted(themes)], problems


def _read_all(paths: Sequence[Path], only: Collection[str] | None) -> dict[Path, TomlFile | TomlFault]:
    """What stands in the files, in the order of `paths`; with `only`, in those and in their bases."""
    found: dict[Path, TomlFile | TomlFault] = {}
    names = {path.stem for path in paths} if only is None else set(only)
    while new := [path for path in paths if path.stem in names and path not in found]:
        for path in new:
            read = found[path] = _read(path)
            if isinstance(read, TomlFile):
                names.add(_base_name(read) or path.stem)
    return {path: found[path] for path in paths if path in found}


def _theme_paths(folder: Path) -> list[Path]:
    return toml_files(folder)


def _read(path: Path) -> TomlFile | TomlFault:
    if not _NAME.fullmatch(path.stem):
        return TomlFault(path, None, "", "a theme's name is lower-case letters, digits and hyphens")
    return read_toml(path, MAX_BYTES, "a theme")


def _build_all(files: Iterable[TomlFile], themes: dict[str, LoadedTheme]) -> list[TomlFault]:
    """Add the themes of one folder; a theme waits until the one it is based on is there."""
    problems: list[TomlFault] = []
    known = dict(themes)
    waiting = list(files)
    while waiting:
        ready = [file for file in waiting if (base := _base_name(file)) is None or base in known]
        if not ready:
            problems += [file.fault("based-on", message=f"no theme {_base_name(file)!r}") for file in waiting]
            break
        for file in ready:
            theme, found = _build(file, known.get(_base_name(file) or ""))
            problems += found
            if theme is not None:
                themes[theme.name] = theme
                known.setdefault(theme.name, theme)
        waiting = [file for file in waiting if file not in ready]
    return problems


def _base_name(file: TomlFile) -> str | None:
    """The theme that fills the gaps of a file; None for one that stands alone."""
    named = file.table.get("based-on")
    return named if isinstance(named, str) else None


def _build(file: TomlFile, base: LoadedTheme | None) -> tuple[LoadedTheme | None, list[TomlFault]]:
    """Return the theme of a file, None when a value is wrong or missing, and what is amiss."""
    ignored = _unknown_keys(file)
    wrong = _wrong_types(file)
    colours, wrong_colours = _colours(file)
    highlights, wrong_highlights = _highlights(file)
    variables, wrong_variables = _variables(file)
    wrong += wrong_colours + wrong_highlights + wrong_variables
    if base is not None:
        colours = {**base.colours, **colours}
        highlights = {**base.highlights, **highlights}
        variables = {**base.variables, **variables}
    needed = [name for name in (*COLOURS, *HIGHLIGHTS) if name not in ("boost", *UNLESS_GIVEN, *TAKEN_FROM)]
    missing = [name for name in needed if name not in colours and name not in highlights]
    if missing and not wrong:
        message = (
            "gives no "
            + ", ".join(missing[:3])
            + ("" if len(missing) <= 3 else f" and {len(missing) - 3} more")
        )
        wrong.append(
            TomlFault(file.path, None, "", f'{message}; add based-on = "dark" to take them from there')
        )
    if wrong:
        return None, ignored + wrong
    title = file.table.get("title", file.path.stem.replace("-", " ").capitalize())
    theme = LoadedTheme(
        name=file.path.stem,
        title=clean_line(str(title)),
        path=file.path,
        dark=bool(file.table.get("dark", base.dark if base else True)),
        ansi=bool(file.table.get("ansi", base.ansi if base else False)),
        colours=colours,
        highlights={
            name: highlights.get(name) or UNLESS_GIVEN.get(name) or highlights[TAKEN_FROM[name]]
            for name in HIGHLIGHTS
        },
        variables=variables,
    )
    return theme, ignored


def _unknown_keys(file: TomlFile) -> list[TomlFault]:
    """Keys that mean nothing, each with the nearest that does."""
    known = {
        "": (*_TOP, *_TABLES),
        "colours": COLOURS,
        "highlights": HIGHLIGHTS,
        "variables": _textual_variables() if file.part("variables") else (),
    }
    return [
        file.fault(*([table] if table else []), key, message=unknown(key, names))
        for table, names in known.items()
        for key in (file.part(table) if table else file.table)
        if key not in names
    ]


def _wrong_types(file: TomlFile) -> list[TomlFault]:
    said = {str: "text in quotes", bool: "true or false"}
    wrong = [
        file.fault(key, message=f"must be {said[kind]}")
        for key, kind in _TOP.items()
        if key in file.table and not isinstance(file.table[key], kind)
    ]
    return wrong + [
        file.fault(name, message="must be a table")
        for name in _TABLES
        if not isinstance(file.table.get(name, {}), dict)
    ]


def _colours(file: TomlFile) -> tuple[dict[str, str], list[TomlFault]]:
    colours: dict[str, str] = {}
    wrong = []
    for key, value in file.part("colours").items():
        if _is_colour(value):
            colours[key] = value
        elif key in COLOURS:
            wrong.append(file.fault("colours", key, message=f"not a colour such as #1a2b3c: {quoted(value)}"))
    return {key: value for key, value in colours.items() if key in COLOURS}, wrong


def _highlights(file: TomlFile) -> tuple[dict[str, HighlightStyle], list[TomlFault]]:
    highlights: dict[str, HighlightStyle] = {}
    wrong = []
    for key, value in file.part("highlights").items():
        if key not in HIGHLIGHTS:
            continue
        look = parse_highlight(value) if isinstance(value, str) else "must be text in quotes"
        if isinstance(look, HighlightStyle):
            highlights[key] = look
        else:
            wrong.append(file.fault("highlights", key, message=look))
    return highlights, wrong


def parse_highlight(value: str) -> HighlightStyle | str:
    """Read `"#e3b868 on #2a2b20 bold"`, every part optional; return what is wrong as text."""
    colours: dict[str, str] = {}
    attributes: list[Attribute] = []
    place = "colour"
    for word in value.split():
        if word == "on" and place == "colour":
            place = "background"
        elif _is_colour(word) and place not in colours:
            colours[place] = word
        elif found := [attribute for attribute in ATTRIBUTES if attribute == word]:
            attributes += found
        else:
            return f"{word!r} is neither a colour (#1a2b3c, default) nor one of {', '.join(ATTRIBUTES)}"
    if place == "background" and place not in colours:
        return "no colour after 'on'"
    return HighlightStyle(colours.get("colour"), colours.get("background"), tuple(attributes))


def _variables(file: TomlFile) -> tuple[dict[str, str], list[TomlFault]]:
    variables: dict[str, str] = {}
    wrong = []
    for key, value in file.part("variables").items():
        if key not in _textual_variables():
            continue
        pattern, said = (
            (_STYLE_VALUE, "a style such as bold") if key.endswith("-style") else (_COLOUR_VALUE, "a colour")
        )
        if isinstance(value, str) and pattern.fullmatch(value):
            variables[key] = "ansi_default" if value == DEFAULT_COLOUR else value
        else:
            wrong.append(file.fault("variables", key, message=f"not {said}: {quoted(value)}"))
    return variables, wrong


@lru_cache(maxsize=1)
def _textual_variables() -> tuple[str, ...]:
    return tuple(Theme(name="names", primary="#000000").to_color_system().generate())


def _is_colour(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and (value == DEFAULT_COLOUR or bool(_COLOUR.fullmatch(value)))
