"""Undo and redo against a model that keeps every state whole."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from articles import make_article
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tiers import examples

from briefing.model.mark import MARK_COLOURS, Mark
from briefing.userdata.database import Database
from briefing.userdata.marks.mark_store import MarkStore

TEXT = "Rain fell on the islands for the third day, and the ferry to the north was cancelled."
ARTICLE = make_article("rain.txt", TEXT)

State = dict[str, Mark]


class Marking(RuleBasedStateMachine):
    """Marks are changed at random; every state there was can be reached again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = self.opened()
        self.past: list[State] = []
        self.future: list[State] = []
        self.state: State = {}

    def opened(self) -> MarkStore:
        self.database = Database(Path(self.folder.name) / "marks.db")
        return MarkStore(self.database)

    def stepped(self, after: State) -> None:
        if after != self.state:
            self.past.append(self.state)
            self.future.clear()
            self.state = after

    @rule(start=st.integers(0, 40), length=st.integers(1, 20), note=st.text(max_size=3))
    def add(self, start: int, length: int, note: str) -> None:
        if TEXT[start : start + length].strip():
            mark = self.store.add(ARTICLE, start, start + length, note=note)
            self.stepped({**self.state, mark.id: mark})

    @precondition(lambda self: self.state)
    @rule(
        data=st.data(),
        change=st.sampled_from(["note", "tag", "recolour", "remove", "import"]),
    )
    def change(self, data: st.DataObject, change: str) -> None:
        mark_id = data.draw(st.sampled_from(sorted(self.state)))
        after = dict(self.state)
        if change == "note":
            after[mark_id] = self.store.note(mark_id, data.draw(st.text(max_size=3)))
        elif change == "tag":
            after[mark_id] = self.store.tag(mark_id, data.draw(st.lists(st.sampled_from("abc"), max_size=2)))
        elif change == "recolour":
            after[mark_id] = self.store.recolour(mark_id, data.draw(st.sampled_from(MARK_COLOURS)))
        elif change == "remove":
            self.store.remove(mark_id)
            del after[mark_id]
        else:
            public: dict[str, Any] = {
                **after[mark_id].to_dict(),
                "note": "from elsewhere",
                "modified": "2099-01-01T00:00:00Z",
            }
            if self.store.import_marks([public]):
                after[mark_id] = self.store.get(mark_id)
        self.stepped(after)

    @rule()
    def undo(self) -> None:
        assert (self.store.undo() is None) == (not self.past)
        if self.past:
            self.future.append(self.state)
            self.state = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (self.store.redo() is None) == (not self.future)
        if self.future:
            self.past.append(self.state)
            self.state = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.store = self.opened()

    @invariant()
    def shows_the_state(self) -> None:
        assert {mark.id: mark for mark in self.store.list()} == self.state

    def teardown(self) -> None:
        assert self.database.check() == []
        self.database.close()
        self.folder.cleanup()


Marking.TestCase.settings = settings(
    max_examples=examples(25),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestMarking = Marking.TestCase
