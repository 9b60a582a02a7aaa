"""What tests of several parts need: articles made of lines, the development data, closed databases."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from articles import make_article
from tiers import LONG

from briefing import settings
from briefing.model.article import Article
from briefing.settings import LoadedSettings, ReadLimits, Settings
from briefing.userdata.database import Database

MakeArticle = Callable[..., Article]

# A property holds however busy the machine is: no example is judged by the time it takes.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

MEMORY = Path("/dev/shm")
"""A file system in memory, on the systems that have one there."""
ENOUGH = 1 << 30
"""Bytes that must be free there: several times what the tests hold at once."""


def pytest_configure(config: pytest.Config) -> None:
    """Have quick tests keep their files in memory, unless the environment says where.

    Everything a person made is written through to the disk at once, and so is every library: on a disk, most
    of the time of many tests is waiting for files that are gone a moment later. The long run uses the disk.
    """
    if LONG or "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free >= ENOUGH:
        tempfile.tempdir = str(MEMORY)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is marked `long` to the long run, unless it is asked for by name."""
    if LONG or any("::" in argument for argument in config.args):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Have the collector pass over what is there until the end: the tests, and the modules they need.

    Looking through those thousands of objects again and again took a fourth of the time of many tests. What
    tests themselves leave is little, and looked at more rarely.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 10, 20)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """In the long run, name a test on standard error the moment it fails: a run that is cut off has told it.

    Workers hand their reports to the process that started them, and that one tells.
    """
    if LONG and report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stderr.write(f"\nfailed ({report.when}): {report.nodeid}\n")
        sys.stderr.flush()


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    """Have every test work its settings out anew."""
    settings.use_options(())
    yield
    settings.use_options(())


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own folders out of every test: each has others, which nobody makes before they are
    needed."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_HOMES))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(home / kind.lower()))
    return home


_HOMES = count()


@pytest.fixture
def limit_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[ReadLimits], None]:
    """Reads no more in this process than the limits it is given, which may be smaller than a user's."""

    def limit(limits: ReadLimits) -> None:
        monkeypatch.setattr(settings, "_loaded", LoadedSettings(Settings(limits=limits), {}))

    return limit


@pytest.fixture
def article() -> MakeArticle:
    """Makes an article of lines."""
    return make_article


@pytest.fixture
def shared() -> Path:
    """The folder of development data beside the repository; the test is skipped without it."""
    folder = Path(__file__).parents[1].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the development data is not beside the repository")
    return folder


def read_lines(folder: Path) -> list[Article]:
    """The `.txt` articles under a folder, one passage a line that is not empty."""
    articles: list[Article] = []
    for path in sorted(folder.rglob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        articles.append(make_article(path.stem, *lines))
    return articles


@pytest.fixture
def read() -> Callable[[Path], list[Article]]:
    """Reads a folder of development articles."""
    return read_lines


@pytest.fixture
def closed_stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every database a test opens, so that none is left to the garbage collector."""
    made: list[Database] = []
    real = Database.__init__

    def tracked(self: Database, *arguments: Any, **options: Any) -> None:
        real(self, *arguments, **options)
        made.append(self)

    monkeypatch.setattr(Database, "__init__", tracked)
    yield
    for database in made:
        database.close()


@pytest.fixture
def briefing(capfd: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in this process, on its arguments."""
    from briefing.cli.main import main

    def run(*argv: str) -> subprocess.CompletedProcess[str]:
        capfd.readouterr()
        code = main(argv)
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(argv, code, out, err)

    return run
