"""Excerpts as a product: what a document shows of them, and their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from briefing.export.citations import Sources
from briefing.export.document import (
    Block,
    Captioned,
    Deleted,
    Document,
    FigureValue,
    Heading,
    Inline,
    Inlines,
    Inserted,
    Note,
    Paragraph,
    Quote,
    Records,
    Remark,
    Tags,
    Text,
)
from briefing.export.export_formats import ProductName
from briefing.model.excerpt import CITATION_COLUMNS, Citation, Excerpt
from briefing.text.clean import clean, clean_line
from briefing.text.quoted_lines import without_quote_signs
from briefing.text.word_difference import difference

COLUMNS = (
    *CITATION_COLUMNS,
    *("passage", "start", "end", "text", "context", "label", "value", "low", "high", "unit", "normal"),
    *("colour", "note", "tags", "mark", "created", "change", "now"),
)
"""The fields of `Excerpt.to_dict`, the readable ones first."""


@dataclass(frozen=True, slots=True)
class ExcerptProduct:
    """Excerpts of marks, figures or topics. They are taken once and none is held."""

    name: ClassVar[ProductName] = "excerpts"

    excerpts: Iterable[Excerpt]
    title: str = ""
    citations: Iterable[Citation] = ()
    """Citations that are known beforehand. Where two excerpts of one article know different parts of
    its citation (one may be a mark whose quote is gone), a document gives each the fuller one, and can
    do so before the later excerpt has come."""

    def document(self) -> Document:
        """A quote each with its source, a footnote for each article."""
        return Document(self.title, "Excerpts", self._blocks(Sources(self.citations)))

    def records(self) -> Records:
        """A row each."""
        return Records(COLUMNS, (excerpt.to_dict() for excerpt in self.excerpts))

    def _blocks(self, sources: Sources) -> Iterator[Block]:
        current = ""
        for group in _by_sentence(self.excerpts):
            excerpt = group[0]
            topic = "" if _is_figure(excerpt) else excerpt.label
            if topic != current:
                current = topic
                # What the whole document is called stands above it once.
                if topic and topic != self.title:
                    yield Heading(topic)
            reference = sources.reference(excerpt.citation)
            if excerpt.place:
                reference = replace(reference, text=f"{reference.text}, {excerpt.place}")
            yield Captioned(
                (Quote(_quoted(excerpt)),),
                reference,
                _captions(group) if _is_figure(excerpt) else (),
                tuple(_notes(excerpt)),
                excerpt.colour,
            )
        yield from sources.footnotes()


def _is_figure(excerpt: Excerpt) -> bool:
    """Tell whether the excerpt is a figure: it has a normal form, or a sentence and no mark."""
    return bool(excerpt.normal or (excerpt.context and not excerpt.mark))


def _by_sentence(excerpts: Iterable[Excerpt]) -> Iterator[tuple[Excerpt, ...]]:
    """The figures of one sentence together, anything else by itself and as soon as it has come."""
    held: list[Excerpt] = []
    for excerpt in excerpts:
        told = _is_figure(excerpt) and bool(excerpt.context) and not excerpt.mark
        if held and not (told and _place(held[0]) == _place(excerpt)):
            yield tuple(held)
            held.clear()
        if told:
            held.append(excerpt)
        else:
            yield (excerpt,)
    if held:
        yield tuple(held)


def _place(figure: Excerpt) -> tuple[object, ...]:
    """What figures of one sentence have in common."""
    return (figure.citation, figure.passage, figure.context)


def _quoted(excerpt: Excerpt) -> str:
    """What is quoted: a figure's sentence, else the excerpt itself."""
    text = excerpt.context if _is_figure(excerpt) and excerpt.context else excerpt.text
    return without_quote_signs(text)


def _captions(figures: Iterable[Excerpt]) -> Inlines:
    """What there is to see in one sentence, one figure after another."""
    captions: list[Inline] = []
    for excerpt in figures:
        if captions:
            captions.append(Text(" · "))
        captions += _caption(excerpt)
    return tuple(captions)


def _caption(excerpt: Excerpt) -> Inlines:
    figure = FigureValue(excerpt.text, excerpt.normal)
    if not clean_line(excerpt.label):
        return (figure,)
    return (figure, Text(" ("), Text(excerpt.label), Text(")"))


_PART: Mapping[str, Callable[[str], Inline]] = {"same": Text, "gone": Deleted, "new": Inserted}


def _since(marked: str, now: str) -> Iterator[Inline]:
    """What has become of the words since they were marked."""
    if not now:
        yield Remark("the source has changed since: these words are not found in it any more")
        return
    yield Remark("the source has changed since:")
    for part in difference(marked, now):
        yield Text(" ")
        yield _PART[part.kind](part.text)


def _notes(excerpt: Excerpt) -> Iterator[Note | Paragraph | Tags]:
    if excerpt.now is not None:
        yield Paragraph(tuple(_since(excerpt.text, excerpt.now)))
    note = clean(excerpt.note).strip()
    if note:
        yield Note(note)
    tags = tuple(tag for tag in map(clean_line, excerpt.tags) if tag)
    if tags:
        yield Tags(tags)
