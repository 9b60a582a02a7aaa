"""Changes of files are noticed, also where the system tells of none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.files import watch
from briefing.files.watch import changed_paths
from briefing.working_folder import real_path


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A system that tells of no change; what it was asked to watch."""
    asked: list[tuple[str, ...]] = []

    def silent(*places: str, **_: object) -> Iterator[set[tuple[int, str]]]:
        asked.append(places)
        while True:
            yield set()

    monkeypatch.setattr("watchfiles.watch", silent)
    monkeypatch.setattr(watch, "SECONDS", 0.0)
    return asked


def test_a_folder_that_is_taken_away_and_comes_back(tmp_path: Path, untold: list[tuple[str, ...]]) -> None:
    """As that of a file system that is unmounted: what stands in its place is watched anew."""
    folder, other = tmp_path / "archive", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    place = real_path(str(folder))
    changes = changed_paths([str(folder), str(other), "-"])
    assert next(changes) == ()
    assert next(changes) == ()
    folder.rename(tmp_path / "elsewhere")
    assert next(changes) == (place,)
    assert next(changes) == ()
    folder.mkdir()
    assert next(changes) == (place,)
    assert next(changes) == ()
    both = (place, real_path(str(other)))
    assert untold == [both, both[1:], both]


def test_where_nothing_is_left_it_is_waited_for(tmp_path: Path, untold: list[tuple[str, ...]]) -> None:
    file = tmp_path / "a.md"
    file.write_text("One line.")
    changes = changed_paths([str(file)])
    assert next(changes) == ()
    file.unlink()
    assert next(changes) == (real_path(str(file)),)
    assert [next(changes) for _ in range(3)] == [()] * 3
    file.write_text("Another.")
    assert next(changes) == (real_path(str(file)),)
    assert next(changes) == ()
    assert [len(places) for places in untold] == [1, 1]


def test_nothing_at_all_is_not_watched(tmp_path: Path) -> None:
    assert list(changed_paths([str(tmp_path / "none"), "-"])) == []
