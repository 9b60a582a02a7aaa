"""`briefing paths`: the folders the program uses."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.output import Piece, ResultWriter, TableColumn, table

COLUMNS = ("config", "data", "state", "cache", "seeds", "themes")


def configure(parser: CommandParser) -> None:
    parser.results()
    parser.note(
        "config holds settings and your own themes, data your marks, state what was open,\n"
        "cache what can be worked out again; seeds and themes come with the program.\n"
        "BRIEFING_CONFIG_DIR, BRIEFING_DATA_DIR, BRIEFING_STATE_DIR and BRIEFING_CACHE_DIR\n"
        "name other folders."
    )


def run(arguments: Namespace) -> int:
    """Print where they are, whether they exist or not."""
    from briefing import folders

    found = {
        "config": str(folders.config_dir()),
        "data": str(folders.data_dir()),
        "state": str(folders.state_dir()),
        "cache": str(folders.cache_dir()),
        "seeds": str(folders.seeds_dir()),
        "themes": str(folders.themes_dir()),
    }
    out = ResultWriter(arguments.format, arguments.color)
    rows = [[Piece(name, "label"), Piece(folder)] for name, folder in found.items()]
    out.record(found, text=lambda: table(rows, (TableColumn(), TableColumn()), out.width), columns=COLUMNS)
    return DONE
