"""The only door from the faces to the engine: one session over a set of articles.

`session` joins the parts: `topic_analysis`, `related_analysis` and `article_search` answer questions
over a corpus, `note_verification` compares notes with it, `user_data` is what a person made. `exports`
writes products, `small_set_library` keeps a small set for the next time, `requests` is what a worker can
be asked.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.export.export_formats import formats_for, suggest_name
    from briefing.jobs.stepping import finish
    from briefing.ledger.measures import same_dimension
    from briefing.session.exports import (
        ExportWhat,
        export_pieces,
        ledger_pieces,
        quotes_pieces,
        sheet_pieces,
        synopsis_pieces,
        timeline_pieces,
    )
    from briefing.session.note_verification import cited_files, note_bytes
    from briefing.session.session import Session

_HOMES = {
    "formats_for": "briefing.export.export_formats",
    "suggest_name": "briefing.export.export_formats",
    "ExportWhat": "briefing.session.exports",
    "export_pieces": "briefing.session.exports",
    "ledger_pieces": "briefing.session.exports",
    "quotes_pieces": "briefing.session.exports",
    "sheet_pieces": "briefing.session.exports",
    "synopsis_pieces": "briefing.session.exports",
    "timeline_pieces": "briefing.session.exports",
    "cited_files": "briefing.session.note_verification",
    "note_bytes": "briefing.session.note_verification",
    "Session": "briefing.session.session",
    "finish": "briefing.jobs.stepping",
    "same_dimension": "briefing.ledger.measures",
}

__all__ = [
    "ExportWhat",
    "Session",
    "cited_files",
    "export_pieces",
    "finish",
    "formats_for",
    "ledger_pieces",
    "note_bytes",
    "quotes_pieces",
    "same_dimension",
    "sheet_pieces",
    "suggest_name",
    "synopsis_pieces",
    "timeline_pieces",
]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: a face names requests of this package before it needs the engine.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
