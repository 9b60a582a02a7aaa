"""Taking excerpts away: to a file or to the clipboard."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, ExportError, UsageError
from briefing.model.article_names import letter_number
from briefing.model.excerpt import Citation
from briefing.session import formats_for, suggest_name
from briefing.session.requests.export_requests import ExportToFile
from briefing.text.clean import clean_line
from briefing.text.quotation_marks import in_quotation_marks
from briefing.ui.controllers.base import Controller, on_loop
from briefing.ui.drawing.formatting import count, short_date
from briefing.ui.keys import cancels
from briefing.working_folder import absolute_path, working_folder

if TYPE_CHECKING:
    from briefing.export.export_formats import ProductName
    from briefing.jobs.requests import Progress
    from briefing.model.excerpt_filter import ExcerptFilter
    from briefing.model.mark import PlacedMark
    from briefing.session.exports import ExportWhat
    from briefing.ui.modals.export_screen import ExportChoice, ExportRequest, Narrowing

Refused = Callable[[], None]
"""Called where nothing was written, before that is said."""


class ExportController(Controller):
    """Asks what to take where, and has it written."""

    def open(self) -> None:
        """Ask what to export, as what and where to, and write it; how many marks there are must be known."""
        looked_for = self.state.marks.looked_for
        if looked_for.is_set():
            self._open()
        else:
            self.host.say("marks are being looked for …", timeout=2)
            self.ask("open", looked_for.wait, lambda _: self._open())

    def _open(self) -> None:
        from briefing.ui.modals.export_screen import ExportChoice
        from briefing.ui.state.excerpt_query import with_ids

        state = self.state
        # Also those in an open article whose file is gone: it is still here to be quoted.
        marks = sum(map(self._is_here, state.marks.placed))
        choices = [
            ExportChoice("marks", "Marks", marks),
            ExportChoice("figures", "Figures with their sentences", state.articles.figure_total()),
        ]
        topic = state.topics.chosen_topic
        if topic is not None:
            choices.append(ExportChoice("topic", f"Topic: {topic.label}", len(topic.passages)))
        titles = {"marks": "marks", "figures": "figures", "topic": topic.label if topic else "topic"}

        def suggest(what: str, form: str) -> str:
            return suggest_name(titles.get(what, what), form)

        async def write(request: ExportRequest, refused: Refused) -> None:
            await self._export(request, topic.label if topic else None, refused)

        # As they are seen now: an article that comes while one types makes them those of others.
        letters = state.articles.names
        self.ask_how(
            choices,
            "excerpts",
            suggest,
            write,
            narrow=partial(self._narrowing, letters),
            lasting=partial(with_ids, id_of=partial(self._lettered, letters)),
        )

    def open_results(self, query: str, only: ExcerptFilter, number: int) -> None:
        """Ask as what and where to export so many passages that `only` takes, found by `query`."""
        from briefing.ui.modals.export_screen import ExportChoice, Narrowing

        async def write(request: ExportRequest, refused: Refused) -> None:
            narrowed = replace(request, narrowing=Narrowing(only))
            await self._write_in_worker(narrowed, query, refused)

        choices = [ExportChoice("results", f"Results: {query}", number)]
        self.ask_how(choices, "excerpts", lambda _, form: suggest_name(query, form), write)

    def ask_how(
        self,
        choices: Sequence[ExportChoice],
        product: ProductName,
        suggest: Callable[[str, str], str],
        write: Callable[[ExportRequest, Refused], Awaitable[None]],
        *,
        narrow: Callable[[str, str], Narrowing] | None = None,
        lasting: Callable[[str], str] = str,
    ) -> None:
        """Ask what to export, as what and where to, and have it written; what `write` reports as refused was
        typed for nothing, and stands in the next dialog."""
        from briefing.ui.modals.export_screen import ExportScreen

        async def chosen(request: ExportRequest | None) -> None:
            if request is not None:
                await write(request, screen.give_back)

        screen = ExportScreen(
            choices,
            {one.name: one.suffixes for one in formats_for(product)},
            suggest,
            str(self.folder),
            self.form,
            occupied=self._occupied,
            narrow=narrow,
            lasting=lasting,
        )
        self.host.dialog(screen, chosen)

    def _narrowing(self, letters: Sequence[str], what: str, typed: str) -> Narrowing:
        """What is typed to narrow an export, with the articles and passages that are meant by it; ValueError
        for what cannot be read, or names nothing that is there. `letters` are the articles in their order."""
        from briefing.ui.modals.export_screen import Narrowing
        from briefing.ui.state.excerpt_query import read_excerpt_query

        state = self.state
        only, label = read_excerpt_query(typed)
        if what != "marks" and only.of_marks_alone:
            raise ValueError(f"{only.of_marks_alone}: is for marks")
        if label is not None and what == "topic":
            raise ValueError("the topic is chosen above")
        if only.articles:
            called = tuple(name for one in only.articles for name in self._called(one, letters))
            only = replace(only, articles=called)
        topic = None
        if label is not None:
            try:
                topic = state.topics.called(label)
            except UsageError as error:
                raise ValueError(str(error)) from error
            if what == "marks":
                # Marks are written here, where no topics are worked out.
                places = frozenset((one.article, one.passage) for one in topic.passages)
                only = replace(only, passages=places)
        told = self._told_of_marks(only) if what == "marks" and typed.strip() else ""
        return Narrowing(only, topic.label if topic is not None else None, told)

    def _told_of_marks(self, only: ExcerptFilter) -> str:
        placed = [one for one in self.state.marks.placed if self._is_here(one)]
        left = sum(
            only.takes_mark(one.mark)
            and only.takes_passage(one.of_article, None if one.orphan else one.passage)
            and (not only.articles or one.of_article in only.articles)
            for one in placed
        )
        return f"{left:,} of {count(len(placed), 'mark')}"

    def _is_here(self, placed: PlacedMark) -> bool:
        """Whether a mark is of an article that is there, or open though its file is gone."""
        name = placed.open_article
        return name in self.state.articles or name in self.state.columns

    def _lettered(self, letters: Sequence[str], name: str) -> str | None:
        """The id of the article with a letter; None where it is none, or the name is an id."""
        number = letter_number(name) if name not in self.state.articles else None
        return (letters[number] or None) if number is not None and number < len(letters) else None

    def _called(self, name: str, letters: Sequence[str]) -> list[str]:
        """The ids of the articles that are meant by a name: by a letter one, else by path, source or title.

        ValueError where no article is meant.
        """
        articles = self.state.articles
        if name in articles:
            return [name]
        if (lettered := self._lettered(letters, name)) is not None:
            return [lettered]
        found = articles.called(name)
        if not found:
            raise ValueError(f"no article is called {name}")
        return found

    @property
    def folder(self) -> Path:
        """Where a relative path leads: the folder that is set, else the one the reader was started in."""
        return Path(working_folder()) / os.path.expanduser(self.host.services.settings.export.folder)  # noqa: PTH111 - as below

    @property
    def form(self) -> str:
        """The form that an export is proposed in."""
        return self.host.services.settings.export.format

    async def _export(self, request: ExportRequest, topic: str | None, refused: Refused) -> None:
        if request.what == "marks":
            await self._write_marks(request, refused)
        else:
            await self._write_in_worker(request, topic, refused)

    async def _write_marks(self, request: ExportRequest, refused: Refused) -> None:
        path = self._path(request.path)
        # Asked here, where also those are known that the disk has refused so far.
        try:
            number = await self.host.services.writer.export_marks(
                str(path),
                request.format,
                [*self.state.articles.unstored(), *self.state.gone_but_read()],
                self.host.services.paths,
                request.narrowing.only,
                overwrite=request.overwrite,
            )
        except (ExportError, UsageError) as error:
            self._refuse(error, refused)
        except BriefingError as error:
            self.host.services.report(error)
        else:
            self._say_written(number, path, refused)

    async def _write_in_worker(self, request: ExportRequest, topic: str | None, refused: Refused) -> None:
        """Let the worker write what may be more than can be held, and say how far it is; `topic` is the label
        of the topic, or the query of results."""
        path = self._path(request.path)

        def tell(step: Progress) -> None:
            if self.is_asking("file"):
                work = f"exporting {step.done:,} of {step.total:,} articles"
                self.host.say_work(work + cancels())

        async def write() -> int:
            try:
                # Marks are written by the one who keeps them.
                own: dict[str, ExportWhat] = {"topic": "topic", "results": "results"}
                what = own.get(request.what, "figures")
                label = request.narrowing.topic if what == "figures" else topic
                only = request.narrowing.only
                place = absolute_path(str(path))
                to_file = ExportToFile(place, what, label, request.format, request.overwrite, only)
                return await self._engine.stream(to_file, on_progress=on_loop(tell))
            finally:
                self.host.say_work("")

        self.ask(
            "file",
            write,
            lambda number: self._say_written(number, path, refused),
            on_cancelled=lambda: self.host.say("cancelled; nothing was written", timeout=4),
            on_refused=lambda error: self._refuse(error, refused),
        )

    def _say_written(self, number: int, path: Path, refused: Refused) -> None:
        if number:
            self.host.say(f"{count(number, 'excerpt')} in {path}", title="Exported", timeout=6)
        else:
            refused()
            self.host.say("nothing to export", severity="warning", timeout=4)

    def _refuse(self, error: BriefingError, refused: Refused) -> None:
        refused()
        self.host.say(str(error), title="Not exported", severity="error", timeout=12)

    async def save(
        self, request: ExportRequest, pieces: Iterable[bytes], what: str, refused: Refused
    ) -> None:
        """Write an export to the path that was typed. `what` says how much it is: "3 excerpts"."""
        path = self._path(request.path)
        try:
            await self.host.services.writer.write_export(str(path), pieces, overwrite=request.overwrite)
        except ExportError as error:
            self._refuse(error, refused)
            return
        self.host.say(f"{what} in {path}", title="Exported", timeout=6)

    def _path(self, typed: str) -> Path:
        """Where a typed path leads."""
        # What is typed may be no name at all: this answers where the method of Path raises.
        path = Path(os.path.expanduser(typed))  # noqa: PTH111
        return self.folder / path if self.host.services.settings.export.folder else path

    def _occupied(self, typed: str) -> str:
        """The file that a typed path leads to, where one is there."""
        path = self._path(typed)
        return str(path) if os.path.isfile(path) else ""  # noqa: PTH113 - as above

    def copy(self) -> None:
        """Copy the selection, the mark, the figure's sentence or the passage, with its source line."""
        state = self.state
        article, span = state.current, state.span_to_mark()
        if article is None or span is None:
            return
        here = state.mark_here()
        if state.selection is None and here is not None and here.start is not None and here.end is not None:
            start, end = here.start, here.end
        else:
            start, end = span.start, span.end
        self.copy_words(article.text[start:end], Citation.of(article))

    def copy_words(self, words: str, citation: Citation, told: str = "") -> None:
        """Copy words of an article with its source line; `told` stands on a line before them: what they
        tell of, or who says them."""
        articles = self.state.articles
        head = articles.find_head(citation.article) if citation.article in articles else None
        title = citation.title if head is None or head.has_title else ""
        date = short_date(citation.published) if citation.published else ""
        parts = (citation.source, title, date, citation.url or citation.article)
        # One line, whatever a file is called.
        source = ", ".join(clean_line(part) for part in parts if part)
        above = f"{clean_line(told)}\n" if told else ""
        text = f"{above}{in_quotation_marks(words)}\n— {source}\n"
        self.ask(
            "copied",
            lambda: self.host.services.copy(text),
            lambda told: self.host.say(told, timeout=4),
            in_turn=True,
        )
