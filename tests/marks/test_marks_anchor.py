"""A mark is shown on the words it was made on, or as an orphan; never on look-alikes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from growth import assert_in_proportion
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from placed_marks import place
from tiers import examples

from briefing.model.article import Article, Span
from briefing.model.mark import Mark, PlacedMark
from briefing.userdata.marks.anchor import CONTEXT, OpenTexts, context_of

MakeArticle = Callable[..., Article]
CASES = Path(__file__).with_name("anchor_cases.txt")


def marked(text: str, start: int, end: int, name: str = "port.txt", fingerprint: str = "old") -> Mark:
    ends = text.find("\n\n", end)
    paragraph = Span(
        text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, ends % (len(text) + 1)
    )
    prefix, suffix = context_of(text, start, end, paragraph)
    return Mark(
        id="01KGKZSFD8CFQ55CRC4TZA182E",
        article=name,
        fingerprint=fingerprint,
        passage=0,
        start=start,
        end=end,
        text=text[start:end],
        prefix=prefix,
        suffix=suffix,
        colour="yellow",
        note="",
        tags=(),
        created="2026-02-04T09:30:00Z",
        modified="2026-02-04T09:30:00Z",
    )


def article_of(text: str, name: str = "port.txt", fingerprint: str = "new") -> Article:
    return Article(
        name, text, (), "Title", True, None, None, None, "unknown", "en", None, fingerprint
    )  # fmt: skip


def found(placed: PlacedMark, text: str) -> str | None:
    return None if placed.start is None else text[placed.start : placed.end]


@dataclass(frozen=True)
class Case:
    """One case of the data file: the mark stands in [[ ]] before and, where it is found, after."""

    name: str
    before: str
    after: str
    found: bool


def cases() -> list[Case]:
    blocks = CASES.read_text(encoding="utf-8").split("\n=== ")[1:]
    read = []
    for block in blocks:
        name, _, rest = block.partition("\n")
        before, _, after = rest.strip("\n").partition("\n---\n")
        read.append(Case(name, before, after, "[[" in after))
    return read


def without_brackets(text: str) -> tuple[str, int, int]:
    start = text.index("[[")
    end = text.index("]]") - 2
    return text.replace("[[", "").replace("]]", ""), start, end


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_changed_texts(case: Case) -> None:
    before, start, end = without_brackets(case.before)
    mark = marked(before, start, end)
    if not case.found:
        assert found(place(mark, article_of(case.after)), case.after) is None
        return
    after, new_start, new_end = without_brackets(case.after)
    placed = place(mark, article_of(after))
    assert (placed.start, placed.end) == (new_start, new_end)


def test_the_same_text_gives_the_same_place_under_any_name(make_article: MakeArticle) -> None:
    article = make_article("One day. One day. One day.", "a/new name.txt")
    mark = marked(article.text, 9, 16, "old name.txt", article.fingerprint)
    placed = place(mark, article)
    assert (placed.article, placed.passage, placed.start, placed.end) == ("a/new name.txt", 0, 9, 16)


def test_a_fingerprint_alone_is_not_believed() -> None:
    mark = marked("Nothing of this remains.", 0, 7, fingerprint="same")
    assert place(mark, article_of("Something else entirely.", fingerprint="same")).orphan


def test_the_passage_is_that_of_the_new_place(make_article: MakeArticle) -> None:
    old = "First came the wind.\n\nThen the long rain set in over the valley."
    new = "A note from the desk.\n\n" + old
    placed = place(marked(old, 22, 40), make_article(new))
    assert placed.passage == 2
    assert found(placed, new) == "Then the long rain"


TEXT = (
    "The valley road was closed on Sunday. A slide had carried away sixty metres of it. "
    "Engineers expect to open one lane within a week. The bridge at the mill was not damaged."
)
QUOTE = "Engineers expect to open one lane within a week."


def changed(text: str = TEXT) -> str:
    return "Updated at noon. " + text


@pytest.mark.parametrize(
    ("made", "opened", "same"),
    [
        ("road.txt", "road.txt", True),
        ("news/road.txt", "road.txt", True),
        ("road.txt", "/srv/news/road.txt", True),
        ("a/road.txt", "b/road.txt", False),
        ("road.txt", "river.txt", False),
        ("wire.jsonl#7", "wire.jsonl#8", False),
    ],
)
def test_a_changed_text_is_searched_under_its_own_name_only(made: str, opened: str, same: bool) -> None:
    start = TEXT.index(QUOTE)
    mark = marked(TEXT, start, start + len(QUOTE), made)
    assert place(mark, article_of(changed(), opened)).orphan is not same
    (placed,) = OpenTexts([article_of(changed(), opened)]).place([mark])
    assert placed.orphan is not same


def test_the_order_of_articles_does_not_matter() -> None:
    start = TEXT.index(QUOTE)
    marks = [
        marked(TEXT, start, start + len(QUOTE), "news/road.txt"),
        marked(TEXT, 0, 20, "copy.txt", fingerprint="twin"),
        marked(TEXT, 4, 10, "gone.txt"),
    ]
    articles = [
        article_of(changed(), "news/road.txt"),
        article_of("Other words.", "other/road.txt"),
        article_of(TEXT, "z/copy.txt", "twin"),
        article_of(TEXT, "b.txt", "twin"),
        article_of(TEXT, "a.txt", "twin"),
    ]
    answers = {OpenTexts(order).place(marks) for order in itertools.permutations(articles)}
    assert len(answers) == 1
    (placed,) = answers
    assert [(p.article, p.start) for p in placed] == [
        ("news/road.txt", start + len("Updated at noon. ")),
        ("z/copy.txt", 0),
        (None, None),
    ]


def test_two_files_that_could_both_be_meant_are_neither() -> None:
    start = TEXT.index(QUOTE)
    mark = marked(TEXT, start, start + len(QUOTE), "road.txt")
    articles = [article_of(changed(), "a/road.txt"), article_of(changed("More. " + TEXT), "b/road.txt")]
    assert OpenTexts(articles).place([mark])[0].orphan


SENTENCES = [
    "The council met behind closed doors for most of the morning.",
    "Nobody was hurt when the roof of the old market hall came down.",
    "Ticket prices will rise by four per cent from the first of March.",
    "A spokeswoman for the railway declined to say when trains would run.",
    "Volunteers handed out blankets and hot tea at the sports ground.",
    "The mayor promised an inquiry and asked residents for patience.",
    "Schools on the east bank stay closed until the water has gone.",
    "Insurers put the damage at several million, and expect more claims.",
]
ORDERS = st.permutations(SENTENCES)
WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=40)


@given(order=ORDERS, which=st.integers(0, 7), edits=st.lists(st.tuples(st.floats(0, 1), WORDS), max_size=4))
@settings(max_examples=examples(300), deadline=None)
def test_edits_around_the_mark_keep_it_on_its_words(
    order: list[str], which: int, edits: list[tuple[float, str]]
) -> None:
    """Words are put in anywhere but in the quote: near one side of it at most, or further off."""
    before = " ".join(order[:which])
    before = before + " " if before else ""
    quote = order[which]
    after = " " + " ".join(order[which + 1 :])
    mark = marked(before + quote + after, len(before), len(before) + len(quote))
    for where, words in edits:
        # Edits within the context come from one side only; those on the other stay outside it.
        limit = max(0, len(before) - CONTEXT)
        spot = int(where * (limit + len(after)))
        if spot <= limit:
            before = before[:spot] + words + before[spot:]
        else:
            after = after[: spot - limit] + words + after[spot - limit :]
    placed = place(mark, article_of(before + quote + after))
    assert placed.start is None or placed.start == len(before)
    if which > 0:  # the context before the quote is whole
        assert (placed.start, placed.end) == (len(before), len(before) + len(quote))


@given(order=ORDERS, which=st.integers(0, 7), copies=st.lists(st.integers(0, 7), max_size=3))
@settings(max_examples=examples(300), deadline=None)
def test_when_the_words_are_deleted_no_copy_elsewhere_attracts_the_mark(
    order: list[str], which: int, copies: list[int]
) -> None:
    sentences = list(order)
    for copy in copies:  # the marked sentence stands elsewhere too, between other neighbours
        if copy not in (which, which - 1):
            sentences[copy] += " " + order[which]
    text = " ".join(sentences)
    start = sum(len(sentence) + 1 for sentence in sentences[:which])
    mark = marked(text, start, start + len(order[which]))
    cut = text[:start] + text[start + len(order[which]) :]
    assume(cut != text)
    assert place(mark, article_of(cut)).orphan
    assert place(mark, article_of(" ".join(cut.split()))).orphan


@given(order=ORDERS, which=st.integers(0, 7), copy=st.integers(0, 7), first=st.booleans())
@settings(max_examples=examples(200), deadline=None)
def test_a_copy_elsewhere_does_not_attract_a_mark_whose_words_stay(
    order: list[str], which: int, copy: int, first: bool
) -> None:
    assume(copy != which)
    quote = order[which]
    sentences = list(order)
    sentences[copy] = f"{quote} {order[copy]}" if first else f"{order[copy]} {quote}"
    text = " ".join(order)
    start = text.index(quote)
    mark = marked(text, start, start + len(quote))
    new = " ".join(sentences)
    where = sum(len(sentence) + 1 for sentence in sentences[:which])
    placed = place(mark, article_of(new))
    assert placed.start in (None, where)
    if abs(copy - which) > 1:
        assert placed.start == where


@given(text=st.text(alphabet="ab \n", min_size=1, max_size=60), data=st.data())
@settings(max_examples=examples(300), deadline=None)
def test_any_place_found_holds_the_quote_or_something_very_like_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    new = data.draw(st.text(alphabet="ab \n", max_size=60))
    placed = place(marked(text, start, end), article_of(new))
    if placed.start is not None and placed.end is not None:
        assert 0 <= placed.start < placed.end <= len(new)
        if end - start < 16:
            assert new[placed.start : placed.end].split() == text[start:end].split()


@pytest.mark.parametrize("character", ["a", " ", "\n", "é", "中", "."])
def test_monotonous_texts_take_linear_time(character: str) -> None:
    def find(text: str) -> None:
        inside = f"x{text}y"
        place(marked(inside, 0, min(len(text), 1000)), article_of(inside + "z"))

    assert_in_proportion(find, character, 50_000)


def test_the_mark_itself_is_never_changed() -> None:
    start = TEXT.index(QUOTE)
    mark = marked(TEXT, start, start + len(QUOTE))
    before = replace(mark)
    assert place(mark, article_of(changed())).mark == before


NAMES = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"]
PATTERNS = [
    "Team {} reported that the [[upgrade cut delays]] by twelve percent across all ports this year.",
    "In {} the ministry told reporters that [[prices fell sharply]] because of a very mild winter there.",
    "Officials said on Monday that [[fares will double]] from the summer on for every train to {} and back.",
    "{} Bank said in a note that it had [[no plans to leave]] the market before the end of the decade.",
]


@given(
    pattern=st.sampled_from(PATTERNS),
    names=st.permutations(NAMES),
    count=st.integers(2, 8),
    which=st.integers(0, 7),
    edited=st.sampled_from(["deleted", "words behind changed", "moved", "neighbours deleted"]),
)
@settings(max_examples=examples(200), deadline=None)
def test_paragraphs_of_one_pattern_are_told_apart(
    pattern: str, names: list[str], count: int, which: int, edited: str
) -> None:
    """A short mark stays with its own paragraph, or with none."""
    which %= count
    paragraphs = [pattern.format(name) for name in names[:count]]
    plain = [paragraph.replace("[[", "").replace("]]", "") for paragraph in paragraphs]
    before, start, end = without_brackets(
        "\n\n".join((*plain[:which], paragraphs[which], *plain[which + 1 :]))
    )
    mark = marked(before, start, end)
    if edited == "deleted":
        assert place(mark, article_of("\n\n".join(plain[:which] + plain[which + 1 :]))).orphan
        return
    if edited == "words behind changed":
        changes = {"by twelve": "by 12", "because of a": "after a", "the market before": "that market before"}
        changes |= {"from the summer on": "from June"}
        old = next(words for words in changes if words in before)
        after = before.replace(old, changes[old])
        own = sum(len(paragraph) + 2 for paragraph in after.split("\n\n")[:which])
    elif edited == "neighbours deleted":
        after = "\n\n".join(plain[number] for number in range(count) if abs(number - which) != 1)
        own = after.index(plain[which])
        assert place(mark, article_of(after)).start is not None
    else:
        after = "\n\n".join((*plain[:which], *plain[which + 1 :], plain[which]))
        own = after.index(plain[which])
    placed = place(mark, article_of(after))
    assert placed.start is None or own <= placed.start < own + len(plain[which]) + 10
