"""The only door from the faces to the engine: one session over a set of articles.

`session` is the session itself, `kept` what a person keeps, `exports` how it is taken away, `shelf`
where articles come from when they lie in a library.
"""

from briefing.session.exports import (
    ExportWhat,
    export_formats,
    render_synopses,
    suggest_export_name,
    synopsis_formats,
)
from briefing.session.session import Session
from briefing.session.steps import finish

__all__ = [
    "ExportWhat",
    "Session",
    "export_formats",
    "finish",
    "render_synopses",
    "suggest_export_name",
    "synopsis_formats",
]
