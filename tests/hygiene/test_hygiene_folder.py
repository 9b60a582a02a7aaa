"""The folder one stands in is data: nothing in it is ever run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FAKES = (
    "json",
    "csv",
    "textual",
    "numpy",
    "yaml",
    "sqlite3",
    "pickle",
    "platformdirs",
    "briefing",
    "encodings",
)
TRAP = "import os\nopen(os.environ['TRAP'], 'a').write(__name__ + '\\n')\nraise SystemExit('trapped')\n"


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of fake modules, and the file in which they leave their names when imported."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in FAKES:
        (folder / f"{name}.py").write_text(TRAP, encoding="utf-8")
    (folder / "article.txt").write_text("The levy rose by 4.5 percent.\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRAP", str(tmp_path / "trapped"))
    return tmp_path / "trapped"


def _command() -> list[str]:
    command = Path(sys.executable).with_name("briefing.exe" if os.name == "nt" else "briefing")
    if not command.exists():
        pytest.skip("the command is not installed beside this Python")
    return [str(command)]


@pytest.mark.parametrize("argv", [["figures", "."], ["list", "article.txt"], ["search", "levy", "."]])
def test_the_command_imports_nothing_from_the_folder(trap: Path, argv: list[str]) -> None:
    """The installed command works as anywhere else."""
    done = subprocess.run([*_command(), *argv], capture_output=True, check=False, timeout=60)
    assert not trap.exists(), trap.read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert b"article.txt" in done.stdout


def test_the_worker_imports_nothing_from_the_folder(trap: Path) -> None:
    """The process behind the reader is started so that the folder is not on its path."""
    code = (
        "from briefing.jobs.client import Worker; w = Worker(); w.start();"
        "from briefing.session.requests.opening_requests import OpenArticles;"
        "call = w.stream(OpenArticles(('article.txt',)), lambda part: print(str(part)[:99]));"
        "call.future.result(30); w.stop()"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=False, timeout=60)
    assert not trap.exists(), trap.read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert b"article.txt" in done.stdout


def test_python_m_briefing_takes_the_folder_off_the_path(trap: Path) -> None:
    """`python -m briefing` finds the package first, and then forgets where it stands."""
    for name in ("briefing", "encodings"):
        (trap.parent / "folder" / f"{name}.py").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "figures", "article.txt"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert not trap.exists(), trap.read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
