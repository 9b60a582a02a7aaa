"""A disk of any size that fills up while a library is built: told in one line, and nothing is broken."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tiers import amount

Run = Callable[..., subprocess.CompletedProcess[str]]

SIZES = amount(3, 14)
SMALLEST, LARGEST = 32, 1100
"""Kilobytes of the disks; a disk twice as large holds the library."""


def mounted(place: Path, kilobytes: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", str(place)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a disk of so many kilobytes, in the place of the one before."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(kilobytes: int) -> Path:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)
        if not mounted(place, kilobytes):
            pytest.skip("mounting a small disk is not permitted here")
        return place

    if shutil.which("mount") is None:
        pytest.skip("there is no mount command here")
    yield mount
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def test_building_on_disks_that_fill_up(
    briefing: Run, tmp_path: Path, disk: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        sentences = (
            f"In town {number} the price of {n} rose {n} per cent, and why is not known." for n in range(40)
        )
        (folder / f"{number}.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    refused = 0
    for step in range(SIZES):
        place = disk(SMALLEST + (LARGEST - SMALLEST) * step // (SIZES - 1))
        monkeypatch.setenv("BRIEFING_CACHE_DIR", str(place / "cache"))
        done = briefing("library", "build", str(folder))
        assert done.returncode in (0, 4), done.stderr
        if done.returncode:
            refused += 1
            # Where it takes long, lines before it tell how far it was.
            *_, line = done.stderr.splitlines()
            assert "disk is full" in line or "disk I/O error" in line
        found = briefing("search", "price", str(folder), "--limit", "2")
        assert (found.returncode, len(json.loads(found.stdout))) == (0, 2)
    assert refused, "some of the disks are too small"
    monkeypatch.setenv("BRIEFING_CACHE_DIR", str(disk(64 * LARGEST) / "cache"))
    assert briefing("library", "build", str(folder)).returncode == 0
