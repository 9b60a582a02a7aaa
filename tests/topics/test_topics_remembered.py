"""The steering of topics on disk: kept at once, recoverable, never lost to a damaged file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import StoreError
from briefing.model.steering import STEER_VERBS, Steer, Steering
from briefing.userdata.remembered_file import Remembered
from briefing.userdata.steering_file import SteeringFile

MUTE = Steer("mute", word="markets")
RENAME = Steer("rename", topic="copper mine", other="The mine", about=("copper mine", "Port Alder"))


def test_nothing_is_remembered_at_first(tmp_path: Path) -> None:
    assert SteeringFile("k", tmp_path).load() == Remembered(Steering())


def test_steps_are_remembered_in_order_and_undone_from_the_end(tmp_path: Path) -> None:
    SteeringFile("k", tmp_path).add(MUTE, ["news"])
    SteeringFile("k", tmp_path).add(RENAME, ["news"])
    assert SteeringFile("k", tmp_path).load().value.steps == (MUTE, RENAME)
    assert SteeringFile("other", tmp_path).load().value == Steering()
    assert SteeringFile("k", tmp_path).undo(["news"]).value.steps == (MUTE,)
    assert SteeringFile("k", tmp_path).undo([]).value.steps == ()
    assert SteeringFile("k", tmp_path).undo([]).value.steps == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"version": 1}', b'{"version": 1, "steps": [{"verb": "eat"}]}'],
)
def test_a_damaged_file_is_set_aside_and_what_was_before_comes_back(tmp_path: Path, content: bytes) -> None:
    file = SteeringFile("k", tmp_path)
    file.add(MUTE, ["news"])
    file.add(RENAME, ["news"])
    (tmp_path / "k.json").write_bytes(content)
    found = file.load()
    assert found.value.steps == (MUTE,)
    assert "damaged" in found.note
    assert (tmp_path / "k.damaged-1.json").read_bytes() == content
    assert file.load() == Remembered(Steering((MUTE,)))


def test_a_damaged_file_without_a_copy_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "k.json").write_bytes(b"{")
    found = SteeringFile("k", tmp_path).load()
    assert found.value == Steering()
    assert "anew" in found.note
    assert (tmp_path / "k.damaged-1.json").exists()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    content = b'{"version": 99, "steps": "of another kind"}'
    (tmp_path / "k.json").write_bytes(content)
    for act in (SteeringFile("k", tmp_path).load, lambda: SteeringFile("k", tmp_path).add(MUTE, [])):
        with pytest.raises(StoreError, match="newer"):
            act()
    assert (tmp_path / "k.json").read_bytes() == content


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="could not be saved"):
        SteeringFile("k", tmp_path / "file").add(MUTE, [])


TEXTS = st.text(st.characters(categories=["L", "N"]), max_size=20)
STEPS = st.builds(
    Steer, st.sampled_from(STEER_VERBS), TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=3).map(tuple)
)


@given(st.lists(STEPS, max_size=5))
def test_what_is_written_is_what_is_read(steps: list[Steer]) -> None:
    from briefing.text.clean import clean_line

    values = {"version": 1, "steps": [step.to_dict() for step in steps]}
    found = SteeringFile("k").parsed(json.dumps(values).encode())
    assert found is not None
    assert [step.verb for step in found.steps] == [step.verb for step in steps]
    assert [step.topic for step in found.steps] == [clean_line(step.topic) for step in steps]


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert SteeringFile("k").parsed(raw) is None
