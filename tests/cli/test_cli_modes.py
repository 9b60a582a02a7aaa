"""What the program makes in the user's own folders is open to that user alone, whatever the umask."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.cli.diagnostics import FAULT, guarded

Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permission bits are Unix's")


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What under `folder`, itself among it, others may look into."""
    return [str(path) for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_a_report_of_a_fault_leaves_the_state_folder_closed(
    own_folders: Path, umask: None, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise RuntimeError("of our own")

    assert guarded(fail) == FAULT
    (report,) = (own_folders / "state" / "reports").iterdir()
    assert str(report) in capsys.readouterr().err
    assert open_to_others(own_folders) == []


def test_marks_settings_and_libraries_are_closed(
    briefing: Run, articles: Path, own_folders: Path, umask: None
) -> None:
    briefing("marks", "add", "news/harbour.md", "--passage", "1")
    briefing("library", "build", "news")
    briefing("topics", "news", "--rename", "nothing=nobody")
    data = own_folders / "data" / "briefing.sqlite3"
    data.write_bytes(bytes(16) + data.read_bytes()[16:])
    briefing("marks", "list")
    for kind in ("data", "cache"):
        folder = own_folders / kind
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        # Inside a library, which is closed as a whole, files have what the umask leaves.
        assert [name for name in open_to_others(folder) if "/libraries/" not in name] == []
    assert stat.S_IMODE((own_folders / "cache" / "libraries").stat().st_mode) == 0o700
