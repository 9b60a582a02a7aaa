"""What the lens says of the passage and the figure under the cursor, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.article_names import short_name
from briefing.model.ledger_line import origin_texts
from briefing.text.clean import clean_line
from briefing.text.quotation_marks import in_quotation_marks
from briefing.text.word_difference import WordingPart
from briefing.ui.drawing.formatting import chance, percent
from briefing.ui.drawing.ledger_rows import verdict_sign
from briefing.ui.drawing.styled_text import TextStyler, cut, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.article import Ref
    from briefing.model.figure import Figure
    from briefing.model.lens import Lens
    from briefing.model.name import Mention
    from briefing.model.quote import AttributedQuote
    from briefing.model.quote_row import QuotedElsewhere
    from briefing.model.related_passage import RelatedPassage
    from briefing.ui.state.reader_state import ReaderState

RELATED_SHOWN = 3
COPIES_SHOWN = 4
WORDS_FROM = 100
"""Cells from which on a score is told in words, too."""


def lens_lines(
    state: ReaderState, styler: TextStyler, lens: Lens | None, size: tuple[int, int]
) -> Sequence[Content]:
    """As many lines as there is room for: the figure, who speaks, its other places, topics, related
    passages."""
    width, height = size
    if state.ref is None:
        return [styler.text("nothing to read", "muted")]
    figure = state.figure
    name = lens.name if lens is not None and state.cursor.kind == "name" else None
    if figure:
        about = [_figure_line(styler, figure, lens)]
    elif name is not None and lens is not None:
        about = [_name_line(state, styler, name, lens)]
    else:
        about = [_figures_line(state, styler)]
    if height >= 5 and (quoted := _quotes_at(state, lens)):
        about.append(_speakers_line(styler, quoted, is_figure=figure is not None))
        if lens is not None and height >= 6 and (places := _quoted_elsewhere(state, lens, quoted)):
            about.append(_quoted_line(state, styler, places))
    if figure and height >= 5:
        about.append(_ledger_line(state, styler, figure) or _same_line(state, styler, lens))
    if not figure or height >= 6:
        about.append(_topics_line(state, styler))
    if height < 4:
        about = about[:1]
    rest = height - len(about)
    return [cut(line, width) for line in [*about, *_related_lines(state, styler, lens, width)[:rest]]]


def _quotes_at(state: ReaderState, lens: Lens | None) -> Sequence[AttributedQuote]:
    """The quotes around what the cursor is on, or else all of its passage."""
    span = state.cursor.span
    if lens is None or lens.ref != state.ref or not state.shows(lens.ref.article, lens.versions):
        return ()
    return [one for one in lens.quotes if span is None or (one.start <= span.start and span.end <= one.end)]


def _speakers_line(styler: TextStyler, quotes: Sequence[AttributedQuote], *, is_figure: bool) -> Content:
    """Who says what is quoted, or gives the figure, in the words of the text where they are others, each
    once."""
    parts = [styler.text("given by " if is_figure else "says     ", "label")]
    told: set[tuple[str | None, str | None]] = set()
    for quote in quotes:
        if (quote.who, quote.speaker) in told:
            continue
        if told:
            parts.append(styler.text("  ·  ", "muted"))
        told.add((quote.who, quote.speaker))
        name = quote.who or quote.speaker
        parts.append(styler.text(clean_line(name), "bold") if name else styler.text("nobody named", "muted"))
        if quote.speaker and quote.speaker != name:
            parts.append(styler.text(f"  {clean_line(quote.speaker)}", "muted"))
        if quote.is_doubted or (quote.who is not None and quote.speaker != quote.who):
            parts.append(styler.text(f"  {chance(quote.certainty)}", "work"))
    return join(*parts)


def _quoted_elsewhere(
    state: ReaderState, lens: Lens, quotes: Sequence[AttributedQuote]
) -> list[QuotedElsewhere]:
    """Where others have these quotes, as far as they are shown as they were when that was worked out."""
    starts = {one.start for one in quotes}
    return [
        one
        for one in lens.quoted_elsewhere
        if one.start in starts and state.shows(one.article, lens.versions)
    ]


def _quoted_line(state: ReaderState, styler: TextStyler, places: Sequence[QuotedElsewhere]) -> Content:
    """Who has the quote, too, and in which words others differ from it."""
    parts = [styler.text("quoted   ", "label")]
    for one in places[:COPIES_SHOWN]:
        parts.append(_place(state, styler, one.article, one.passage))
        if not (one.in_part or one.differs):
            parts.append(styler.text("the same words", "muted"))
        if one.in_part:
            parts.append(styler.text("in part ", "muted"))
        for kind, words in one.differs:
            told = WordingPart(kind, clean_line(words)).in_signs
            parts.append(styler.text(f"{told} ", "muted" if kind == "gone" else "warning"))
        parts.append(Content("  "))
    if len(places) > COPIES_SHOWN:
        parts.append(styler.text(f"+{len(places) - COPIES_SHOWN:,} ", "muted"))
    return join(*parts)


def _figure_line(styler: TextStyler, figure: Figure, lens: Lens | None) -> Content:
    parts = [styler.text("figure   ", "label"), styler.text(figure.text, f"figure-{figure.kind}")]
    if lens is not None and lens.normal:
        parts += [styler.text("  =  ", "muted"), styler.text(lens.normal, "bold")]
    details: list[str] = [figure.kind]
    if figure.qualifier and (lens is None or not lens.normal):
        details.append(figure.qualifier)
    if figure.trend:
        details.append("↑ up" if figure.trend == "up" else "↓ down")
    if figure.of:
        details.append(f"of: {figure.of}")
    if figure.subject:
        details.append(f"said of: {figure.subject}")
    parts.append(styler.text("  " + " · ".join(details), "muted"))
    return join(*parts)


def _name_line(state: ReaderState, styler: TextStyler, name: Mention, lens: Lens) -> Content:
    """A name in full, and which other articles name it."""
    parts = [styler.text("name     ", "label"), styler.text(name.name, "bold")]
    if name.kind is not None:
        parts.append(styler.text(f"  {name.kind}", "muted"))
    places = [ref for ref in lens.named if state.shows(ref.article, lens.versions)]
    if not places:
        return join(*parts, styler.text("  named in no other article", "muted"))
    return join(*parts, styler.text("  also named in  ", "label"), _refs(state, styler, places))


def _figures_line(state: ReaderState, styler: TextStyler) -> Content:
    ref = state.ref
    figures = state.figures_in(ref) if ref else ()
    if not figures and ref is not None and state.articles[ref.article].language != "en":
        told = "in this language only signs, codes, per cent and ISO dates are found"
        return join(styler.text("figures  ", "label"), styler.text(told, "muted"))
    if not figures:
        return join(styler.text("figures  ", "label"), styler.text("none in this passage", "muted"))
    parts = [styler.text("figures  ", "label")]
    for figure in figures:
        parts += [
            styler.goes_to(_lit(styler, figure), figure.article, figure.passage, figure.start),
            Content("  "),
        ]
    return join(*parts)


def _ledger_line(state: ReaderState, styler: TextStyler, figure: Figure) -> Content | None:
    """What the ledger says of a figure that several sources give; None where it says nothing."""
    article = state.articles.get(figure.article)
    line = (
        state.ledger.line_at(figure.article, figure.start, article.fingerprint)
        if article is not None
        else None
    )
    if line is None:
        return None
    sign = verdict_sign(line)
    parts = [styler.text("ledger   ", "label"), styler.text(f"{sign.sign} {sign.word}  ", sign.style)]
    if line.verdict == "differ" and line.reason is not None:
        parts.append(styler.text(f"{line.reason}  ", "work"))
    if line.corrected is not None:
        parts.append(styler.text(f"{line.corrected.words}  ", "label"))
    if line.origin is not None:
        parts.append(styler.text(f"{clean_line(line.voices_words)}  ", "muted"))
    if line.course:
        parts.append(styler.text(f"{clean_line(line.course_words)}  ", f"figure-{line.kind}"))
    for entry in line.entries:
        if (entry.article, entry.start) == (
            figure.article,
            figure.start,
        ) or entry.article not in state.articles:
            continue
        parts += [
            _place(state, styler, entry.article, entry.passage, entry.start),
            styler.goes_to(
                styler.text(entry.text, f"figure-{line.kind}"), entry.article, entry.passage, entry.start
            ),
            *(styler.text(f" {clean_line(told)}", "muted") for told in origin_texts([entry])),
            Content("   "),
        ]
    return join(*parts)


def _same_line(state: ReaderState, styler: TextStyler, lens: Lens | None) -> Content:
    """Where else the value stands, and what others give for the same thing."""
    if lens is None:
        return join(styler.text("also in  ", "label"), _no_answer(state, styler))
    parts = [styler.text("also in  ", "label")]
    if lens.same:
        parts += _places(state, styler, [f for f in lens.same if state.shows(f.article, lens.versions)])
    else:
        parts.append(styler.text("no other article", "warning"))
    rivals = [figure for figure in lens.rivals if state.shows(figure.article, lens.versions)]
    if rivals:
        # Behind places there are blanks already.
        others = "others give  " if lens.same else "; others give  "
        parts += [styler.text(others, "label"), *_places(state, styler, rivals)]
    return join(*parts)


def _places(state: ReaderState, styler: TextStyler, figures: Sequence[Figure]) -> list[Content]:
    parts = []
    for figure in figures:
        parts += [
            _place(state, styler, figure.article, figure.passage, figure.start),
            styler.goes_to(_lit(styler, figure), figure.article, figure.passage, figure.start),
            Content("   "),
        ]
    return parts


def _lit(styler: TextStyler, figure: Figure) -> Content:
    return styler.text(figure.text, f"figure-{figure.kind}")


def _place(
    state: ReaderState, styler: TextStyler, article: str, passage: int, offset: int | None = None
) -> Content:
    """A passage by letter and number, to which a click goes."""
    named = join(
        styler.source(state.letter(article), state.index(article)), styler.text(f"¶{passage} ", "muted")
    )
    return styler.goes_to(named, article, passage, offset)


def _topics_line(state: ReaderState, styler: TextStyler) -> Content:
    parts = [styler.text("topics   ", "label")]
    if not state.topics.known:
        return join(*parts, styler.text("…", "muted"))
    topics = state.topics.of(state.ref) if state.ref else []
    if not topics:
        return join(*parts, styler.text("none", "muted"))
    return join(*parts, styler.text(" · ".join(topic.label for topic in topics[:4]), "topic"))


def _related_lines(state: ReaderState, styler: TextStyler, lens: Lens | None, width: int) -> list[Content]:
    if lens is None or lens.pending:
        return [join(styler.text("related  ", "label"), _no_answer(state, styler))]
    copies = [ref for ref in lens.same_text if ref.article in state.articles]
    witnesses = [
        _related_line(state, styler, index, related, width)
        for index, related in enumerate(lens.witnesses[:RELATED_SHOWN])
        if state.shows(related.article, lens.versions)
    ]
    if not lens.witnesses:
        witnesses = [join(styler.text("related  ", "label"), _nothing(state, styler, copies))]
    return [_copies_line(state, styler, lens, copies), *witnesses] if copies else witnesses


def _no_answer(state: ReaderState, styler: TextStyler) -> Content:
    """An answer is on its way, unless the article is gone: then nobody looks for one."""
    if state.ref is not None and state.ref.article not in state.articles:
        return styler.text("not looked for: its file is gone", "warning")
    return styler.text("…", "muted")


def _nothing(state: ReaderState, styler: TextStyler, copies: Sequence[Ref]) -> Content:
    """Why there is no related passage."""
    if len(state.articles) < 2:
        return styler.text("open more articles to compare", "muted")
    if copies:
        return styler.text("no counterpart in other words", "warning")
    return styler.text("no counterpart in any other article", "warning")


def _copies_line(state: ReaderState, styler: TextStyler, lens: Lens, copies: Sequence[Ref]) -> Content:
    """Where the passage stands again: one report, whoever prints it."""
    told = styler.text("≡ same text as " if lens.same_words else "≡ nearly the same text as ", "warning")
    return join(styler.text("copies   ", "label"), told, _refs(state, styler, copies))


def _refs(state: ReaderState, styler: TextStyler, refs: Sequence[Ref]) -> Content:
    """Passages by letter and number."""
    parts = [_place(state, styler, ref.article, ref.passage) for ref in refs[:COPIES_SHOWN]]
    if len(refs) > COPIES_SHOWN:
        parts.append(styler.text(f"+{len(refs) - COPIES_SHOWN:,} ", "muted"))
    return join(*parts)


def _related_line(
    state: ReaderState, styler: TextStyler, index: int, related: RelatedPassage, width: int
) -> Content:
    article = state.articles[related.article]
    score = percent(related.score)
    if width >= WORDS_FROM:
        score += f" {chance(related.score)}"
    parts = [
        styler.text(f"{'related' if index == 0 else '':<7} {index + 1}", "label"),
        Content(" "),
        styler.source(state.letter(related.article), state.index(related.article)),
        styler.text(f" {short_name(article)} ¶{related.passage} ", "muted"),
    ]
    copies = [ref for ref in related.copies if ref.article in state.articles]
    if copies:
        parts += [styler.text("≡ ", "warning"), _refs(state, styler, copies)]
    why = styler.text(f" {' · '.join(related.why)}", "why")
    head = join(*parts, styler.text(score, "related"), why)
    room = width - head.cell_length - 3
    if room > 20:
        quote = article.passage_text(related.passage)
        head = join(head, Content("  "), styler.text(in_quotation_marks(quote[: room * 2]), "muted"))
    return styler.link(cut(head, width), f"move.jump_{index + 1}")
