"""The formats in which synopses are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from briefing.errors import UsageError
from briefing.model.synopsis import Synopsis

_WRITERS = {"markdown": "as_synopsis_markdown", "html": "as_synopsis_html", "csv": "as_synopsis_csv"}

FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""Every format there is; their names are those of `formats.FORMATS`, and so are the suffixes."""


def render(form: str, synopses: Sequence[Synopsis], *, title: str = "") -> bytes:
    """Return `synopses` in a format of `FORMATS`, as the bytes of a whole file.

    The same synopses give the same bytes everywhere. UsageError for a format there is none of.
    """
    if form not in _WRITERS:
        raise UsageError(f"there is no format {form} for a synopsis", hint=f"one of {', '.join(FORMATS)}")
    module = import_module(f"briefing.export.{_WRITERS[form]}")
    writer: Callable[[Sequence[Synopsis], str], bytes] = module.render
    return writer(synopses, title)
