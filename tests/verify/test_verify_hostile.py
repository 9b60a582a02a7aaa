"""Notes that want to do something: they are read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import assert_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import amount, examples
from verify_articles import ARTICLES, FOOTNOTES, Verify

from briefing.errors import ReadError
from briefing.session import cited_files, note_bytes
from briefing.verify.canonical_text import CanonicalText
from briefing.verify.quote_search import QuotePattern

PIECES = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](file:///etc/hosts)",
    "\x1b[2J",
    "\x00",
    "\u202e",
    "“",
    "”",
    '"',
    "'",
    "[^h]",
    "[^",
    "]: ",
    "> ",
    "- ",
    "| a | 5 |\n|--|--|\n| 6 | 7 |\n",
    "14 workers",
    "$30.5 million",
    "reckless storage",
    "…",
    "[...]",
    "[",
    "]",
    "(",
    ")",
    "**",
    "~~",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "<!--",
    "&#0;",
    "—",
    " — ",
    "9" * 400,
    "1e999999",
    "\ud800",
    "\U000e0041",
    "a\u0301",
    "中文",
    "Note: ",
    "Tags: ",
    "!",
    "#",
    "(Coast Wire, 2026-03-12)",
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_anything_is_verified(note: str) -> None:
    from briefing.session import Session, finish

    session = Session(use_store=False)
    session.hold(ARTICLES)
    data = f"{note}\n\n{FOOTNOTES}".encode("utf-8", "surrogatepass")
    try:
        found = finish(session.verification.verify(data))
    except ReadError:
        return  # it is taken for no text at all
    texts = {article.id: article.text for article in ARTICLES}
    assert [(one.line, one.column) for one in found.claims] == sorted(
        (c.line, c.column) for c in found.claims
    )
    for claim in found.claims:
        assert claim.text.strip()
        assert not set(claim.text) & {"\x1b", "\x00", "\u202e"}
        assert (claim.status == "missing") == (claim.found is None)
        if claim.article is not None and claim.start is not None:
            assert texts[claim.article][claim.start : claim.end] == claim.found


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_what_is_copied_from_a_source_stands(data: st.DataObject) -> None:
    from briefing.session import Session, finish

    article = data.draw(st.sampled_from(ARTICLES))
    passage = data.draw(st.sampled_from(article.passages[1:]))
    words = article.text[passage.start : passage.end].split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1]).strip("“”,. ")
    if quote.count("“") != quote.count("”"):
        return
    session = Session(use_store=False)
    session.hold(ARTICLES)
    label = {"news/harbour.txt": "h", "news/terminal.txt": "t"}.get(article.id, "b")
    note = f"They write: “{quote}”.[^{label}]\n\n{FOOTNOTES}"
    # Of speech that a verb interrupts both parts are quotations.
    assert {claim.status for claim in finish(session.verification.verify(note.encode())).claims} == {"exact"}


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "“",
        '"a ',
        "'a ",
        "[^h]",
        "> ",
        "- ",
        "| a ",
        "`",
        "*a",
        "[a](",
        "“reckless storage” ",
        "14 workers ",
        "… ",
        "(a ",
        "<a ",
    ],
)
def test_the_work_grows_with_the_note(verify: Verify, piece: str) -> None:
    assert_in_proportion(verify, piece, amount(1_000, 4_000))


def test_a_large_note_is_verified(verify: Verify) -> None:
    """Of ten megabytes in the long run."""
    line = "Firemen saved 16 workers, and “the terminal needs a harbour”.[^t]\n\n"
    count = amount(400, 150_000)
    found = verify(line * count + FOOTNOTES)
    assert len(found.claims) == 2 * count
    assert found.stands


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("x [words] title: y", "x" + "-a" * 4_000),
        ("x [words] title: y", "x " + "a" * 20_000),
        ("x [a] " * 12 + "y", "x " * 3_000),
        ("x [a] " * 2_000 + "y", "x " * 3_000),
        ("a[x]a" * 12 + "y", "a" * 3_000),
    ],
)
def test_words_in_brackets_take_no_time_without_end(quote: str, text: str) -> None:
    """Each could stand for words of the source in more ways than can be tried."""
    assert QuotePattern(quote).find(CanonicalText.of(text)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the [two] ministers [of state] agreed", "when the three ministers, both of the party, agreed."),
        ("[t]he terminal need[s] a harbour", "a city: The terminal needed a harbour then"),
        ("was 'reckless' [they said], and late", "It was 'reckless', and late."),
        ("said [he] … would [not] leave", "She said that he, of all men, would never ever leave."),
    ],
)
def test_words_in_brackets_stand_for_words_of_the_source(quote: str, text: str) -> None:
    assert QuotePattern(quote).find(CanonicalText.of(text)) is not None
    assert QuotePattern(quote).find(CanonicalText.of(text.replace("e", "o"))) is None


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of notes beside a secret."""
    folder = tmp_path / "notes"
    (folder / "news").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    (folder / "news" / "a b.txt").write_text("an article", encoding="utf-8")
    (folder / "news" / "c.md").write_text("an article", encoding="utf-8")
    (folder / "news" / "d.exe").write_text("no article", encoding="utf-8")
    (folder / "news" / "out.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def _cited(note: str, folder: Path) -> tuple[list[str], list[str]]:
    files, refused = cited_files(note.encode(), str(folder / "n.md"))
    return [Path(file).relative_to(folder).as_posix() for file in files], [one.message for one in refused]


def test_only_files_in_the_notes_own_folder_are_read_unasked(notes: Path) -> None:
    note = (
        "[a](news/a%20b.txt) [out](../secret.txt) [link](news/out.txt) [far](/etc/hosts)"
        " [gone](news/gone.txt) [web](https://a.example/x.txt) [no](news/d.exe) [itself](n.md)"
        " [nul](news/%00.txt)\n\n[^1]: *C*. news/c.md.\n"
    )
    outside = "is outside of the note's folder: it is not read"
    assert _cited(note, notes) == (
        ["news/a b.txt", "news/c.md"],
        [f"../secret.txt {outside}", f"news/out.txt {outside}", f"/etc/hosts {outside}"],
    )


def test_a_note_that_is_no_file_is_refused(notes: Path) -> None:
    for path in (notes, notes / "gone.md"):
        with pytest.raises(ReadError):
            note_bytes(str(path), None)
    with pytest.raises(ReadError):
        cited_files(b"\x7fELF\x00\x00\x01", "-")
