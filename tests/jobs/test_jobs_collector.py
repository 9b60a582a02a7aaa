"""The search for garbage is stopped for a while, and goes on whatever happens."""

from __future__ import annotations

import gc

import pytest

from briefing.jobs.collector import collector_paused


def test_it_stands_still_inside_and_goes_on_behind() -> None:
    assert gc.isenabled()
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_fault() -> None:
    with pytest.raises(LookupError), collector_paused():
        raise LookupError
    assert gc.isenabled()


def test_who_had_stopped_it_finds_it_stopped() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
