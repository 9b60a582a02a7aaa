"""`briefing library ACTION`: build, look at, check and remove what is kept of articles between two runs."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.cli.arguments import CommandAction, CommandParser, number
from briefing.cli.diagnostics import DONE, STORE, UNREADABLE, say
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.cli.progress_line import ProgressLine, follow
from briefing.errors import LibraryError, UsageError
from briefing.folders import named_or_bundled
from briefing.library.check import Checked, Fault
from briefing.library.locations import DATABASE, all_libraries, library_folder
from briefing.library.maintenance import LibraryInfo, forget, library_info, library_infos
from briefing.model.library_choice import LibraryChoice

_COLUMNS = ("library", "paths", "condition", "files", "articles", "passages", "figures", "size", "modified")


def _library_option(parser: CommandParser) -> None:
    """Add which library is meant: `arguments.library`."""
    parser.option("--library", metavar="DIR", help="the library in this folder instead of the cache folder")


def _chosen_library(arguments: Namespace) -> tuple[Path, list[str]]:
    """The folder of the library that the command line means, and the paths it is of.

    With only `--library` the paths are those it was made of.
    """
    paths: list[str] = list(arguments.paths)
    if "-" in paths:
        raise UsageError("standard input has no library", hint="name files and folders")
    if arguments.library and not paths:
        folder = library_folder([], Path(arguments.library))
        return folder, list(library_info(folder).paths)
    paths = named_or_bundled(paths)
    return library_folder(paths, LibraryChoice.of(os.environ, folder=arguments.library).folder), paths


def _print_infos(out: ResultWriter, infos: Sequence[LibraryInfo]) -> None:
    out.records((info.to_dict() for info in infos), text=lambda: _table(infos, out.width), columns=_COLUMNS)


def _print_info(out: ResultWriter, info: LibraryInfo) -> None:
    out.record(info.to_dict(), text=lambda: _one(info, out.width), columns=_COLUMNS)


def _report_mended(faults: Sequence[Fault]) -> None:
    """Say what was found faulty and removed."""
    for fault in faults:
        say(f"{fault.what}: {fault.fault}; removed, and worked out again when it is asked for")


def _megabytes(size: int) -> str:
    """A number of bytes in words."""
    return f"{size / 1e6:,.1f} MB"


def _table(infos: Sequence[LibraryInfo], width: int) -> Iterator[Line]:
    heads = ("articles", "size", "written", "condition", "paths")
    rows: list[Line] = [[Piece(head, "dim") for head in heads]]
    rows += [
        [
            Piece(f"{info.articles:,}"),
            Piece(_megabytes(info.size)),
            Piece(info.modified[:16].replace("T", " ")),
            Piece(info.condition, "" if info.condition == "complete" else "label"),
            Piece(", ".join(info.paths) or info.folder),
        ]
        for info in infos
    ]
    return table(
        rows,
        (
            TableColumn(right=True),
            TableColumn(right=True),
            TableColumn(),
            TableColumn(),
            TableColumn(least=30),
        ),
        width,
    )


def _one(info: LibraryInfo, width: int) -> Iterator[Line]:
    rows = [
        ("library", info.folder),
        *(("path", path) for path in info.paths),
        ("condition", info.condition),
        ("files", f"{info.files:,}"),
        ("articles", f"{info.articles:,}"),
        ("passages", f"{info.passages:,}"),
        ("figures", f"{info.figures:,}"),
        ("size", _megabytes(info.size)),
        ("written", info.modified),
    ]
    return table(
        [[Piece(name, "label"), Piece(value)] for name, value in rows], (TableColumn(), TableColumn()), width
    )


# -- library list ------------------------------------------------------------------------------------


def _configure_list(parser: CommandParser) -> None:
    parser.results()


def _run_list(arguments: Namespace) -> int:
    """Print what there is, the one written last first."""
    _print_infos(ResultWriter(arguments.format, arguments.color), library_infos(all_libraries()))
    return DONE


# -- library info ------------------------------------------------------------------------------------


def _configure_info(parser: CommandParser) -> None:
    parser.paths()
    _library_option(parser)
    parser.results()


def _run_info(arguments: Namespace) -> int:
    """Print where the library of the paths lies and what is in it."""
    folder, _ = _chosen_library(arguments)
    _print_info(ResultWriter(arguments.format, arguments.color), library_info(folder))
    return DONE


# -- library build -----------------------------------------------------------------------------------


def _configure_build(parser: CommandParser) -> None:
    parser.paths()
    _library_option(parser)
    parser.option(
        "--wait",
        type=number(0),
        default=0,
        metavar="SECONDS",
        help="wait so long for another program that builds the same library (default: 0)",
    )
    parser.results()
    parser.note(
        "Only what is new or has changed is read. A build that was ended goes on where it stopped.\n"
        "How far it is stands on standard error."
    )


def _run_build(arguments: Namespace) -> int:
    """Build it and print what is in it then."""
    from briefing.library.build.builder import build_library
    from briefing.library.build.full_check import mend

    folder, paths = _chosen_library(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    built = follow(build_library(paths, folder=folder, wait=arguments.wait))
    _report_mended(mend(folder, paths))
    _print_info(out, library_info(folder))
    code = _report_failures(folder, paths)
    return STORE if code == DONE and built is not None and built.incomplete else code


def _report_failures(folder: Path, paths: list[str]) -> int:
    """Say what could not be read, and return the exit code it calls for."""
    from briefing.cli.inputs import report_failures
    from briefing.library.reader import Library

    library = Library.open(folder, paths)
    failures = [*library.passed_over(), *library.failures()]
    library.close()
    return UNREADABLE if report_failures(failures, paths) else DONE


# -- library forget ----------------------------------------------------------------------------------


def _configure_forget(parser: CommandParser) -> None:
    parser.paths()
    _library_option(parser)
    parser.option("--all", action="store_true", help="forget every library in the cache folder")
    parser.results()
    parser.note("What you made (marks, notes, sources and dates) is kept elsewhere and stays.")


def _run_forget(arguments: Namespace) -> int:
    """Remove the libraries and print which."""
    if bool(arguments.all) == bool(arguments.paths or arguments.library):
        raise UsageError("name the paths whose library is to be forgotten, or --all")
    out = ResultWriter(arguments.format, arguments.color)
    folders = list(all_libraries()) if arguments.all else [_chosen_library(arguments)[0]]
    sizes = {str(folder): forget(folder) for folder in folders}
    out.records(
        [{"library": folder, "size": size} for folder, size in sizes.items()],
        text=lambda: [
            [Piece("forgotten: "), Piece(folder), Piece(f" ({_megabytes(size)})", "dim")]
            for folder, size in sizes.items()
        ],
        columns=("library", "size"),
    )
    return DONE


# -- library check -----------------------------------------------------------------------------------


_FAULT_COLUMNS = ("library", "what", "fault")


def _configure_check(parser: CommandParser) -> None:
    parser.paths(unnamed="every library in the cache folder")
    _library_option(parser)
    parser.option("--deep", action="store_true", help="read every file and compare it with its record too")
    parser.results()
    parser.note("Exit code 4: something is wrong; briefing library forget and build make a library anew.")


def _run_check(arguments: Namespace) -> int:
    """Print every fault; nothing where there is none."""
    out = ResultWriter(arguments.format, arguments.color)
    faults = [
        {"library": str(folder), "what": fault.what, "fault": fault.fault}
        for folder, paths in _chosen_libraries(arguments)
        for fault in _faults_of(folder, paths, deep=arguments.deep)
    ]
    out.records(
        faults,
        text=lambda: [[Piece(f["what"], "label"), Piece(f": {f['fault']}")] for f in faults],
        columns=_FAULT_COLUMNS,
    )
    return STORE if faults else DONE


def _chosen_libraries(arguments: Namespace) -> Iterator[tuple[Path, list[str]]]:
    if arguments.paths or arguments.library:
        yield _chosen_library(arguments)
    else:
        # One whose removal was cut short holds nothing that could be wrong.
        yield from ((folder, []) for folder in all_libraries() if (folder / DATABASE).exists())


def _faults_of(folder: Path, paths: list[str], *, deep: bool) -> Iterator[Fault]:
    from briefing.library.build.full_check import check

    total = 0
    with ProgressLine() as line:
        try:
            for found in check(folder, paths, deep=deep):
                if isinstance(found, Checked):
                    total = found.total
                    line.show(f"checking: {found.done:,} of {found.total:,} articles")
                else:
                    yield found
        except LibraryError as error:
            yield Fault("database", str(error))
    say(f"{folder}: {total:,} article{'' if total == 1 else 's'} checked")


# -- library compact ---------------------------------------------------------------------------------


def _configure_compact(parser: CommandParser) -> None:
    parser.paths()
    _library_option(parser)
    parser.results()


def _run_compact(arguments: Namespace) -> int:
    """Make the library smaller and print what is in it."""
    from briefing.library.build.compact import compact_library
    from briefing.library.build.full_check import mend

    folder, paths = _chosen_library(arguments)
    before = library_info(folder).size
    compact_library(folder, paths)
    _report_mended(mend(folder, paths))
    info = library_info(folder)
    say(f"{_megabytes(before)} before, {_megabytes(info.size)} now")
    _print_info(ResultWriter(arguments.format, arguments.color), info)
    return DONE


ACTIONS = {
    "list": CommandAction(_configure_list, _run_list),
    "info": CommandAction(_configure_info, _run_info),
    "build": CommandAction(_configure_build, _run_build),
    "forget": CommandAction(_configure_forget, _run_forget),
    "check": CommandAction(_configure_check, _run_check),
    "compact": CommandAction(_configure_compact, _run_compact),
}
