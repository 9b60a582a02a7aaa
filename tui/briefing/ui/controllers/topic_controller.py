"""Topics as they come, and the chosen one: walked, shown alone, left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.jobs.client import WorkerEndedError
from briefing.model.steering import Steer, SteeredTopics, Steering
from briefing.session.requests.topic_requests import ArrangeTopics, LoadStoredTopics
from briefing.ui.controllers.base import Controller, on_loop
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.steering_phrases import describe_step
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.session.requests.topic_requests import FoundTopics
    from briefing.ui.controllers.host import Host

NONE = SteeredTopics((), Steering())


class TopicController(Controller):
    """Owns the topics on the screen and the choice among them."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._runs = 0
        """How often topics were asked to be worked out; the last time counts."""
        self._again = False
        """Whether articles changed while topics were worked out."""
        self.told_waiting: set[Steer] = set()
        """Steps that wait, as the reader was told."""

    # -- as they come ------------------------------------------------------------------------

    def find(self, found: Callable[[SteeredTopics], object]) -> None:
        """Find the topics of what is open and tell them; call it again when articles came or went."""

        def take(answer: SteeredTopics) -> None:
            self.take(answer)
            found(answer)

        self.ask("topics", self.current, take, on_refused=self._take_refusal)

    async def current(self) -> SteeredTopics:
        """The topics under the steering as it is now, once they are worked out."""
        answer = await self._work_out()
        self.state.topics.source_counts = answer.sources
        return answer.steered

    def _take_refusal(self, error: BriefingError) -> None:
        """There are none; why is told, unless somebody ended the process that looked for them."""
        self.take(NONE)
        if not isinstance(error, WorkerEndedError):
            text = f"topics could not be worked out: {error}"
            self.host.say(text, title="Topics", severity="warning", timeout=8)

    def take(self, answer: SteeredTopics) -> None:
        """Show topics; the one that was chosen stays it where it is still there."""
        topics = self.state.topics
        topics.items = answer.topics
        topics.known = True
        topics.steering = answer.steering.steps
        if topics.chosen_topic is None:
            topics.leave()
        for note in answer.notes:
            self.host.warn(note, title="Topics")
        waiting = [step for step in answer.waiting if step not in self.told_waiting]
        if waiting:
            named = describe_step(waiting[0]) if len(waiting) == 1 else count(len(waiting), "change")
            self.host.say(f"{named}: nothing here fits it now, it waits", title="Topics", timeout=6)
        self.told_waiting = set(answer.waiting)
        self.host.draw()

    # -- those that are stored: shown at once, and brought up to date beside everything else ---

    def show_stored(self) -> None:
        """Show the topics that are stored, perhaps those of the last time, unless newer ones are there."""
        self.ask("stored", LoadStoredTopics(), self._take_early)

    def _take_early(self, answer: FoundTopics) -> None:
        if answer.steered.topics and not self.state.topics.known:
            self._take_stored(answer)

    def _take_stored(self, answer: FoundTopics) -> None:
        self.state.topics.source_counts = answer.sources
        self.take(answer.steered)

    def bring_up_to_date(self) -> None:
        """Bring the topics up to date; while that is going on, once more when it has ended."""
        if self.state.topics.progress:
            self._again = True
            return
        self.state.topics.progress = "…"
        self._again = False

        def take(answer: FoundTopics) -> None:
            self._take_stored(answer)
            if self._again:
                self.bring_up_to_date()

        def refused(error: BriefingError) -> None:
            # While work goes on, a change by hand has begun it anew, and takes in everything.
            if not self.state.topics.progress:
                # The side process was ended by the reader's cancel, or the disk is full.
                self.state.topics.known = True
                text = f"topics were not brought up to date: {error}"
                self.host.say(text, title="Topics", severity="warning", timeout=8)

        self.ask("topics", self._work_out, take, on_refused=refused)

    async def _work_out(self) -> FoundTopics:
        """Wait for topics that are up to date, while the sidebar says how far they are."""
        topics = self.state.topics
        self._runs += 1
        run = self._runs
        topics.progress = "…"
        self.host.side.show_titles()
        try:
            return await self._engine.stream(ArrangeTopics(), on_progress=on_loop(self.tell_progress))
        finally:
            if self._runs == run:
                topics.progress = ""
                self.host.side.show_titles()

    def tell_progress(self, step: Progress) -> None:
        """Say how far the work on the topics is, as long as it goes on."""
        topics = self.state.topics
        if topics.progress:
            topics.progress = f"{100 * step.done // max(step.total, 1)} % …"
            self.host.side.show_titles()

    # -- the chosen one ----------------------------------------------------------------------

    def choose(self, label: str) -> None:
        """Choose a topic, or leave it when it is the chosen one."""
        if self.state.topics.chosen == label:
            self.clear()
            return
        self.state.topics.chosen = label
        self._enter()
        self.host.moved()
        self.host.focus_text()

    def _enter(self) -> None:
        """Go to the topic's next passage, unless the cursor is on one."""
        ref = self.state.ref
        here = self.state.topics.passages_in(ref.article) if ref else None
        if ref is not None and here is not None and ref.passage not in here:
            self.state.step_topic(1)

    def clear(self) -> None:
        """Leave the topic: everything is bright again."""
        self.state.topics.leave()
        self.host.draw()

    def next(self) -> None:
        """To the next passage of the topic, in any article."""
        self._step(1)

    def previous(self) -> None:
        """To the previous passage of the topic, in any article."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self.state.topics.chosen is None:
            self.host.say(f"choose a topic first{by_key('view.topics_list', '', ': ')}", timeout=3)
        elif self.state.step_topic(direction):
            self.host.moved()

    def change_grain(self, direction: int) -> None:
        """List narrower topics, or broader ones where `direction` is negative."""
        from briefing.model.topic_cut import GRAINS

        topics = self.state.topics
        at = GRAINS.index(topics.grain)
        further = GRAINS[at + 1 :] if direction > 0 else GRAINS[:at][::-1]
        grain = next((one for one in further if topics.listed_at(one) != topics.items), None)
        if grain is None:
            self.host.say(f"there is nothing {'narrower' if direction > 0 else 'broader'}", timeout=3)
            return
        topics.show_at(grain)
        self.host.draw()

    def only(self) -> None:
        """Show only the topic's passages in every column, or all again."""
        topics = self.state.topics
        if topics.chosen is None:
            self.host.say(f"choose a topic first{by_key('view.topics_list', '', ': ')}", timeout=3)
            return
        topics.only_chosen = not topics.only_chosen
        if topics.only_chosen:
            self._enter()
        self.host.moved(reveal=False)
        self.host.call_after_refresh(self.host.moved)
