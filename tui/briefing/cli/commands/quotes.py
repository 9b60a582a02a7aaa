"""`briefing quotes`: what is quoted, who said it, and in which other articles the same is quoted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.document_output import (
    add_options,
    document_form,
    formats_note,
    output_path,
    put,
    suffixes_note,
)
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.cli.progress_line import followed
from briefing.cli.word_differences import difference_pieces
from briefing.export.export_formats import formats_for
from briefing.model.excerpt import Citation
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow, RetoldKind
from briefing.session import Session, quotes_pieces

COLUMNS = (
    "article",
    "passage",
    "start",
    "end",
    "text",
    "speaker",
    "speaker_start",
    "speaker_end",
    "who",
    "certainty",
    "cue",
    "direct",
    "group",
)


class _GroupedQuote(NamedTuple):
    quote: AttributedQuote
    group: int | None
    """The same number for quotes of several articles that are one."""
    kind: RetoldKind | None = None
    """How it tells what the others of its group quote, where it is none of them."""

    def to_dict(self) -> dict[str, Any]:
        return {**self.quote.to_dict(), "group": self.group}

    def to_dict_of_same(self) -> dict[str, Any]:
        return {**self.to_dict(), "kind": self.kind}


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help="print what this one said only, by the full name or the last; may be given again",
    )
    parser.option(
        "--same",
        action="store_true",
        help="print only what several articles quote in the same words, or others tell in their own",
    )
    parser.option(
        "--as",
        choices=[one.name for one in formats_for("quotes")],
        help="write the quotes as a document, by speaker, what several articles have as one",
    )
    add_options(parser)
    parser.results()
    parser.note(
        "`speaker` is as the text has it (she, the mayor), `who` the name that it means, in text with a\n"
        "question mark where that is doubtful: `certainty` is below 0.7. What others report in their own\n"
        "words is a quote, too; `direct` tells those with words in quotation marks. Quotes of several\n"
        "articles that are one have the same `group`; one that others have in parts is given once for each\n"
        "of these. With --same, `kind` tells what is no quotation of these words: indirect, perhaps a\n"
        "paraphrase. --output alone takes the form from the name:\n"
        f"{suffixes_note('quotes')}.\n\n{formats_note('quotes')}"
    )


def run(arguments: Namespace) -> int:
    """Print the quotes of each article in text order, or those that several articles have."""
    from briefing.quotes.retold_quotes import groups_with_retold
    from briefing.quotes.same_quotes import group_quotes

    form, path = document_form(arguments, "quotes", "--as"), output_path(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    find_annotations(session, "quotes", in_any=True)
    nothing = "nothing is quoted in several articles" if arguments.same else "nobody is quoted"
    if form is not None:
        listed = _listed(session, arguments.speaker, same=arguments.same)
        if not listed:
            say(nothing)
            return inputs.exit_code(NOTHING_FOUND)
        articles = dict.fromkeys(one.article for row in listed for one in row.entries)
        citations = {name: Citation.of(session.article(name)) for name in articles}
        put(quotes_pieces(form, listed, citations, "Quotes"), form, path, force=arguments.force)
        return inputs.exit_code()
    quotes_of = session.speakers.reader()
    quotes = [quote for name in session.by_name for quote in quotes_of(name)]
    wanted = _terms_of(arguments.speaker)
    groups_of = group_quotes(quotes)
    if arguments.same:
        rows = [
            _GroupedQuote(quote, group, kind)
            for quote, groups in zip(quotes, groups_with_retold(quotes, groups_of), strict=True)
            if not wanted or _is_one_of(wanted, quote.who)
            for group, kind in groups
        ]
        rows.sort(key=lambda row: (row.group or 0, row.kind is not None))
    else:
        rows = [
            _GroupedQuote(quote, group)
            for quote, groups in zip(quotes, groups_of, strict=True)
            if not wanted or _is_one_of(wanted, quote.who)
            for group in groups or (None,)
        ]
    labels = ArticleLabels(session)
    out.records(
        ((row.to_dict_of_same() if arguments.same else row.to_dict()) for row in rows),
        text=lambda: _same(rows, labels, out.width) if arguments.same else _text(rows, labels, out.width),
        columns=(*COLUMNS, "kind") if arguments.same else COLUMNS,
        nothing=nothing,
    )
    return inputs.exit_code(DONE if rows else NOTHING_FOUND)


def _terms_of(names: Iterable[str]) -> frozenset[str]:
    """What those are found by who are asked for."""
    from briefing.text.name_keys import name_key, speaker_term

    return frozenset(speaker_term(name_key(name)) for name in names)


def _is_one_of(wanted: frozenset[str], who: str | None) -> bool:
    from briefing.text.name_keys import speaker_terms

    return who is not None and not wanted.isdisjoint(speaker_terms(who))


def _listed(session: Session, speakers: Iterable[str], *, same: bool) -> list[QuoteRow]:
    """The quotes by speaker: of those who are asked for, and with `same` what several articles have alone."""
    wanted = _terms_of(speakers)
    return [
        row
        for row in followed(session.speakers.rows_in_steps(), "reading quotes")
        if (row.is_shared or row.retold or not same)
        and (
            not wanted or any(_is_one_of(wanted, who) for who in (row.speaker, *(q.who for q in row.quotes)))
        )
    ]


def _who(quote: AttributedQuote) -> Piece:
    """The name, with a question mark where it is doubtful, or the words for the speaker where nobody is meant
    that has one."""
    return Piece((quote.who or quote.speaker or "-") + ("?" if quote.is_doubted else ""), "bold")


def _text(rows: Sequence[_GroupedQuote], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """For each article its quotes: passage, who, what."""
    for number, (article, found) in enumerate(groupby(rows, key=lambda row: row.quote.article)):
        if number:
            yield []
        yield from labels.heading(article, width)
        for quote, _ in groupby(row.quote for row in found):
            yield from flow(_line(quote, str(quote.passage)), width, "  ")


def _same(rows: Sequence[_GroupedQuote], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """For each group its fullest wording, and how the others differ from it in the words that are quoted."""
    from briefing.quotes.same_quotes import quoted_text
    from briefing.text.word_difference import difference_beside

    told: set[str] = set()
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: row.group)):
        if number:
            yield []
        every = list(group)
        # Where one speaker is asked for, the others of a group may be by another form of the name.
        found = [row.quote for row in every if row.kind is None] or [row.quote for row in every]
        fullest = max(found, key=lambda quote: len(quoted_text(quote)))
        whole = quoted_text(fullest)
        for quote in (fullest, *[quote for quote in found if quote is not fullest]):
            told.add(quote.article)
            place = labels.place(quote.article, quote.passage)
            if quote is fullest:
                yield from flow(_line(quote, place), width)
                continue
            in_part, parts = difference_beside(whole, quoted_text(quote))
            if all(part.kind == "same" for part in parts) and not in_part:
                pieces = [Piece("the same words", "dim")]
            else:
                pieces = [*difference_pieces(parts)]
            if in_part:
                pieces = [Piece("… ", "dim"), *pieces, Piece("  in part", "dim")]
            yield from flow([Piece(place, "label"), Piece("  "), *pieces], width, "  ")
        for row in every:
            if row.kind is not None and row.quote not in found:
                told.add(row.quote.article)
                line = _line(row.quote, labels.place(row.quote.article, row.quote.passage))
                yield from flow([*line, Piece(f"  {row.kind}", "dim")], width, "  ")
    yield from labels.explained(told, width)


def _line(quote: AttributedQuote, place: str) -> list[Piece]:
    cue = " ".join((quote.leading_cue or "").split())
    told = [Piece(f"{cue} ", "dim")] if cue else []
    text = " ".join(quote.text.split())
    return [Piece(place, "label"), Piece("  "), _who(quote), Piece("  "), *told, Piece(text)]
