"""Walking through the text, and selecting in it by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefing.model.article import Article, Ref, Span
from briefing.model.figure_level import FIGURE_LEVELS
from briefing.session.requests.finding_requests import ReadAnnotations
from briefing.text.passage_sentences import sentences_of
from briefing.text.tokens import words
from briefing.ui.controllers.base import Controller
from briefing.ui.keys import by_key, shown_keys
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.walk_targets import FIRST_TARGET, WALK_TARGETS, next_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.model.annotation import Annotation
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.state.cursor import FocusKind

Unit = Literal["word", "sentence"]


class MovementController(Controller):
    """Owns the selection; moves the cursor of the active column, or while selecting the ends of that."""

    def __init__(self, host: Host, upkeep: Callable[[], Upkeep]) -> None:
        super().__init__(host)
        self._upkeep = upkeep

    # -- passages, figures, sentences --------------------------------------------------------

    def next_passage(self) -> None:
        """To the next passage; through a long one page by page."""
        self._passage(1)

    def previous_passage(self) -> None:
        """To the previous passage."""
        self._passage(-1)

    def _passage(self, direction: int) -> None:
        view, state = self.host.view, self.state
        if view is None:
            return
        if state.selecting:
            self.extend("sentence", direction)
            return
        here = state.cursor.passage
        if view.scroll_within(here, direction):
            return
        if not view.passage_in_view(here):
            # The text was scrolled away from the cursor: go on from what is seen.
            seen = view.first_in_view()
            if seen is not None and state.set_passage(seen):
                self.host.moved()
                return
        if state.step_passage(direction, view.layout_rows.shown):
            self.host.moved()

    def next_target(self) -> None:
        """To the next figure, or whatever else is walked."""
        self._target(1)

    def previous_target(self) -> None:
        """To the previous figure, or whatever else is walked."""
        self._target(-1)

    def _target(self, direction: int) -> None:
        state = self.state
        article, target = state.current, WALK_TARGETS[state.walk]
        if state.step_target(direction):
            self.host.moved()
        elif article is not None and (spans := target.spans(state, article)) is None:
            self.host.say(f"{target.name} are still being found", timeout=2)
        elif article is not None and not spans:
            where = "the passages shown have" if state.topics.only_chosen else "the article has"
            self.host.say(f"{where} no {self._walked_words(target.name, article)}", timeout=2)
        else:
            end = "last" if direction > 0 else "first"
            self.host.say(f"this is the {end} {target.one} of the article", timeout=2)

    def _walked_words(self, name: str, article: Article) -> str:
        """What an article has none of, in words: where it has others, with the key that lights them."""
        level = self.state.figure_level
        if name != FIRST_TARGET or not self.state.figures.get(article.id, ()):
            return name
        return f"{FIGURE_LEVELS[level]}{by_key('view.figure_level', 'chooses others', ': ')}"

    def walk_kind(self) -> None:
        """Choose what the next two keys walk, each time the next of what can be walked."""
        self.state.walk = next_name(self.state.walk)
        keys = shown_keys("move.next_target")
        self.host.say(f"{keys} walk {self.state.walk}".strip(), timeout=3)
        self.host.draw()

    def find_walked(self) -> None:
        """Have found what is walked in the articles side by side, where it is not known."""
        state = self.state
        analysis = WALK_TARGETS[state.walk].analysis
        shown = [state.articles[name] for name in state.columns if name in state.articles]
        wanted = state.annotations.ask(analysis, shown) if analysis else []
        if not wanted:
            return

        def take(found: Mapping[str, tuple[str, Sequence[Annotation]]]) -> None:
            for name, (fingerprint, there) in found.items():
                state.annotations.take(analysis, name, fingerprint, there)

        missing = self.tell_missing(state.walk)
        self.ask(None, ReadAnnotations(tuple(wanted), analysis), take, on_refused=missing)

    def next_sentence(self) -> None:
        """To the next sentence."""
        self._sentence(1)

    def previous_sentence(self) -> None:
        """To the previous sentence."""
        self._sentence(-1)

    def _sentence(self, direction: int) -> None:
        if self.state.selecting:
            self._shift_start(direction)
        elif self.state.step_sentence(direction):
            self.host.moved()

    # -- pages and ends ----------------------------------------------------------------------

    def page_down(self) -> None:
        """One page on."""
        self._page(1)

    def page_up(self) -> None:
        """One page back."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        view = self.host.view
        if view is None:
            return
        step = max(view.size.height - 2, 1)
        before = view.scroll_offset.y
        view.scroll_to(y=before + direction * step, animate=False, immediate=True)
        if view.scroll_offset.y == before:
            self._to_end(direction)
            return
        seen = view.first_in_view()
        if seen is not None:
            self.state.set_passage(seen)
            # Not brought into view: it is seen, and the page stays where it was scrolled to.
            self.host.moved(reveal=False)

    def top(self) -> None:
        """To the first passage."""
        self._to_end(-1)

    def bottom(self) -> None:
        """To the last passage."""
        self._to_end(1)

    def _to_end(self, direction: int) -> None:
        view = self.host.view
        if view is None:
            return
        self.state.to_end(direction, view.layout_rows.shown)
        self.host.moved()
        view.scroll_to(y=view.max_scroll_y if direction > 0 else 0, animate=False, immediate=True)

    # -- jumps -------------------------------------------------------------------------------

    def jump(self) -> None:
        """To the best related passage."""
        self._jump(0)

    def jump_1(self) -> None:
        """To the first related passage."""
        self._jump(0)

    def jump_2(self) -> None:
        """To the second related passage."""
        self._jump(1)

    def jump_3(self) -> None:
        """To the third related passage."""
        self._jump(2)

    def _jump(self, index: int) -> None:
        lens = self.state.lens.answer
        related = lens.witnesses[index : index + 1] if lens is not None else ()
        # The article may have gone or changed since the answer: the lens leaves it out, too.
        if lens is not None and related and self.state.shows(related[0].article, lens.versions):
            self.jump_to(Ref(related[0].article, related[0].passage))
        else:
            self.host.say("no related passage to go to", timeout=2)

    def jump_to(self, ref: Ref, offset: int | None = None) -> None:
        """Go to a passage of any article, or the figure at an offset into its text, remembering where the
        jump began."""
        article = self.state.articles.get(ref.article) if offset is not None else None
        kind, span = self._target_at(article, offset) if article is not None else (None, None)
        self.state.go(ref.article, Cursor(ref.passage, span, kind), remember=True, beside=True)
        self.host.moved()
        self.host.focus_text()

    def back(self) -> None:
        """Back to where the last jump began."""
        if self.state.return_back():
            self.host.moved()
            self.host.focus_text()
        else:
            self.host.say("this is where you began", timeout=2)

    def forward(self) -> None:
        """Forward again to where the last way back began."""
        if self.state.return_forward():
            self.host.moved()
            self.host.focus_text()
        else:
            self.host.say("nothing lies ahead: you have not gone back", timeout=2)

    def next_only_here(self) -> None:
        """To the next statement that no other article has."""
        self._upkeep().step_only_here(1)

    def previous_only_here(self) -> None:
        """To the previous statement that no other article has."""
        self._upkeep().step_only_here(-1)

    # -- by mouse ----------------------------------------------------------------------------

    def click(self, article: Article, passage: int, offset: int | None, *, double: bool) -> str:
        """Put the cursor where a text was clicked, on the figure there or on what else is walked; twice
        selects the word, which is returned, else nothing."""
        kind, span = self._target_at(article, offset)
        self.state.go(article.id, Cursor(passage, span, kind))
        self.state.selecting = False
        if double and offset is not None:
            self.state.selection = word_span(article, offset)
        self.host.moved()
        self.host.focus_text()
        selection = self.state.selection if double else None
        return article.text[selection.start : selection.end] if selection is not None else ""

    def select_dragged(self, article: Article, span: Span | None) -> None:
        """Select what was dragged over in a text, whose column becomes the active one."""
        self.state.bring(article.id)
        self.state.selection = span
        self.host.draw()

    def _target_at(self, article: Article, offset: int | None) -> tuple[FocusKind | None, Span | None]:
        """What of an article holds `offset`: a figure, or else what is walked."""
        for target in (WALK_TARGETS[FIRST_TARGET], WALK_TARGETS[self.state.walk]):
            for span in target.spans(self.state, article) or ():
                if offset is not None and span.start <= offset < span.end and target.kind is not None:
                    return target.kind, span
        return None, None

    # -- selecting by keyboard ---------------------------------------------------------------

    def select(self, span: Span | None) -> None:
        """Select a span of the active column, and bring its end into view."""
        self.state.selection = span
        self.host.draw()
        view = self.host.view
        if view is not None and span is not None:
            view.reveal(self.state.cursor.passage, max(span.end - 1, span.start))

    def end_selection(self) -> None:
        """Let go of the selection, whatever is drawn next."""
        self.state.selecting = False
        self.state.selection = None

    def stop_selecting(self) -> None:
        """Select nothing."""
        self.end_selection()
        self.host.draw()

    def toggle_selecting(self) -> None:
        """Begin to select, with the sentence under the cursor; or stop selecting."""
        if self.state.selecting:
            self.stop_selecting()
            return
        article, cursor = self.state.current, self.state.cursor
        if article is None or not article.passages:
            return
        position = cursor.span.start if cursor.span else article.passages[cursor.passage].start
        for span in sentences_of(article, cursor.passage):
            if span.start <= position < span.end:
                self.state.selecting = True
                self.select(span)
                return

    def extend(self, unit: Unit, direction: int) -> None:
        """Move the end of the selection by one word or sentence of the article."""
        article, selection = self.state.current, self.state.selection
        if article is None or selection is None:
            return
        ends = [span.end for span in _units(article, self.state.cursor.passage, unit)]
        if direction > 0:
            end = next((e for e in ends if e > selection.end), selection.end)
        else:
            end = next((e for e in reversed(ends) if selection.start < e < selection.end), selection.end)
        self.select(Span(selection.start, end))

    def _shift_start(self, direction: int) -> None:
        """Move the start of the selection by one word."""
        article, selection = self.state.current, self.state.selection
        if article is None or selection is None:
            return
        starts = [span.start for span in _units(article, self.state.cursor.passage, "word")]
        if direction > 0:
            start = next((s for s in starts if selection.start < s < selection.end), selection.start)
        else:
            start = next((s for s in reversed(starts) if s < selection.start), selection.start)
        self.select(Span(start, selection.end))


def _units(article: Article, passage: int, unit: Unit) -> list[Span]:
    """The words or sentences of a passage and of its neighbours, so that a selection may cross."""
    near = article.passages[max(passage - 1, 0) : passage + 4]
    if unit == "sentence":
        return [span for p in near for span in sentences_of(article, p.number)]
    spans = [Span(word.start, word.end) for p in near for word in words(article.text, p.start, p.end)]
    # The stop behind a sentence belongs to it: the last word reaches to the end of its passage.
    sentence_ends = {span.end for p in near for span in sentences_of(article, p.number)}
    return sorted([*spans, *(Span(end - 1, end) for end in sentence_ends)], key=lambda span: span.end)


def word_span(article: Article, offset: int) -> Span | None:
    """The word of an article that holds `offset`."""
    for passage in article.passages:
        if passage.start <= offset < passage.end:
            for word in words(article.text, passage.start, passage.end):
                if word.start <= offset < word.end:
                    return Span(word.start, word.end)
    return None
