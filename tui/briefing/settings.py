"""What a user can set: the table of settings, and where their values come from.

A value is the last of: the default, `config.toml` in the configuration folder, the environment
variable `BRIEFING_SET_` and the key in capitals with `__` for its dots (`text.width` is
`BRIEFING_SET_TEXT__WIDTH`), and `--setting KEY=VALUE`. A fault in the file or the environment stops
nothing: it is told, and the value before it holds. A fault in an option is a UsageError, as in any
option.

Names that only a part of the program knows (themes, formats, actions and their keys) are taken here as
they are; whoever uses one checks it with `LoadedSettings.checked`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from briefing.errors import UsageError
from briefing.folders import config_dir
from briefing.model.figure_level import FIGURE_LEVELS
from briefing.text.clean import clean_line

FILE_NAME = "config.toml"
MAX_BYTES = 100_000
"""Of the file; a larger one is some other file."""
VARIABLE = "BRIEFING_SET_"
KEYS = "keys"
"""The table of the keys of actions: `keys.move.next_passage`."""
AUTO = "auto"

DateForm = Literal["day-month", "month-day", "iso", "numeric"]
"""`4 Mar 2026`, `Mar 4, 2026`, `2026-03-04` and `04.03.2026`."""

TextAlign = Literal["centre", "left"]
"""Of the text of an article in its column."""

ListForm = Literal["full", "compact"]
"""Of the list of articles."""

EpubArticles = Literal["auto", "chapters", "whole"]
"""What is an article of an e-book."""

Value = str | int | tuple[str, ...]


# Named tuples here: there is one of each, and a dataclass takes four times as long to make, before the first
# paint.
class TextSettings(NamedTuple):
    """How the text of an article is set."""

    width: int = 92
    """Cells of its longest line: longer ones are hard to follow back to the next."""
    margin: int = 0
    """Blank cells on both sides of it, besides the one before the scroll bar."""
    align: TextAlign = "centre"
    """Where it stands in a column that is wider than its longest line and both margins."""
    line_spacing: int = 1
    """Rows from one line to the next: 2 leaves a blank row between them."""


class ListSettings(NamedTuple):
    """How the lists at the left are set."""

    width: int = 38
    """In cells."""
    form: ListForm = "full"
    """Lines for each article: two or three as there is room, or one."""


class DateSettings(NamedTuple):
    """How dates are written on the screen."""

    form: DateForm = "day-month"


class FigureSettings(NamedTuple):
    """How figures are shown."""

    level: str = AUTO
    """Which are lit and walked; `auto` for that of the last time, key figures at first."""


class ReadLimits(NamedTuple):
    """Sizes beyond which a source is refused, or read more simply with a warning."""

    file_bytes: int = 50_000_000
    """Of a source that is read as a whole, and of a part of one that is not. No news article is
    larger: what is larger is a dump, and would starve the program of memory."""
    lines: int = 100_000
    """Lines of plain text that are looked at one by one; what follows them is one passage."""
    markdown_characters: int = 1_000_000
    """Longer Markdown is split as plain text: its parser would take seconds."""
    epub: EpubArticles = "auto"
    """Whether an e-book is one article, or each of its chapters. No size, but as those it says how files are
    read, and a library reads anew what is to be read otherwise."""


class ExportSettings(NamedTuple):
    """Where exports go."""

    folder: str = ""
    """Where the reader's dialog leads; empty for the folder one stands in."""
    format: str = "markdown"


class Settings(NamedTuple):
    """The values that hold. Their defaults are the settings' defaults."""

    theme: str = AUTO
    """`auto` for that of the last time."""
    columns: int = 0
    """Columns that a set of articles begins with; 0 for as many as the screen is wide enough for."""
    walk: str = AUTO
    """What the keys for the next and the previous one walk; `auto` for that of the last time."""
    text: TextSettings = TextSettings()
    list: ListSettings = ListSettings()
    dates: DateSettings = DateSettings()
    figures: FigureSettings = FigureSettings()
    limits: ReadLimits = ReadLimits()
    export: ExportSettings = ExportSettings()
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Keys of actions, by the action's id; those that are not named keep their own."""

    def value(self, key: str) -> Value:
        """Return the value of a setting of the table."""
        value: object = self
        for name in key.split("."):
            value = getattr(value, name)
        assert isinstance(value, str | int)  # every leaf of the table is one
        return value


class Setting(NamedTuple):
    """One line of the table."""

    key: str
    meaning: str
    """One sentence without its full stop."""
    accepted: str
    """What it may be, as a person is told."""
    take: Callable[[object], Value | None]
    """Given a value of TOML or the text of an option: what it means, None where it means nothing."""


def _whole(least: int, most: int, zero: str = "") -> Callable[[object], Value | None]:
    """Take a whole number from `least` to `most`, and the word `zero` for 0."""

    def take(value: object) -> int | None:
        if isinstance(value, str):
            if zero and value == zero:
                return 0
            digits = value.replace("_", "")
            if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
                return None
            value = int(digits)
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return value if fits and isinstance(value, int) else None

    return take


def _one_of(names: Sequence[str]) -> Callable[[object], Value | None]:
    return lambda value: value if isinstance(value, str) and value in names else None


def _name(value: object) -> Value | None:
    """Take a word that whoever uses it will know, or not."""
    fits = isinstance(value, str) and 0 < len(value) <= 100 and clean_line(value) == value
    return value if fits and isinstance(value, str) else None


def _folder(value: object) -> Value | None:
    return value if isinstance(value, str) and "\0" not in value else None


EPUB_ARTICLES: tuple[EpubArticles, ...] = get_args(EpubArticles)
TEXT_ALIGNS: tuple[TextAlign, ...] = get_args(TextAlign)
LIST_FORMS: tuple[ListForm, ...] = get_args(ListForm)
DATE_FORMS: tuple[DateForm, ...] = get_args(DateForm)
_DATES = "day-month (4 Mar 2026), month-day (Mar 4, 2026), iso (2026-03-04) or numeric (04.03.2026)"

THEMES = ("dark", "light", "contrast-dark", "contrast-light", "colour-blind", "no-colour")
"""Those that come with the program."""
_LEVELS = f"{', '.join(list(FIGURE_LEVELS)[:-1])} or {list(FIGURE_LEVELS)[-1]}"

TABLE: tuple[Setting, ...] = (
    Setting("theme", "Theme of the reader",
            f"auto (that of the last time), {', '.join(THEMES)} or the name of a file of yours in the folder "
            "`themes`", _name),
    Setting("columns", "Columns that a set of articles begins with the first time it is opened",
            "auto (as many as the screen is wide enough for) or a whole number from 1 to 4",
            _whole(1, 4, AUTO)),
    Setting("walk", "What the keys for the next and the previous one walk",
            "auto (that of the last time), figures, marks, names, differences or quotations", _name),
    Setting("text.width", "Longest line of an article in cells",
            "a whole number from 20 to 400", _whole(20, 400)),
    Setting("text.margin", "Blank cells on both sides of an article",
            "a whole number from 0 to 60", _whole(0, 60)),
    Setting("text.align", "Where an article stands in a column that is wider than its longest line",
            "centre or left", _one_of(TEXT_ALIGNS)),
    Setting("text.line_spacing", "Rows from one line of an article to the next",
            "a whole number from 1 to 3", _whole(1, 3)),
    Setting("list.width", "Width of the lists in cells", "a whole number from 20 to 120", _whole(20, 120)),
    Setting("list.form", "Lines for each article of the list: two or three as there is room, or one",
            "full or compact", _one_of(LIST_FORMS)),
    Setting("dates.form", "How dates are written on the screen", _DATES, _one_of(DATE_FORMS)),
    Setting("figures.level", "Which figures are lit and walked", f"auto (that of the last time), {_LEVELS}",
            _one_of((AUTO, *FIGURE_LEVELS))),
    Setting("limits.file_bytes", "Bytes beyond which a file is not read",
            "a whole number from 1000 to 2000000000", _whole(1_000, 2_000_000_000)),
    Setting("limits.lines", "Lines of plain text that can be passages of their own",
            "a whole number from 100 to 10000000", _whole(100, 10_000_000)),
    Setting("limits.markdown_characters", "Characters beyond which Markdown is split as plain text",
            "a whole number from 1000 to 100000000", _whole(1_000, 100_000_000)),
    Setting("limits.epub", "What is an article of an e-book",
            "auto (each chapter where they name their authors, as in a magazine, else the whole), chapters "
            "or whole", _one_of(EPUB_ARTICLES)),
    Setting("export.folder", "Folder that the reader's exports go to",
            "a folder, or empty for the one you stand in", _folder),
    Setting("export.format", "Form of an export where none is named",
            "markdown, html, csv, jsonl or webannotation", _name),
)  # fmt: skip
BY_KEY: dict[str, Setting] = {setting.key: setting for setting in TABLE}
_TABLES = (*dict.fromkeys(key.partition(".")[0] for key in BY_KEY if "." in key), KEYS)

BY_KEY_PRESS = ("text.width", "text.align", "text.line_spacing", "list.width", "list.form")
"""Settings that keys of the reader change: where nothing else sets them, what was chosen last holds."""

MOST_KEYS = 8
"""Keys that one action may have."""


class Origin(NamedTuple):
    """Where a value comes from."""

    kind: Literal["default", "file", "environment", "option"] = "default"
    place: str = ""
    """The file, the variable or the option; empty for a default."""
    line: int | None = None
    """In the file, from 1, where it is known."""

    def __str__(self) -> str:
        return self.place + (f":{self.line}" if self.line else "") if self.place else self.kind


class LoadedSettings(NamedTuple):
    """The settings that hold, where each comes from, and what was passed over."""

    settings: Settings
    origins: Mapping[str, Origin]
    """By key, those of the keys of actions too; without an entry it is the default."""
    faults: tuple[str, ...] = ()
    """Of each, in one line: where, what, and why."""

    def origin(self, key: str) -> Origin:
        """Return where the value of a setting comes from."""
        return self.origins.get(key, Origin())

    def checked(self, key: str, names: Iterable[str]) -> LoadedSettings:
        """Return the same, with the default in place of a value of `key` that is not one of `names`."""
        origin = self.origin(key)
        value = self.settings.value(key)
        known = list(names)
        if origin.kind == "default" or value in known:
            return self
        return self.without(key, f"there is no {value}; one of {', '.join(known)}")

    def warned(self, key: str, why: str) -> LoadedSettings:
        """Return the same, with a word about the value of `key`, which holds as far as it can."""
        return self._replace(faults=(*self.faults, _fault_line(self.origin(key), key, why)))

    def without(self, key: str, why: str) -> LoadedSettings:
        """Return the same without the value of `key`, which is no good for the reason `why`."""
        return self.warned(key, why).unset(key)

    def chosen(self, values: Mapping[str, str]) -> LoadedSettings:
        """Return the same with what was chosen by key (`BY_KEY_PRESS`), by key of the setting.

        What is set elsewhere holds before it; what means nothing is passed over.
        """
        settings = self.settings
        for key, text in values.items():
            value = BY_KEY[key].take(text) if key in BY_KEY_PRESS else None
            if value is not None and self.origin(key).kind == "default":
                settings = _with(settings, key, value)
        return self._replace(settings=settings)

    def choose(self, key: str, text: str) -> LoadedSettings:
        """Return the same with another value of one of `BY_KEY_PRESS`, which a key gave just now."""
        value = BY_KEY[key].take(text)
        assert key in BY_KEY_PRESS, key
        return self if value is None else self._replace(settings=_with(self.settings, key, value))

    def unset(self, key: str) -> LoadedSettings:
        """Return the same with the default of `key`, of which what is wrong has been told."""
        if key.startswith(f"{KEYS}."):
            keys = {name: keys for name, keys in self.settings.keys.items() if f"{KEYS}.{name}" != key}
            settings = self.settings._replace(keys=keys)
        else:
            settings = _with(self.settings, key, Settings().value(key))
        origins = {name: origin for name, origin in self.origins.items() if name != key}
        return LoadedSettings(settings, origins, self.faults)


def config_file() -> Path:
    """Return where the file lies, whether it is there or not."""
    return config_dir() / FILE_NAME


def variable_of(key: str) -> str:
    """Return the name of the environment variable of a setting."""
    return VARIABLE + key.replace(".", "__").upper()


_options: tuple[str, ...] = ()
_loaded: LoadedSettings | None = None


def use_options(options: Sequence[str]) -> None:
    """Take what `--setting` says (`KEY=VALUE` each) for this process; UsageError where it is wrong.

    What was loaded before is forgotten.
    """
    from briefing.files.toml_file import PASSED_OVER

    global _loaded, _options
    for option in options:
        key, equals, value = option.partition("=")
        if not equals:
            raise UsageError(f"--setting cannot read {option}", hint="KEY=VALUE, as in text.width=80")
        taken = _taken(key.strip(), value)
        if isinstance(taken, str):
            # What is given by hand for one run is not passed over.
            why = "there is no such setting" if taken == PASSED_OVER else taken
            raise UsageError(f"--setting {key.strip()}: {why}", hint="briefing config lists them")
    _options, _loaded = tuple(options), None


def given_options() -> tuple[str, ...]:
    """Return what `use_options` was given; a process that is started from this one needs them too."""
    return _options


def loaded() -> LoadedSettings:
    """Return what holds in this process, worked out once."""
    global _loaded  # noqa: PLW0603 - as above
    if _loaded is None:
        _loaded = load(_options, os.environ)
    return _loaded


def current() -> Settings:
    """Return the settings that hold in this process."""
    return loaded().settings


def read_limits() -> ReadLimits:
    """Return the limits that hold in this process wherever no others are given."""
    return current().limits


def load(options: Sequence[str], environment: Mapping[str, str]) -> LoadedSettings:
    """Work out the settings from the file, `environment` and `options` (`KEY=VALUE` each)."""
    found = [*_from_file(config_file()), *_from_environment(environment), *_from_options(options)]
    if not found:
        return _DEFAULTS
    settings, origins, faults = Settings(), dict[str, Origin](), list[str]()
    for item in found:
        if isinstance(item, str):
            faults.append(item)
            continue
        key, value, origin = item
        taken = _taken(key, value)
        if isinstance(taken, str):
            faults.append(_fault_line(origin, key, taken))
            continue
        settings = _with(settings, key, taken[0])
        origins[key] = origin
    return LoadedSettings(settings, origins, tuple(faults))


_DEFAULTS = LoadedSettings(Settings(), {})

_Found = tuple[str, object, Origin]


def _from_file(path: Path) -> Iterator[_Found | str]:
    """Yield what stands in the file, or what is wrong with it; nothing where there is none."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        # A folder that may not be looked into: nobody takes it for one without settings.
        yield f"{path}: {(error.strerror or 'it cannot be read').lower()}; no setting of it holds"
        return
    # Imported here: most people have no such file.
    from briefing.files.toml_file import TomlFault, read_toml

    file = read_toml(path, MAX_BYTES, "a file of settings")
    if isinstance(file, TomlFault):
        yield f"{file.in_one_line(str(path))}; no setting of it holds"
        return
    for parts, value in _leaves(file.table, ()):
        yield ".".join(parts), value, Origin("file", str(path), file.line_of(*parts))


def _leaves(table: Mapping[str, object], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, value in table.items():
        # An action has a group and a name: what lies deeper is no table of ours, however deep it goes.
        inside = (not above and name in _TABLES) or (above[:1] == (KEYS,) and len(above) < 3)
        if isinstance(value, dict) and inside:
            yield from _leaves(value, (*above, name))
        else:
            yield (*above, name), value


def _from_environment(environment: Mapping[str, str]) -> Iterator[_Found]:
    for name in sorted(environment):
        if name.startswith(VARIABLE):
            key = name.removeprefix(VARIABLE).replace("__", ".").lower()
            yield key, environment[name], Origin("environment", name)


def _from_options(options: Sequence[str]) -> Iterator[_Found]:
    for option in options:
        key, _, value = option.partition("=")
        yield key.strip(), value, Origin("option", "--setting")


def _taken(key: str, value: object) -> tuple[Value] | str:
    """Return what a value of a setting means, or what is wrong with it."""
    if key.startswith(f"{KEYS}."):
        keys = _keys(value)
        return "must be a list of keys" if keys is None else (keys,)
    if key in _TABLES:
        return "must be a table"
    setting = BY_KEY.get(key)
    if setting is None:
        from briefing.files.toml_file import unknown

        return unknown(key, BY_KEY)
    taken = setting.take(value)
    return f"must be {setting.accepted}" if taken is None else (taken,)


def _keys(value: object) -> tuple[str, ...] | None:
    """Take a list of keys, or the text of an option: keys with commas between them."""
    if isinstance(value, str):
        value = [key.strip() for key in value.split(",")] if value.strip() else []
    if not isinstance(value, list) or len(value) > MOST_KEYS:
        return None
    keys = [key for key in value if isinstance(key, str) and key]
    return tuple(dict.fromkeys(keys)) if len(keys) == len(value) else None


def _fault_line(origin: Origin, key: str, why: str) -> str:
    place = origin.place if origin.line is None else f"{origin.place}, line {origin.line}"
    return clean_line(f"{place}: {key}: {why}")


def _with(settings: Settings, key: str, value: Value) -> Settings:
    """Return `settings` with another value of one of them."""
    first, _, rest = key.partition(".")
    if first == KEYS:
        assert isinstance(value, tuple)  # `_keys` gave it
        return settings._replace(keys={**settings.keys, rest: value})
    # What is set is named by the table, and has the type that its line there gives.
    named: dict[str, Any] = {first: value}
    if rest:
        named[first] = getattr(settings, first)._replace(**{rest: value})
    return settings._replace(**named)


def example() -> str:
    """Return a file that sets everything to its default, every line of it commented out."""
    lines = [
        "# Settings of briefing. Take the # off a line to set something; `briefing config` tells what holds.",
        "",
    ]
    table = ""
    for setting in TABLE:
        head, _, name = setting.key.rpartition(".")
        if head != table:
            lines += [f"[{head}]"]
            table = head
        default = Settings().value(setting.key)
        lines += [f"# {setting.meaning}: {setting.accepted}.", f"# {name} = {_toml(setting, default)}", ""]
    lines += [
        f"[{KEYS}]",
        "# Keys of an action, by its id: a list, empty for none. `briefing config` lists all actions.",
        '# "move.next_target" = ["]", "f8"]',
        "",
    ]
    return "\n".join(lines)


def shown(key: str, value: Value) -> str:
    """Return a value as `--setting` takes it."""
    if isinstance(value, tuple):
        return ",".join(value)
    return AUTO if key == "columns" and value == 0 else str(value)


def _toml(setting: Setting, value: Value) -> str:
    text = shown(setting.key, value)
    return text if isinstance(value, int) and text.isdigit() else f'"{text}"'
