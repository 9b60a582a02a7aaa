"""What controllers tell the screen: something is there or has changed that others build upon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.topic import Topic


class ReadingEnded(Message):
    """Everything has been read that was named on the command line, or it was cancelled."""


class AnalysisEnded(Message):
    """Everything is worked out of what was read, or a library is as up to date as it can be made."""


class ArticlesChanged(Message):
    """Articles came, changed or went, and what is asked of all of them gives new answers."""


class MarksChanged(Message):
    """Marks were made, changed or taken back."""


@dataclass
class DetailsChanged(Message):
    """Source or date of an article were set by hand."""

    article: Article


@dataclass
class SynopsisWanted(Message):
    """The synopsis of a topic shall be opened."""

    topic: Topic
