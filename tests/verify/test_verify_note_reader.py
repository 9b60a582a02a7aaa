"""Notes taken apart: their words, where these stand in the file, and what they point to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.text.clean import clean
from briefing.verify.canonical_text import CanonicalText, canonical
from briefing.verify.note_reader import NoteBlock, read_note
from briefing.verify.quotations import quotations

PIECES = (
    "plain words",
    "**bold**",
    "*em*",
    "~~gone~~",
    "`co de`",
    "``a ` b``",
    "[link](path/a.md)",
    "[x][r]",
    "![a](b)",
    "[^1]",
    "^[inline note]",
    "<https://a.example/x>",
    "&amp;",
    "&#65;",
    "\\*",
    "a\\|b",
    "<br>",
    "<b>x</b>",
    "“quoted”",
    '"q"',
    "5 km",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n# ",
    "\n\n[^1]: note text\n",
    "\n[r]: http://r.example\n",
    "\n| a | b |\n|---|---|\n| c | d |\n",
    "| e \\| f | **g** |\n",
    "\t",
    "\x00",
    "\u202e",
    "é",
    "中文",
    "[",
    "]",
    "(",
    ")",
    "*",
    "_",
    "`",
)


SIGNS = ("…", ". . .", " — ", "--", "’", "\u200b", "\n> > ", "  ")


def _blocks(note: str) -> list[NoteBlock]:
    return [block for block in read_note(clean(note)).blocks if block.kind != "code"]


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_character_stands_where_it_is_told(note: str) -> None:
    """But for breaks and what stands for something else, as entities do."""
    text = clean(note)
    parsed = read_note(text)
    for block in parsed.blocks:
        assert len(block.places) == len(block.text) + 1
        assert all(0 <= place <= len(text) for place in block.places)
        for character, place in zip(block.text, block.places, strict=False):
            there = text[place : place + 1]
            assert character == there or character.isspace() or there in "&\\<[h", (block, place)
        for pointer in block.pointers:
            assert 0 <= pointer.start <= pointer.end <= len(block.text)
        for place in block.places:
            line, column = parsed.line_column(place)
            assert text.split("\n")[line - 1][column - 1 :] == text[place:].split("\n")[0]


@pytest.mark.parametrize(
    ("note", "texts"),
    [
        ("# A *title* #\n\nWords **here** and `there`.", ["A title", "Words here and there."]),
        ("a &lt;b&gt; \\* c", ["a <b> * c"]),
        ("one\ntwo  \nthree", ["one\ntwo\nthree"]),
        ("> quoted\n> on\n\nbehind", ["quoted\non", "behind"]),
        ("- a\n- b\n\n  c", ["a", "b", "c"]),
        ("| h | i |\n|---|---|\n| 1 \\| 2 | **3** |", ["h", "i", "1 | 2", "3"]),
        ("~~gone~~ left <i>x</i><br>y", [" left x\ny"]),
        (
            "a[^1] b[^two].\n\n[^1]: first\n[^two]: second\n    goes on\n\n    and on",
            ["a b.", "first", "second\ngoes on\n\nand on"],
        ),
        ('![a picture](x.png) of [it](y.md "t")!', [" of it!"]),
        ("see <https://a.example/x> now", ["see https://a.example/x now"]),
    ],
)
def test_what_is_read_of_a_note(note: str, texts: list[str]) -> None:
    assert [block.text for block in _blocks(note)] == texts


def test_pointers_of_a_block() -> None:
    (block, *_) = _blocks("a [b](c%20d.md) e[^f] ^[Gazette] [g](http://h.example)\n\n[^f]: x")
    told = [(one.form, block.text[one.start : one.end], one.target) for one in block.pointers]
    assert told == [
        ("link", "b", "c%20d.md"),
        ("footnote", "", "f"),
        ("words", "", "Gazette"),
        ("link", "g", "http://h.example"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” and ‘yes’.", ["no", "yes"]),
        ("“a “b” c” d", ["a “b” c"]),
        ("„eins“ „zwei” »drei« «quatre» ‹cinq›", ["eins", "zwei", "drei", "quatre", "cinq"]),
        ('"one" and "two"', ["one", "two"]),
        ('a 5\'10" man, 12" wide', []),
        ("the leaders' talk, rock 'n' roll, the '90s, don't", []),
        ("‘the workers’ hats’ are red", ["the workers"]),
        ("「中文」『新聞』", ["中文", "新聞"]),
        ('“” «» "" “…”', []),
        ("“never closed", ["never closed"]),
        ('he said "never closed', []),
    ],
)
def test_quotations_of_a_text(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == found


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(
        st.sampled_from((*PIECES, "…", ". . .", " — ", "--", "’", "\u200b", "\n> > ", "  ")), max_size=20
    ).map("".join)
)
def test_the_canonical_form_leads_back(raw: str) -> None:
    """The span of any stretch of it is a stretch of the source with the same form."""
    source = clean(raw)
    form = CanonicalText.of(source)
    assert form.text == canonical(source)
    previous = 0
    for at in range(len(form.text)):
        start, end = form.span(at, at + 1)
        assert 0 <= start < end <= len(source)
        assert start >= previous
        previous = start
        if form.text[at].isalnum():
            assert source[start] == form.text[at]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“it’s”", '"it\'s"'),
        ("a — b", "a--b"),
        ("a – b", "a-b"),
        ("wait…", "wait . . ."),
        ("a\u00a0b", "a b"),
        ("a\n> b", "a b"),
        ("**a** b", "a b"),
        ("[a](b.md) c", "a c"),
        ("so\u00adft", "soft"),
        ("a\n\n- b", "a b"),
    ],
)
def test_typesetting_is_no_difference(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a, b", "a b"), ("US", "us"), ("5", "6"), ("$5", "€5"), ("5%", "5")]
)
def test_anything_else_is(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_parts_of_a_long_note_are_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note beyond the limit of the parser is cut at empty lines, and its places count on."""
    monkeypatch.setattr("briefing.verify.note_reader._MOST_PARSED", 40)
    note = "\n\n".join(f"Paragraph **{number}** of the note.[^{number}]" for number in range(20))
    parsed = read_note(note)
    assert [block.text for block in parsed.blocks] == [f"Paragraph {n} of the note." for n in range(20)]
    for block in parsed.blocks:
        assert re.match(r"Paragraph \*\*", note[block.places[0] :])
