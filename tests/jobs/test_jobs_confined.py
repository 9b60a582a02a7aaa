"""What a confined process is asked and answers, where that is too large for it or for whoever asks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from briefing.jobs import confined_process
from briefing.jobs.confined_process import ConfinedEndedError, ConfinedProcess

SECONDS = 60

Start = Callable[..., ConfinedProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    """A confined process whose answers are what an expression makes of a `question`."""
    started: list[ConfinedProcess] = []

    def of(expression: str, before: str = "") -> ConfinedProcess:
        code = (
            f"from briefing.jobs import confinement\n{before}\n"
            f"confinement.serve_confined(lambda question: ({expression}, False), 'a test')"
        )
        started.append(ConfinedProcess(code))
        return started[-1]

    yield of
    for one in started:
        one.end()


def test_an_answer_that_is_too_large_is_told_as_that(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined_process, "_MOST_BYTES", 1_000)
    asked = start("question * 300")
    assert asked.ask(b"one", SECONDS) == b"one" * 300
    with pytest.raises(ConfinedEndedError) as told:
        asked.ask(b"four", SECONDS)
    assert told.value.cause == "large"
    assert asked.ask(b"two", SECONDS) == b"two" * 300


def test_a_question_that_is_too_large_is_not_sent(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined_process, "_MOST_BYTES", 1_000)
    asked = start("question[:3]")
    with pytest.raises(ConfinedEndedError) as told:
        asked.ask(bytes(1_001), SECONDS)
    assert told.value.cause == "large"
    assert not asked.running
    assert asked.ask(bytes(1_000), SECONDS) == bytes(3)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no limit of memory is set")
def test_a_question_for_which_there_is_no_memory_is_no_fault_of_the_process(start: Start) -> None:
    asked = start("question[:3]", "confinement.MEMORY = 200 << 20")
    with pytest.raises(ConfinedEndedError) as told:
        asked.ask(bytes(250 << 20), SECONDS)
    assert told.value.cause == "limit"
    assert asked.ask(bytes(1_000), SECONDS) == bytes(3)


def test_an_answer_for_which_there_is_no_memory_is_no_fault_of_the_process(start: Start) -> None:
    asked = start(
        "question[:3] if len(question) < 9 else [][0] if question[8:] == b'x' else raised()",
        "def raised(): raise MemoryError",
    )
    for question, cause in ((b"12345678x", "fault"), (b"123456789", "limit")):
        with pytest.raises(ConfinedEndedError) as told:
            asked.ask(question, SECONDS)
        assert told.value.cause == cause
    assert asked.ask(b"123", SECONDS) == b"123"
