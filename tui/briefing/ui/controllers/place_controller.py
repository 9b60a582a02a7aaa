"""Places that a person gives names, and goes to by them. Each is on disk before the screen says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.model.article import Span
from briefing.model.correction import PLACE
from briefing.text.clean import clean_line
from briefing.ui.controllers.base import Controller
from briefing.ui.keys import by_key, by_keys
from briefing.ui.state.cursor import Cursor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from briefing.model.named_place import NamedPlace
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController

_WORDS = 5
"""Words of a place from which a name is made that one can keep."""


class PlaceController(Controller):
    """Gives names to places. What has a name is kept and undone as marks are."""

    def __init__(self, host: Host, marks: MarkController) -> None:
        super().__init__(host)
        self._marks = marks

    async def name(self) -> None:
        """Ask for a name for the place where the cursor is, and keep it."""
        from briefing.ui.modals.place_dialogs import name_dialog

        article, span = self.state.current, self.state.span_to_mark()
        if article is None or span is None:
            return
        known = await self._known()
        if known is None:
            return
        words = clean_line(article.text[span.start : span.end]).split()

        async def save(answer: str | None) -> None:
            name = clean_line(answer or "").strip()
            if not name:
                return
            before = [one.id for one in known if one.name == name]
            keep = self.host.services.writer.correct(PLACE, name, [(article, span)], [], instead_of=before)
            if await self._marks.saved(keep) is None:
                return
            now = f"“{name}” is here now" if before else f"this place is “{name}”"
            self.host.say(f"{now}{by_keys(('places.go', 'goes to it'), ('marks.undo', 'undo'))}", timeout=3)

        self.host.dialog(name_dialog(" ".join(words[:_WORDS]), [one.name for one in known]), save)

    async def go(self) -> None:
        """Choose one of the places that have a name, and go there."""
        await self._choose("go", self._go_to)

    async def forget(self) -> None:
        """Choose a place that shall have no name any more."""
        await self._choose("forget", self._forget)

    async def _choose(self, verb: str, then: Callable[[NamedPlace], Awaitable[None]]) -> None:
        from briefing.ui.modals.place_dialogs import places_dialog

        known = await self._known()
        if known is None:
            return
        if not known:
            self.host.say(f"no place has a name yet{by_key('places.name', 'gives one', ': ')}", timeout=3)
            return
        dialog, read = places_dialog(known, self.state.letter, verb=verb)

        async def chosen(answer: str | None) -> None:
            place = read(answer)
            if place is not None:
                await then(place)

        self.host.dialog(dialog, chosen)

    async def _go_to(self, place: NamedPlace) -> None:
        state = self.state
        there = state.can_open(place.article)
        if place.passage is None or not there:
            self.host.say(f"the words of “{place.name}” are not found any more", timeout=4)
            return
        # Only in that very text are the words where they were found.
        same = state.articles[place.article].fingerprint == place.fingerprint
        span = Span(place.start, place.end) if same else None
        state.go(place.article, Cursor(place.passage, span, "sentence" if span else None), remember=True)
        self.host.moved()
        self.host.focus_text()

    async def _forget(self, place: NamedPlace) -> None:
        if await self._marks.saved(self.host.services.writer.take_back([place.id])) is not None:
            self.host.say(f"“{place.name}” is no name any more{by_keys(('marks.undo', 'undo'))}", timeout=3)

    async def _known(self) -> Sequence[NamedPlace] | None:
        """The places in what is open, in the order of its articles; None where the store cannot be read."""
        state = self.state
        try:
            found = await self.host.services.writer.named_places(
                state.articles.unstored(), state.gone_but_read()
            )
        except BriefingError as error:
            self.host.say(str(error), title="Places", severity="error", timeout=12)
            return None
        return sorted(found, key=lambda one: (state.articles.place(one.article) or 0, one.passage or 0))
