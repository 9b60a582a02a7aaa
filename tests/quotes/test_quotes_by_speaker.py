"""Rows of quotes by who said them, in one article and over several."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from quoted_articles import quotes_of

from briefing.model.article import Ref
from briefing.model.quote_row import QuoteRow
from briefing.quotes.quotes_by_speaker import quotes_by_speaker
from briefing.session import Session
from briefing.session.requests.finding_requests import ReadLens
from briefing.session.worker_session import SessionHost
from briefing.text.word_difference import difference_beside, places_reworded

FULL = (
    'Ada Moreau, the harbour master, opened the gates. "We will never again pay for the quay of another '
    'town," Moreau said. ¶ The mayor said the gates would close on Friday.'
)
PART = '"We shall never again pay for the quay of another town," Ms Moreau told reporters.'
ALONE = '"Nobody has asked us about any of this," one shipper said.'


def rows_of(*lines: str, full_names: dict[str, str] | None = None) -> tuple[QuoteRow, ...]:
    quotes = [
        quote for name, line in zip("abcd", lines, strict=False) for quote in quotes_of(line, name=name)
    ]
    return quotes_by_speaker(quotes, full_names or {})


def test_what_several_have_is_one_row_with_the_fullest_first() -> None:
    rows = rows_of(PART, FULL, ALONE, full_names={"moreau": "Ada Moreau"})
    assert (rows[0].speaker, rows[0].articles, rows[0].is_shared) == ("Ada Moreau", ("a", "b"), True)
    in_part, parts = difference_beside(*rows[0].wordings)
    assert not in_part
    assert [(part.kind, part.text) for part in parts if part.kind != "same"] == [
        ("gone", "shall"), ("new", "will"),
    ]  # fmt: skip
    assert all(not row.is_shared for row in rows[1:])


def test_every_quote_is_in_a_row_and_nobody_known_is_last() -> None:
    quotes = [quote for name, line in zip("abc", (FULL, PART, ALONE), strict=True)
              for quote in quotes_of(line, name=name)]  # fmt: skip
    rows = quotes_by_speaker(
        [*quotes, *quotes_of('"This was foreseen by all of us," it said.', name="d")], {}
    )
    assert {quote for row in rows for quote in row.quotes} >= set(quotes)
    speakers = [row.speaker for row in rows]
    assert speakers.index(None) == len(speakers) - 1
    # Those of one speaker stand together.
    assert len([one for at, one in enumerate(speakers) if one not in speakers[:at]]) == len(
        [one for at, one in enumerate(speakers) if not at or one != speakers[at - 1]]
    )


def test_forms_of_one_name_are_one_speaker_where_they_say_the_same() -> None:
    said = '"The quay was never ours to sell to anybody,"'
    lines = (
        f"{said} Ada B. Moreau said.",
        f"{said} Moreau said. ¶ Moreau said the rain would last.",
        f"{said} Ada Moreau said. ¶ Ada Moreau asked for a loan.",
        "Ben Moreau said the bridge would be closed to carts.",
    )
    rows = rows_of(*lines)
    assert {row.speaker for row in rows} == {"Ada Moreau", "Ben Moreau"}
    assert [len(row.articles) for row in rows if row.is_shared] == [3]
    # Without the quote that they share nothing tells which Moreau it was.
    apart = rows_of(lines[3], "Moreau said the rain would last until the morning.")
    assert {row.speaker for row in apart} == {"Ben Moreau", "Moreau"}


def test_what_is_left_off_at_the_ends_is_no_difference_of_wording() -> None:
    whole = "So it is fair, and the quay is ours"
    assert difference_beside(whole, "fair, and the Quay") == (True, ((("same", "fair, and the Quay")),))
    assert difference_beside(whole, "it is just — and the quay is ours.") == (
        True, (("same", "it is"), ("gone", "fair,"), ("new", "just"), ("same", "and the quay is ours.")),
    )  # fmt: skip
    assert difference_beside("the F.B.I. and the U.S.", "the FBI, and the US") == (
        False, (("same", "the FBI, and the US"),),
    )  # fmt: skip
    assert difference_beside(whole, whole) == (False, (("same", whole),))
    assert places_reworded(f"he said “{whole}”", whole, "it is just and the quay is ours") == {5}


WORDINGS = st.lists(
    st.sampled_from("the quay, Quay U.S. us — “fair” is\u00a0ours … a\x1bb".split(" ")), max_size=12
).map(" ".join)


@given(WORDINGS, WORDINGS)
def test_a_difference_keeps_the_words_of_what_differs(whole: str, other: str) -> None:
    in_part, parts = difference_beside(whole, other)
    kept = [word for part in parts if part.kind != "gone" for word in part.text.split()]
    assert kept == [word for word in other.split() if word not in ("—", "…")]
    lit = places_reworded(whole, whole, other)
    gone = [word for part in parts if part.kind == "gone" for word in part.text.split()]
    assert [whole.split()[place] for place in sorted(lit)] == gone
    assert difference_beside(whole, whole)[0] is False
    assert in_part or len(whole.split()) >= len(gone)


def test_a_session_joins_forms_of_one_name_over_its_articles(tmp_path: Path) -> None:
    for name, text in (("a", FULL.replace(" ¶ ", "\n\n")), ("b", PART), ("c", ALONE)):
        (tmp_path / f"{name}.md").write_text(f"# Quay\n\n{text}\n", encoding="utf-8")
    session = Session()
    for _ in session.open([str(tmp_path)]):
        pass
    rows = session.speakers.rows()
    assert rows[0].speaker == "Ada Moreau"
    assert sorted(Path(name).name for name in rows[0].articles) == ["a.md", "b.md"]
    assert session.speakers.rows() is rows
    name = next(name for name in session.by_name if name.endswith("b.md"))
    host = SessionHost()
    host.session = session
    lens = ReadLens(Ref(name, 1), None, ()).run(host)
    assert [(one.article, one.passage, one.cue) for one in lens.quotes] == [(name, 1, "told")]
    assert ReadLens(Ref(name, 0), None, ()).run(host).quotes == ()
    (elsewhere,) = lens.quoted_elsewhere
    assert elsewhere.article.endswith("a.md")
    assert (elsewhere.start, elsewhere.passage) == (lens.quotes[0].start, 1)
    assert elsewhere.differs == (("gone", "shall"), ("new", "will"))
    assert elsewhere.article in lens.versions
    alone = next(name for name in session.by_name if name.endswith("c.md"))
    assert ReadLens(Ref(alone, 1), None, ()).run(host).quoted_elsewhere == ()
    for row in rows:
        for quote in row.quotes:
            assert session.article(quote.article).text[quote.start : quote.end] == quote.text
