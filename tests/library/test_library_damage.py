"""Whatever became of a file of a library, every command gives its answer or says what is wrong.

Findings are told by their seed.
"""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path
from random import Random

import pytest
from damaged_files import damaged, write_damaged

from briefing.cli.main import main
from briefing.files.checksums import CHECKSUMS
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check
from briefing.library.check import Fault
from briefing.library.holding_policy import HoldingPolicy
from briefing.library.locations import RELATED, SEARCH, library_folder

SEEDS = 300
TOLD = {0, 1, 3, 4}
"""Exit codes: done, nothing found, an input or the library cannot be read."""
THINGS = "bridge harbour herring toll choir season mayor vote council budget ferry storm report".split()
COMMANDS = (
    ["related"],
    ["related", "--copies"],
    ["related", "--only-here"],
    ["search", "bridge AND million"],
    ["search", '"the council"'],
    ["search", "figure:5..90 OR harb*"],
    ["search", "hrbour"],
    ["topics"],
    ["ledger"],
    ["library", "check"],
    ["library", "build"],
    ["related"],
)


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of thirty short articles, some of them with a passage in common."""
    folder, draw = tmp_path_factory.mktemp("damage") / "thirty", Random(11)
    folder.mkdir()
    for number in range(30):
        lines = [f"{draw.choice(THINGS).title()} {number}", f"Coast Gazette | {1 + number % 28} March 2026"]
        for _ in range(2):
            one, other, third = draw.sample(THINGS, 3)
            lines.append(
                f"The {one} cost {draw.randrange(2, 90)} million dollars, the {other} of the {third} said."
            )
        if number % 3 == 0:
            lines.append(
                "The council said the harbour bridge would be repaired for 25 million dollars in May."
            )
        (folder / f"a{number:02}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(params=[500, 3], ids=["in memory", "on disk"])
def library(request: pytest.FixtureRequest, thirty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of their library, of a set that is held in memory or one too large for that."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(most_articles=request.param))
    # What comes later lies beside what the index was made of at once.
    late = thirty / "a29.txt"
    text = late.read_text(encoding="utf-8")
    for words in (f"{text}\n", text):
        late.write_text(words, encoding="utf-8")
        for _ in build_library([str(thirty)]):
            pass
    for command in (["related", "--copies"], ["related", "--only-here"], ["topics"], ["ledger"]):
        assert main([*command, str(thirty)]) in TOLD
    return library_folder([str(thirty)])


@pytest.mark.long
def test_no_damage_ends_a_command_by_a_fault(
    library: Path, thirty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(library, whole)
    names = sorted(str(path.relative_to(whole)) for path in whole.rglob("*") if _can_be_harmed(path))
    assert len(names) > 30
    assert any(name.startswith(f"{RELATED}/c-") for name in names)
    for seed in range(SEEDS):
        draw = Random(seed)
        shutil.rmtree(library)
        shutil.copytree(whole, library)
        name = draw.choice(names)
        write_damaged(library / name, damaged(draw, (library / name).read_bytes()))
        for command in COMMANDS:
            code = main([*command, str(thirty)])
            told = capsys.readouterr().err
            assert code in TOLD, f"seed {seed}, {name}, {command}: {code}\n{told}"


def _can_be_harmed(path: Path) -> bool:
    """What the tag of a folder says is not read."""
    return path.is_file() and path.stat().st_size > 0 and path.name != "CACHEDIR.TAG"


@pytest.mark.parametrize("place", [f"{RELATED}/g-*/units.bin", f"{SEARCH}/*.idx"])
def test_a_damaged_index_is_told_and_made_anew(news: Path, place: str) -> None:
    for _ in build_library([str(news)]):
        pass
    folder = library_folder([str(news)])
    (path,) = folder.glob(place)
    write_damaged(path, Random(1).randbytes(path.stat().st_size))
    (fault,) = (found for found in check(folder, [str(news)]) if isinstance(found, Fault))
    assert "damaged" in fault.fault
    (fault,) = (found for found in check(folder, [str(news)], deep=True) if isinstance(found, Fault))
    assert "damaged" in fault.fault
    notes = [step.note for step in build_library([str(news)]) if step.note]
    assert len(notes) == 1
    assert notes[0].endswith("damaged; it is made anew")
    assert [found for found in check(folder, [str(news)]) if isinstance(found, Fault)] == []
    assert [step.note for step in build_library([str(news)]) if step.note] == []


def test_what_a_disk_lost_is_found_by_a_deep_check(news: Path) -> None:
    """Nothing wrote to the file, so that its time tells nothing."""
    for _ in build_library([str(news)]):
        pass
    folder = library_folder([str(news)])
    (path,) = folder.glob(f"{RELATED}/g-*/units.bin")
    write_damaged(path, bytes(path.stat().st_size))
    listed = path.with_name(CHECKSUMS)
    states = json.loads(listed.read_text())["files"]
    states[path.name][1] = path.stat().st_ctime_ns
    checksum = zlib.crc32(json.dumps(states, sort_keys=True).encode())
    listed.write_text(json.dumps({"files": states, "checksum": checksum}))
    assert [found for found in check(folder, [str(news)]) if isinstance(found, Fault)] == []
    (fault,) = (found for found in check(folder, [str(news)], deep=True) if isinstance(found, Fault))
    assert (fault.what, fault.fault.split()[0]) == (RELATED, "units.bin")
