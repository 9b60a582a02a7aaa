"""The terminal app: themes, signals, faults, and the way in and out.

Everything about reading lives in the reader screen; this module owns what surrounds it and must
leave the terminal as it found it, whatever happens.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants
from textual.app import App
from textual.binding import BindingType
from textual.events import Event, Key, Paste
from textual.keys import key_to_character

from briefing.errors import BriefingError, UsageError
from briefing.folders import theme_folders
from briefing.jobs.client import WorkerError
from briefing.model.saved_state import Beginning, SavedState
from briefing.settings import AUTO, Settings, loaded
from briefing.text.clean import clean
from briefing.ui.bindings import bindings_of, textual_keymap
from briefing.ui.drawing.palette import Palette, lookup
from briefing.ui.drawing.styled_text import ControlFilter
from briefing.ui.drawing.theme import LoadedTheme, to_textual, variable_defaults
from briefing.ui.engine import Engine
from briefing.ui.key_names import types_text
from briefing.ui.key_table import APP
from briefing.ui.key_turns import KeyTurns
from briefing.ui.keymap import keymap_from
from briefing.ui.keys import by_key, by_keys, use_keymap
from briefing.ui.screens.reader_screen import ReaderScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import SystemCommand
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme

    from briefing.model.article import Article, Failure
    from briefing.session import Session
    from briefing.session.opening import Opening
    from briefing.ui.controllers.user_data_writer import UserDataWriter

FAULT = 70
FIRST_PART_SECONDS = 0.5
"""How long to wait for where reading stopped; it comes within a tenth of that."""
DEFAULT_THEME = "dark"
NO_COLOUR = "no-colour"
_ENDING_SIGNALS = (
    "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGUSR1",
    "SIGUSR2", "SIGXCPU", "SIGIO", "SIGPWR", "SIGSTKFLT",
)  # fmt: skip
"""Those that come from outside and end a program. Not those of a fault of the processor: who went on behind
one would meet it again, for ever."""
_FAULTS_TOLD = 3
"""Faults of the settings that are told when the reader starts; the others are counted."""


class BriefingApp(App[None]):
    """The reader over a set of paths."""

    TITLE = "briefing"
    # Notices stand low and flat over the keys: the lines above are being read.
    CSS = """
    Input:ansi > .input--selection { text-style: reverse; }
    ToastRack { margin-bottom: 0; }
    Toast { width: auto; max-width: 100%; margin-top: 0; padding: 0 1; }
    """
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False
    """Text is selected in articles, by the reader's own means. Textual's looks for the parent of whatever is
    pressed on, and fails where that is just being removed."""
    _current_theme: Theme | None = None
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(APP)

    def __init__(self, opening: Opening, *, theme: str | None = None) -> None:
        # Without this Textual paints the default colours of the no-colour theme black on black.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._turns = KeyTurns(self, super().on_event)
        self.opening = opening
        self.paths = opening.paths
        self.engine = Engine(opening, self._known_articles)
        first = opening.first(FIRST_PART_SECONDS)
        self.first_start = isinstance(first, Beginning) and not (first.state.theme or first.state.columns)
        """Whether nothing is remembered of any reading: the first start of whoever it is."""
        if not isinstance(first, Beginning):
            # The worker is slow or dead: start as for the first time, and ask for the folders here.
            first = Beginning(SavedState(), tuple(str(folder) for folder in theme_folders()))
        self.saved = first.state
        self._theme_folders = [Path(folder) for folder in first.theme_folders]
        self.themes: dict[str, LoadedTheme] = {}
        self.loaded_settings = loaded()
        """Those that hold here: names that nobody knows are told, and left out, when the screen stands."""
        self.keymap, self.loaded_settings = keymap_from(self.loaded_settings.chosen(self.saved.chosen))
        self._chosen: dict[str, str] = {}
        """What keys set in this run, by the key of the setting."""
        use_keymap(self.keymap)
        set_theme = "" if self.settings.theme == AUTO else self.settings.theme
        chosen = theme or set_theme or self.saved.theme or DEFAULT_THEME
        self._wanted_theme = NO_COLOUR if self.no_color else chosen
        self._themes_loaded = False
        self._use_first_theme()
        self._line_filter = ControlFilter()
        self._fault: str = ""
        self.leaving = False
        self.unsaved: tuple[str, ...] = ()
        """Changes that the disk refused to the end."""

    @property
    def settings(self) -> Settings:
        """What a user has set."""
        return self.loaded_settings.settings

    def choose_setting(self, key: str, value: str) -> None:
        """Have another value of one of `BY_KEY_PRESS` from now on, also the next time."""
        self.loaded_settings = self.loaded_settings.choose(key, value)
        self._chosen[key] = value
        reader = self.reader
        if reader is not None:
            reader.show_settings()

    def _known_articles(self) -> list[Article]:
        reader = self.reader
        return reader.state.articles.unstored() if reader is not None else []

    @cached_property
    def session(self) -> Session:
        """The session for what a person keeps; the engine has its own in the worker."""
        from briefing.session import Session

        return Session()

    @cached_property
    def writer(self) -> UserDataWriter:
        """Writes what a person keeps."""
        from briefing.ui.controllers.user_data_writer import UserDataWriter

        return UserDataWriter(self.session)

    # -- themes ------------------------------------------------------------------------------

    def _use_first_theme(self) -> None:
        """Start with the theme wanted; the others are loaded when the screen stands."""
        from briefing.ui.drawing.theme_files import load_themes

        themes, _ = load_themes(self._theme_folders, only={self._wanted_theme, DEFAULT_THEME})
        self.themes = {theme.name: theme for theme in themes}
        name = self._wanted_theme if self._wanted_theme in self.themes else DEFAULT_THEME
        self.palette = Palette(lookup(self.themes[name]))
        self.register_theme(to_textual(self.themes[name]))
        self._begin_with_theme(self.themes[name])

    def _begin_with_theme(self, theme: LoadedTheme) -> None:
        """Have a theme from the first moment on: nothing that is styled yet need be styled anew."""
        if theme.ansi:
            # Its colours are the terminal's: Textual's setter also changes what lines pass on their way.
            self.theme = theme.name
            return
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        classes = {f"-theme-{theme.name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark}
        self.update_classes(classes, update=False)

    def on_load(self) -> None:
        """Have the keys that are set act, before any can be pressed."""
        if self.keymap:
            self.set_keymap(textual_keymap(self.keymap))

    def started(self) -> None:
        """The screen stands and works: do what could wait until then."""
        gc.enable()
        # What is alive now lives until the end; the collector need not look at it again.
        gc.freeze()
        self.load_all_themes()
        self._tell_setting_faults()
        # Whoever was quicker has begun, and is told of that.
        if self.first_start and not len(self._notifications):
            self.tell_where_to_begin()

    def tell_where_to_begin(self) -> None:
        """Say where somebody begins who has never been here."""
        keys = by_keys(("view.help", "tells the keys"), ("app.palette", "finds everything by name"))
        told = f"New here? briefing tour leads through in ten steps{keys.replace(':', ';')}"
        self.notify(told, timeout=15, markup=False)

    def _tell_setting_faults(self) -> None:
        """Say which settings are passed over, those among them that name what is not there."""
        from briefing.ui.state.named_settings import with_known_names

        self.loaded_settings = with_known_names(self.loaded_settings, self.theme_names)
        faults = self.loaded_settings.faults
        if not faults:
            return
        # One message: a small screen has room for three, and loses those before them.
        more = len(faults) - _FAULTS_TOLD
        rest = [f"and {more} more: briefing config tells them all"] if more > 0 else []
        told = [*faults[:_FAULTS_TOLD], *rest]
        self.notify("\n".join(told), title="Settings", severity="warning", timeout=10, markup=False)

    def load_all_themes(self) -> None:
        """Load every theme once, say what is wrong with them, and put away Textual's own."""
        from briefing.ui.drawing.theme_files import load_themes

        if self._themes_loaded:
            return
        self._themes_loaded = True
        themes, problems = load_themes(self._theme_folders)
        for theme in themes:
            self.themes[theme.name] = theme
            self.register_theme(to_textual(theme))
        for name in list(self.available_themes):
            if name not in self.themes:
                self.unregister_theme(name)
        for problem in problems:
            self.notify(str(problem), title="Theme", severity="warning", timeout=10, markup=False)
        if self._wanted_theme not in (*self.themes, self.settings.theme):
            self.notify(f"there is no theme called {self._wanted_theme}", severity="warning", markup=False)

    @property
    def theme_name(self) -> str:
        """The theme that everything is shown in."""
        return self.theme

    @property
    def theme_names(self) -> list[str]:
        """Every theme that is loaded."""
        return sorted(self.themes)

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme; none while the app is being made, when Textual asks for the first time."""
        return super().get_css_variables() if hasattr(self, "palette") else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Values of our own variables for themes that lack them."""
        return variable_defaults()

    @property
    def current_theme(self) -> Theme:
        """Textual asks for it with every line that is drawn, so it is not looked up each time."""
        if self._current_theme is None or self._current_theme.name != self.theme:
            self._current_theme = super().current_theme
        return self._current_theme

    def register_theme(self, theme: Theme) -> None:
        """Take a theme, also another one under a name that is known."""
        super().register_theme(theme)
        self._current_theme = None

    def use_theme(self, name: str) -> None:
        """Show everything in the theme called `name`."""
        if name not in self.themes:
            return
        self.palette = Palette(lookup(self.themes[name]))
        self.theme = name
        reader = self.reader
        if reader is not None:
            reader.show_palette()

    def on_theme_picker_preview(self, message: Any) -> None:
        """Show a theme while the picker's highlight is on it."""
        self.use_theme(message.name)

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver: one that ends when its terminal does."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from briefing.ui.driver import TerminalDriver

        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control character of any text reach the terminal, whatever a widget did."""
        if self.current_theme.ansi:
            return [*super().get_line_filters(), self._line_filter]
        # Every colour of our themes is a true colour already: Textual's filter for the others, which
        # looks at every line that is drawn, would change nothing.
        return [self._line_filter]

    # -- the reader --------------------------------------------------------------------------

    @property
    def reader(self) -> ReaderScreen | None:
        """The reader screen, once it is there."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                return screen
        return None

    def get_default_screen(self) -> Screen[Any]:
        """The reader is the only screen below the dialogs."""
        return ReaderScreen(self, " ".join(self.paths) if self.paths else "bundled articles")

    def nothing_to_read(self, failures: Sequence[Failure]) -> None:
        """Say why there is nothing on the screen."""
        from briefing.reading.formats.format_registry import REGISTRY, in_words
        from briefing.ui.modals.error_screen import ErrorScreen

        first = f"{failures[0].path}: {failures[0].reason}" if failures else "no article was found"
        read = in_words(tuple(one.suffixes[0] for one in REGISTRY.formats))
        hint = f"briefing reads {read} files, folders of them, and - for standard input"
        self.push_screen(ErrorScreen(first, hint))

    def get_system_commands(self, screen: Screen[Any]) -> list[SystemCommand]:
        """Every action in the palette, then every article and topic."""
        from briefing.ui.commands import system_commands

        return system_commands(self.reader, screen, self.leave)

    def action_command_palette(self) -> None:
        """Show everything that can be done, by name."""
        from textual.command import CommandPalette

        from briefing.ui.modals.action_palette import ActionPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(ActionPalette())

    # -- leaving -----------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Quit; everything typed or marked is on disk already."""
        self.leave()

    def open_anew(self, paths: Sequence[str]) -> None:
        """Leave, and have the reader begin anew with other paths: what was opened says everywhere what is
        remembered of it, and by which library it is held."""
        self.opening.then_open = tuple(paths)
        self.leave()

    def leave(self, status: int = 0) -> None:
        """Remember where the reader was and end with an exit status."""
        self.leaving = True
        self._keep_typed()
        self._remember()
        self.exit(return_code=status)

    def _keep_typed(self) -> None:
        """Save the note that is being written, and keep what else is typed, whatever ends the app."""
        if len(self.screen_stack) < 2:
            return
        from briefing.ui.modals.dialog import Dialog
        from briefing.ui.modals.note_screen import NoteScreen

        for screen in self.screen_stack:
            if isinstance(screen, NoteScreen) and screen.stands:
                self.writer.edit_later(screen.mark, screen.edit.note, screen.edit.tags, screen.edit.colour)
                screen.forget_typed()
            elif isinstance(screen, Dialog):
                screen.keep_typed()

    def _remember(self) -> None:
        from briefing.ui.state.restoring import saved_state

        reader = self.reader
        if reader is None or not reader.state.columns:
            return
        try:
            # The theme that NO_COLOR asks for is not one that was chosen.
            theme = self.saved.theme if self.no_color else self.theme
            state = replace(saved_state(reader.state, self.paths, theme), chosen=self._chosen)
            self.session.user_data.keep_reader_state(self.paths, state)
            then = self.opening.then_open
            # Where those were read before, one goes on as one stopped there.
            if then and not self.session.user_data.reader_state(then).columns:
                self.session.user_data.keep_reader_state(then, state)
        except BriefingError:
            # Where the reader stopped is a convenience; a full disk must not keep one from leaving.
            self.log.warning("the state of the reader could not be kept")

    def lend_terminal(self, command: Sequence[str]) -> int:
        """Let a program have the terminal until it ends, and return its exit status.

        Nothing is drawn meanwhile, and no key is taken. UsageError where the terminal cannot be lent, or the
        program not be started.
        """
        from textual.app import SuspendNotSupported

        from briefing.files.programs import run_in_terminal

        failed: OSError | None = None
        status = 0
        try:
            with self.suspend():
                try:
                    # Standard error of the process is a report: what is drawn goes to this one.
                    status = run_in_terminal(
                        command, 2 if sys.__stderr__ is None else sys.__stderr__.fileno()
                    )
                except OSError as error:
                    # Raised here, it would leave the terminal with nobody.
                    failed = error
        except SuspendNotSupported as error:
            raise UsageError("this terminal cannot be lent to another program") from error
        if failed is not None:
            raise UsageError(f"{command[0]} cannot be started: {failed.strerror}") from failed
        return status

    def take_signals(self) -> None:
        """Leave in order when asked to by a signal; called on the event loop."""
        import asyncio

        loop = asyncio.get_running_loop()

        def hurry(_number: int, _frame: object) -> None:
            # The loop may itself be waiting for a terminal that takes nothing.
            if (wait_less := getattr(self._driver, "hurry", None)) is not None:
                wait_less()

        for name in _ENDING_SIGNALS:
            number = getattr(signal, name, None)
            if number is None or signal.getsignal(number) is signal.SIG_IGN:
                continue
            try:
                # The loop's way also wakes it, when the system hands a signal to another thread.
                loop.add_signal_handler(number, self.leave, 128 + number)
            except NotImplementedError:
                # Windows, whose terminal is another driver's affair: the default stays.
                return
            signal.signal(number, hurry)

    async def on_event(self, event: Event) -> None:
        """Keys and pastes go one at a time; everything else goes as Textual has it."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._turns.take(event)
        else:
            await super().on_event(event)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """As Textual does; but what types in the box that has the focus is the box's, also where a user gave
        it to an action that goes before all others: `app.quit` by a letter.
        """
        focused = self.focused
        if (
            priority
            and focused is not None
            and types_text(key)
            and focused.check_consume_key(key, key_to_character(key))
        ):
            return False
        return await super()._check_bindings(key, priority)

    def on_key(self, event: Key) -> None:
        """Hand a letter to the box that has the keys by now.

        Keys wait for each other, but not for what a click sets off: a letter behind one that opens a box
        was sent to the text before the box was there, and must never be taken for a command.
        """
        focused = self.focused
        if focused is not None and focused.check_consume_key(event.key, event.character):
            event.prevent_default()
            focused.post_message(Key(event.key, event.character))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a field, by the same way as everything else."""
        self.run_worker(self.copy(text), group="copying")

    async def copy(self, text: str) -> str:
        """Put `text` on the clipboard; what to tell of it."""
        from briefing.ui.clipboard import copy

        # What is pasted in the reader itself comes from here.
        self._clipboard = clean(text)
        return await copy(text, super().copy_to_clipboard)

    def action_copy_or_hint(self) -> None:
        """Ctrl+c copies what is selected, as everywhere; without a selection it says how to quit."""
        reader = self.reader
        if reader is not None and reader.state.selection is not None:
            self.run_worker(reader.action_run("export.copy"), exit_on_error=False)
        else:
            self.notify(by_key("view.quit", "quits") or by_key("app.quit", "quits"), timeout=2, markup=False)

    # -- faults ------------------------------------------------------------------------------

    def report(self, error: BaseException) -> None:
        """Tell the user of an error; one that is not theirs ends the app with a report."""
        if isinstance(error, WorkerError) and error.report:
            self._fail(error.report)
        elif isinstance(error, BriefingError):
            self.notify(str(error), severity="error", timeout=10, markup=False)
        else:
            self._fail(_traceback(error))

    def _fail(self, report: str) -> None:
        self._fault = self._fault or report
        self.leave(FAULT)

    def _handle_exception(self, error: Exception) -> None:
        """Textual calls this for every fault of ours: leave tidily instead of printing a traceback."""
        self._fault = self._fault or _traceback(error)
        self._return_code = FAULT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    @property
    def fault(self) -> str:
        """The report of the fault that ended the app; empty when it ended well."""
        return self._fault

    def close(self) -> None:
        """End the worker processes and wait for what is being written."""
        if "writer" in self.__dict__:
            self.unsaved = self.writer.close()
        self.engine.stop()


def _traceback(error: BaseException) -> str:
    import traceback

    return "".join(traceback.format_exception(error))


class ReaderFaultError(Exception):
    """A fault of ours ended the reader; the message is the report."""


async def _run(app: BriefingApp) -> None:
    # Before the terminal is touched: a signal must never find it half taken.
    app.take_signals()
    await app.run_async()


def run_reader(opening: Opening, theme: str | None = None, app_class: type[BriefingApp] = BriefingApp) -> int:
    """Run the reader until it is left and return the exit status; ReaderFaultError when a fault ended it."""
    import asyncio

    # Textual would append every key, and what is pasted, to a file that the environment names.
    setattr(constants, "LOG_FILE", None)  # noqa: B010 - a constant to those who type it
    app = app_class(opening, theme=theme)
    try:
        asyncio.run(_run(app))
    finally:
        app.close()
    if app.fault:
        raise ReaderFaultError(app.fault)
    if app.unsaved:
        from briefing.errors import StoreError

        raise StoreError(f"not saved: {'; '.join(app.unsaved)}")
    return app.return_code or 0
