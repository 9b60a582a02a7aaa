"""The terminal under the app: Textual's driver, made to outlive a terminal that does not.

Textual's own stops for ever when the terminal is gone (its writer thread dies, and the app waits
for it) or takes nothing more, ends at the first key that is no UTF-8, and leaves the mouse
reporting in pixels. Everything written and read passes here.

Textual also types out a sequence it does not know as if its letters were keys. So a reply to a question
of the program before (a colour, a kind of terminal), late over a slow line, would hide a pane and
jump, and an escape sequence in a paste would end the paste and run commands: both are taken out.
"""

from __future__ import annotations

import os
import queue
import re
import select
import signal
import threading
import time
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from briefing.jobs.terminal_watch import attributes_of, terminal_given_back, terminal_taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

_STRING = r"\x1b[\]P_^X][^\x07\x1b\x9c]{0,4096}"
_REPLY = re.compile(
    rf"{_STRING}(?:\x07|\x1b\\)"  # strings: colours, clipboards, capabilities
    r"|\x1b\[[?>=][0-9;]{0,64}[A-Za-xz~]"  # private: what the terminal is and can
    r"|\x1b\[[4689];[0-9]{1,5};[0-9]{1,5}t"  # its size, asked for
    r"|\x1b\[[0-9]{2,5};[0-9]{1,5}R"  # where the cursor is; with one digit in front it is a key
    r"|\x1b\[[0-9]{1,5};[0-9]{2,5}R"
)
_BRACKET = re.compile(r"(\x1b\[20[01]~)")
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PASTED_BEGUN = re.compile(r"\x1b(?:\[(?:20?1?)?)?\Z")
_BEGUN = re.compile(rf"(?:{_STRING}\x1b?|\x1b\[(?:[?>=][0-9;]{{0,64}}|2(?:00?)?)?)\Z")
_LONGEST = 1000
"""Characters kept back: alt with `]` begins like a reply, and what follows it is waited for."""


class Replies:
    """Takes replies, and what is no text in a paste, out of a stream; also where they come in pieces."""

    def __init__(self) -> None:
        self._begun = ""
        self._pasting = False

    def take_out(self, text: str) -> str:
        """Return what was typed in `text`; the beginning of a reply is kept back for what follows."""
        text, self._begun = self._begun + text, ""
        *pieces, last = _BRACKET.split(text)
        typed = [self._piece(piece) for piece in pieces]
        begun = (_PASTED_BEGUN if self._pasting else _BEGUN).search(last)
        if begun is not None and len(begun[0]) <= _LONGEST:
            last, self._begun = last[: begun.start()], begun[0]
        return "".join((*typed, self._piece(last)))

    def _piece(self, piece: str) -> str:
        if piece in (_PASTE, _PASTED):
            self._pasting = piece == _PASTE
            return piece
        return _CONTROL.sub("", piece) if self._pasting else _REPLY.sub("", piece)

    def give_up(self) -> str:
        """Return what was kept back: nothing followed, so it was typed."""
        if self._pasting:
            return ""
        begun, self._begun = self._begun, ""
        return begun


HUNG_UP = 129
PATIENCE = 1.5
"""Seconds a terminal that takes nothing is waited for once the app is to end."""
_MOST_WAITING = 30
"""Writes that may wait for the terminal before the app waits too: frames must not pile up."""
_SETTLED = 0.05
"""Seconds after which the app must know of a new size."""
_CHUNK = 4096


class Output:
    """Writes to the terminal on a thread of its own; never holds the app for ever."""

    def __init__(self, handle: int) -> None:
        """`handle` is the terminal's descriptor.

        It is written without Python's stream above it: a thread stuck in a stream's lock would
        take the interpreter down with it when that ends.
        """
        self._handle = handle
        self._waiting: queue.Queue[bytes | None] = queue.Queue(_MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._deadline = float("inf")
        self._gone = False

    def write(self, text: str) -> None:
        """Queue `text`; it is dropped when the terminal is gone, or stuck while the app ends."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)
            self._thread.start()
        self._put(text.encode("utf-8", "replace"))

    def hurry(self) -> None:
        """The app is to end: wait for the terminal no longer than `PATIENCE` from now on.

        May be called by a signal handler that interrupts `write`.
        """
        self._deadline = min(self._deadline, time.monotonic() + PATIENCE)

    def close(self) -> None:
        """Write what is waiting and end the thread; the next `write` starts another."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        before = self._deadline
        self.hurry()
        self._put(None)
        thread.join(max(0.0, self._deadline - time.monotonic()))
        self._deadline = before

    def _put(self, data: bytes | None) -> None:
        while not self._gone:
            try:
                self._waiting.put(data, timeout=0.1)
            except queue.Full:
                self._gone = time.monotonic() > self._deadline
            else:
                return

    def _run(self) -> None:
        while (data := self._waiting.get()) is not None and not self._gone:
            try:
                while data:
                    data = data[os.write(self._handle, data) :]
            except OSError:
                # The terminal was closed. Whoever reads its keys learns so too, and ends the app.
                self._gone = True


class Leavable(Protocol):
    """An app that can be asked to end."""

    def leave(self, status: int = 0) -> None:
        """End with an exit status."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with its output, its keys and its size made safe."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        # Textual hands over whatever app runs; the one that asks for this driver can be left in order.
        self._reader = cast("Leavable", app)
        assert self._file is not None  # the command line has looked: standard error is a terminal
        self._terminal = self._file.fileno()
        self._output = Output(self._terminal)
        # Left to itself the app believes COLUMNS and LINES first and the terminal later, and
        # where the two differ it is laid out twice, or without end.
        self._size = self._size or self._get_terminal_size()
        self._size_asked = False

    def write(self, data: str) -> None:
        """Write to the terminal."""
        self._output.write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, and be told of its size."""
        before = attributes_of(self.fileno)
        terminal_taken(before)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        terminal_taken(before, attributes_of(self.fileno))
        signal.signal(signal.SIGWINCH, self._window_changed)
        # By the loop, which is woken whichever thread the system gives the signal to: after a stop that is at
        # times another than the main one, which would wait on, with nobody to draw, until a line is typed.
        self._loop.add_signal_handler(signal.SIGCONT, self._come_back)

    def _window_changed(self, *_: object) -> None:
        if not self._size_asked and not self._in_band_window_resize:
            self._size_asked = True
            self._soon(self._tell_size)

    def _tell_size(self) -> None:
        """Tell the app the size of the moment, once for however many changes.

        Textual then waits for a timer of its own, and one that starts in a busy moment never
        fires: this size and all later ones would be lost. So it is looked after here.
        """
        self._size_asked = False
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))
        self._loop.call_later(_SETTLED, self._app.call_later, self._app._check_resize)

    def _sigtstp_application(self, *_: object) -> None:
        self._soon(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        self._soon(self._come_back)

    def _soon(self, action: Callable[[], None]) -> None:
        """Do it on the loop: a signal may come while the app holds a lock that writing needs."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(action)

    def _come_back(self) -> None:
        """Take the terminal again, also after a stop that nobody was told of.

        Taken twice without leaving in between, it would be given back as it was the second time:
        without echo, and with a thread that reads keys for ever.
        """
        if not self._app.is_running:
            return
        if self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
        super()._sigcont_application()
        # What others wrote meanwhile is still on the screen, and nothing of ours has changed.
        self._app.screen.refresh(layout=True)

    def hurry(self) -> None:
        """The app is to end, whether the terminal takes what is written or not."""
        self._output.hurry()

    def close(self) -> None:
        """Write what is waiting."""
        self._output.close()
        super().close()
        terminal_given_back()

    def run_input_thread(self) -> None:
        """Read keys until the app ends; when the terminal is gone, end the app."""
        # Never told to debug: it would write every key, and what is pasted, to a file where the user stands.
        parser = XTermParser()
        replies = Replies()
        # Bytes that are no text (a paste in another encoding) are no keys, and no fault either.
        decode = getincrementaldecoder("utf-8")("ignore").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], 0.1)[0]:
                data = self._read()
                if not data:
                    self._loop.call_soon_threadsafe(self._reader.leave, HUNG_UP)
                    return
                typed = replies.take_out(decode(data))
            else:
                typed = replies.give_up()
            # Nothing is fed for half a character: to the parser it would mean the end.
            for event in parser.feed(typed) if typed else ():
                self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        self.write("\x1b[?1016l")

    def _get_terminal_size(self) -> tuple[int, int]:
        """Columns and rows of the terminal itself; 80 by 24 where it does not know."""
        try:
            columns, rows = os.get_terminal_size(self._terminal)
        except OSError:
            columns = rows = 0
        return columns or 80, rows or 24
