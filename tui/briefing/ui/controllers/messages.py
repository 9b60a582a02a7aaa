"""What controllers tell the screen: something is there or has changed that others build upon."""

from __future__ import annotations

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


class CorrectionsChanged(Message):
    """Corrections were made, taken back, done again, or saved at last."""

    def __init__(self, *, in_ledger: bool = False, of_speakers: bool = False) -> None:
        """`in_ledger` is what was done on the ledger's screen, which shows it by itself while it is open;
        `of_speakers` is about who says a quote alone. With neither it may be about both."""
        super().__init__()
        self.in_ledger = in_ledger
        self.of_speakers = of_speakers


class DetailsChanged(Message):
    """Source or date of an article were set by hand."""

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.article = article


class LedgerWanted(Message):
    """The ledger shall be opened."""


class TimelineWanted(Message):
    """The timeline shall be opened."""


class QuotesWanted(Message):
    """The quotes shall be opened."""


class SynopsisWanted(Message):
    """The synopsis of a topic shall be opened."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.topic = topic
