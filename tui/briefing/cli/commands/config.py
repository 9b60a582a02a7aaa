"""`briefing config`: what can be set, what holds, and where that comes from."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefing import settings
from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, say
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, flow, table
from briefing.errors import UsageError
from briefing.files.toml_file import toml_files
from briefing.folders import theme_folders

if TYPE_CHECKING:
    from briefing.ui.keymap import Keymap

COLUMNS = ("key", "value", "origin", "place", "line", "accepted", "meaning")


def configure(parser: CommandParser) -> None:
    parser.option("--path", action="store_true", help="print only where the file of settings lies")
    parser.option(
        "--example", action="store_true", help="print a file that sets all to its default, commented out"
    )
    parser.results()
    parser.note(
        "Settings stand in config.toml in the configuration folder (see briefing paths). An environment\n"
        f"variable goes before the file: {settings.variable_of('text.width')} for text.width; and --setting\n"
        "text.width=80 goes before both. What cannot be used is told, and its default holds.\n"
        "origin in JSON is default, file, environment or option, place the file, the variable or --setting."
    )


def run(arguments: Namespace) -> int:
    """Print every setting, or the one thing that was asked for."""
    out = ResultWriter(arguments.format, arguments.color)
    if arguments.path and arguments.example:
        raise UsageError("--path and --example do not go together")
    if arguments.path:
        out.safe_text(str(settings.config_file()))
        return DONE
    if arguments.example:
        out.text(settings.example())
        return DONE
    from briefing.ui.keymap import keymap_from
    from briefing.ui.state.named_settings import with_known_names

    before = settings.loaded()
    keymap, loaded = keymap_from(before)
    # The name of its file is a theme's name; what stands in it matters to the reader alone.
    themes = sorted({path.stem for folder in theme_folders() for path in toml_files(folder)})
    loaded = with_known_names(loaded, themes)
    for fault in loaded.faults[len(before.faults) :]:
        say(fault)
    out.records(
        [*_records(loaded), *_keys(loaded, keymap)],
        text=lambda: _text(loaded, keymap, out.width),
        columns=COLUMNS,
    )
    return DONE


def _records(loaded: settings.LoadedSettings) -> Iterator[dict[str, object]]:
    for setting in settings.TABLE:
        value = loaded.settings.value(setting.key)
        yield {
            "key": setting.key,
            "value": settings.AUTO if settings.shown(setting.key, value) == settings.AUTO else value,
            **_origin(loaded, setting.key),
            "accepted": setting.accepted,
            "meaning": setting.meaning,
        }


def _keys(loaded: settings.LoadedSettings, keymap: Keymap) -> Iterator[dict[str, object]]:
    from briefing.ui.key_names import key_name
    from briefing.ui.key_table import ACTIONS

    for action in ACTIONS:
        key = f"{settings.KEYS}.{action.id}"
        yield {
            "key": key,
            "value": [key_name(one) for one in keymap.get(action.id, action.keys)],
            **_origin(loaded, key),
            "accepted": "a list of keys, empty for none",
            "meaning": action.title,
        }


def _origin(loaded: settings.LoadedSettings, key: str) -> Mapping[str, object]:
    origin = loaded.origin(key)
    return {"origin": origin.kind, "place": origin.place or None, "line": origin.line}


def _text(loaded: settings.LoadedSettings, keymap: Keymap, width: int) -> Iterator[Line]:
    rows: list[Line] = []
    for setting in settings.TABLE:
        value = settings.shown(setting.key, loaded.settings.value(setting.key))
        origin = loaded.origin(setting.key)
        rows.append(
            [
                Piece(setting.key, "label"),
                Piece(value or '""', "bold" if origin.kind != "default" else ""),
                Piece(str(origin), "dim" if origin.kind == "default" else "label"),
            ]
        )
    for setting, line in zip(
        settings.TABLE, table(rows, (TableColumn(), TableColumn(), TableColumn()), width), strict=True
    ):
        yield line
        yield from flow([Piece(f"{setting.meaning}: {setting.accepted}", "dim")], width, "    ")
    yield []
    yield [Piece("The keys of every action: a list, empty for none", "dim")]
    keys: list[Line] = [
        [
            Piece(str(one["key"]), "label"),
            Piece(" ".join(one["value"]) if isinstance(one["value"], list) else ""),
            Piece(str(loaded.origin(str(one["key"]))), "dim" if one["origin"] == "default" else "label"),
            Piece(str(one["meaning"])),
        ]
        for one in _keys(loaded, keymap)
    ]
    yield from table(keys, (TableColumn(), TableColumn(), TableColumn(), TableColumn(least=20)), width)
