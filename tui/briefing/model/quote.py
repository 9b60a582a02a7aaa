"""Quotes: what an article says that somebody said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.model.quick_value import quick_value

DOUBTED = 0.7
"""A name that is less sure is shown with a question mark."""
_MARKS = frozenset("\"'“‘„«")
_NO_VERB = "according to"


@quick_value
@dataclass(frozen=True, slots=True)
class AttributedQuote:
    """One unbroken stretch that somebody is said to have said; `text` is `article.text[start:end]`.

    What is broken by "he said" is several quotes.
    """

    article: str
    passage: int
    start: int
    end: int
    text: str
    speaker_start: int | None
    """Where the words for the speaker begin in the article's text; None where no one is told."""
    speaker_end: int | None
    speaker: str | None
    """Those words, as they stand: "he", "the governor"."""
    who: str | None
    """The name they mean, in its fullest form in the article; the words themselves where it has none for
    them; None for a pronoun that stands for nobody known."""
    certainty: float
    """How sure that name is, from 0 to 1."""
    cue: str | None
    """The words that say that it is said ("told", "did not deny"); None where they are left out."""
    direct: bool
    """Whether it holds words in quotation marks."""

    @property
    def is_doubted(self) -> bool:
        """Whether it may well be somebody else than `who` that says it."""
        return self.who is not None and self.certainty < DOUBTED

    @property
    def leading_cue(self) -> str | None:
        """The words that say it is said, where it is not to be read without them: "denied" makes it the
        opposite. None for what begins as a sentence in quotation marks, and where no verb says it."""
        is_sentence = self.text[:1] in _MARKS and self.text[1:2].isupper()
        return None if is_sentence or self.cue is None or self.cue.casefold() == _NO_VERB else self.cue

    def to_dict(self) -> dict[str, Any]:
        """The public form; `group` is told where the quotes of several articles are compared."""
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            "speaker_start": self.speaker_start,
            "speaker_end": self.speaker_end,
            "who": self.who,
            "certainty": self.certainty,
            "cue": self.cue,
            "direct": self.direct,
        }
