"""The wheel: built here, unpacked, and used from where it lies."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="hatchling, which builds the wheel, is not installed",
)

SHIPPED = ("pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The contents of the wheel in a folder."""
    source = tmp_path_factory.mktemp("source")
    for name in SHIPPED:
        shutil.copy(root / name, source / name)
    for name in ("tui", "seeds", "themes"):
        shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(source)], cwd=source, check=True, timeout=120)
    (wheel,) = source.glob("*.whl")
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_has_the_bundled_files(unpacked: Path, root: Path) -> None:
    """Every article, theme, style sheet and table of the source tree is in it."""
    for name in ("seeds", "themes"):
        inside = {path.name for path in (unpacked / "briefing" / "_data" / name).iterdir()}
        assert inside == {path.name for path in (root / name).iterdir()}
    package = root / "tui" / "briefing"
    files = {p.relative_to(package) for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert files <= {p.relative_to(unpacked / "briefing") for p in (unpacked / "briefing").rglob("*")}


def test_the_wheel_finds_its_articles(unpacked: Path, tmp_path: Path) -> None:
    """Run from the unpacked wheel, the program reads the articles inside it."""
    done = subprocess.run(
        [sys.executable, "-c", "from briefing.cli.main import run; run()", "list"],
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=60,
    )
    articles = [record["article"] for record in json.loads(done.stdout)]
    assert articles
    assert all(name.startswith(str(unpacked)) for name in articles)
