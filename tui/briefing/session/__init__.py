"""The only door from the faces to the engine: one session over a set of articles.

`session` is the session itself, `kept` what a person keeps, `exports` how it is taken away, `shelf`
where articles come from when they lie in a library.
"""

from briefing.export.formats import formats_for, suggest_name
from briefing.session.exports import ExportWhat, export_pieces, synopsis_pieces
from briefing.session.session import Session
from briefing.session.steps import finish

__all__ = [
    "ExportWhat",
    "Session",
    "export_pieces",
    "finish",
    "formats_for",
    "suggest_name",
    "synopsis_pieces",
]
