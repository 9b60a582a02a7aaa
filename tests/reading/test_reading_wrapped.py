"""Text wrapped at a fixed width: its paragraphs are whole again, and nothing else is joined."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pytest

from briefing.figures.extract_figures import extract_figures
from briefing.model.article import Article
from briefing.reading.article_builder import build_article
from briefing.text.clean import clean

DATA = Path(__file__).parent / "data"
WIDTHS = (40, 45, 50, 55, 60, 65, 72, 78, 80)


def parts(name: str) -> list[tuple[str, list[str]]]:
    """The texts of a data file: a name and the lines below it."""
    found = (DATA / name).read_text(encoding="utf-8").split("\n=== ")[1:]
    return [(part.split("\n", 1)[0], part.split("\n")[1:]) for part in found]


ARTICLES = {name: [line for line in lines if line] for name, lines in parts("wrapped.txt")}
UNWRAPPED = {
    name: "\n".join(lines).rstrip().replace("\n.\n", "\n\n") for name, lines in parts("unwrapped.txt")
}


def wrapped(paragraph: str, width: int, indent: str = "") -> str:
    return textwrap.fill(paragraph, width, initial_indent=indent, break_on_hyphens=False)


def ragged(paragraph: str, width: int, seed: int) -> str:
    """Wrapped as by hand: now and then up to eight columns before the margin."""
    drawn = random.Random(seed)
    lines = [""]
    room = width
    for word in paragraph.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
            room = width - drawn.choice((0, 0, 0, 3, 5, 8))
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def justified(paragraph: str, width: int) -> str:
    """Wrapped with blanks spread over each line but the last, so that it ends at the margin."""
    *lines, last = textwrap.wrap(paragraph, width, break_on_hyphens=False)
    spread: list[str] = []
    for line in lines:
        words = line.split()
        missing = width - len(line)
        gaps = [1 + (missing + k) // (len(words) - 1) for k in range(len(words) - 1)]
        spread.append(words[0] + "".join(" " * gap + word for gap, word in zip(gaps, words[1:], strict=True)))
    return "\n".join([*spread, last])


def read(text: str) -> Article:
    return build_article("a.txt", clean(text))


def passages(article: Article) -> list[str]:
    """Each passage on one line."""
    return [" ".join(article.text[p.start : p.end].split()) for p in article.passages]


def figures(article: Article) -> list[tuple[object, ...]]:
    found = extract_figures(article)
    return [(" ".join(f.text.split()), f.kind, f.value, f.low, f.high, f.unit, f.from_) for f in found]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize(
    "form", ["empty lines", "indents", "both", "hyphens", "ragged", "justified", "wide stops"]
)
def test_a_wrapped_text_has_its_paragraphs(name: str, width: int, form: str) -> None:
    title, *paragraphs = ARTICLES[name]
    indent = "    " if form in ("indents", "both") else ""
    between = "\n" if form == "indents" else "\n\n"
    if form == "ragged":
        body = [ragged(one, width, seed) for seed, one in enumerate(paragraphs)]
    elif form == "justified":
        body = [justified(one, width) for one in paragraphs]
    elif form == "wide stops":
        body = [textwrap.fill(one.replace(". ", ".  "), width, break_on_hyphens=False) for one in paragraphs]
    elif form == "hyphens":
        body = [textwrap.fill(one, width) for one in paragraphs]
    else:
        body = [wrapped(one, width, indent) for one in paragraphs]
    article = read(f"{title}\n\n{between.join(body)}\n")
    # A word may be parted at its hyphen.
    assert [one.replace("- ", "-") for one in passages(article)] == [title, *paragraphs]
    assert figures(article) == figures(read("\n\n".join(ARTICLES[name])))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ARTICLES)
def test_a_title_directly_above_its_text_stays_apart(name: str, width: int) -> None:
    title, *paragraphs = ARTICLES[name]
    if len(title) + 1 + len(paragraphs[0].split()[0]) > width:
        return  # nothing tells it from a first line
    article = read("\n\n".join([f"{title}\n{wrapped(paragraphs[0], width)}", *paragraphs[1:]]))
    assert passages(article)[:2] == [title, paragraphs[0]]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_amount_over_two_lines_is_one_figure(width: int) -> None:
    """Wherever in the line it stands."""
    for lead in range(60):
        words = f"{'On the ' + 'x' * lead} the board agreed to spend $2.5 billion on it"
        text = wrapped(f"{words}, and said that nobody had thought of any better way to do it.", width)
        found = [(f.value, f.unit) for f in extract_figures(read(f"A title\n\n{text}"))]
        assert found == [(2.5e9, "USD")], text


@pytest.mark.parametrize("name", UNWRAPPED)
def test_lines_that_are_no_paragraph_stay_lines(name: str) -> None:
    text = UNWRAPPED[name]
    assert passages(read(text)) == [" ".join(line.split()) for line in text.split("\n") if line]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [name for name in UNWRAPPED if name != "an address"])
def test_lines_inside_a_wrapped_text_stay_lines(name: str, width: int) -> None:
    """Where they do not look cut at the margin of the text around them."""
    lines = [line for line in UNWRAPPED[name].split("\n") if line]
    if max(map(len, lines)) > width * 3 // 4:
        return
    before, after = ARTICLES["a lake"][1:3], ARTICLES["a lake"][4:]
    inner = UNWRAPPED[name].split("\n\n")
    body = [*(wrapped(one, width) for one in before), *inner, *(wrapped(one, width) for one in after)]
    expected = [*before, *(" ".join(line.split()) for line in lines), *after]
    assert passages(read("\n\n".join(body))) == expected


@pytest.mark.parametrize("width", WIDTHS)
def test_a_point_of_a_list_goes_on_below_its_bullet(width: int) -> None:
    points = [one for one in ARTICLES["a company"][1:] if len(one) > width]
    hanging = [textwrap.fill(one, width, initial_indent="- ", subsequent_indent="  ") for one in points]
    flush = [textwrap.fill(one, width, initial_indent="- ") for one in points]
    lead = "\n\n".join(wrapped(one, width) for one in ARTICLES["a lake"])
    for items in (hanging, flush):
        article = read(lead + "\n\n" + "\n".join(items))
        assert passages(article)[-len(points) :] == points
        assert [p.kind for p in article.passages][-len(points) :] == ["list item"] * len(points)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_wrapped_quotation_in_a_mail_has_its_paragraphs(width: int) -> None:
    """The marks of its later lines stay in the text, as they do in Markdown."""
    title, *said = ARTICLES["a lake"]
    quoted = "\n>\n".join(
        textwrap.fill(one, width, initial_indent="> ", subsequent_indent="> ", break_on_hyphens=False)
        for one in said
    )
    answer = ARTICLES["a company"][3]
    article = read(f"{title}\n\n{quoted}\n\n{wrapped(answer, width)}")
    found = [one.replace(" > ", " ") for one in passages(article)]
    assert found == [title, *said, answer]
    assert [p.kind for p in article.passages].count("quote") == len(said)
    whole = read("\n\n".join([title, *said, answer]))
    assert [f[1:] for f in figures(article)] == [f[1:] for f in figures(whole)]


def test_one_paragraph_a_line_is_never_joined() -> None:
    for lines in ARTICLES.values():
        for text in ("\n".join(lines), "\n\n".join(lines)):
            assert passages(read(text)) == lines
    short = [sentence.strip() + "." for line in ARTICLES["a lake"] for sentence in line.split(". ")]
    assert passages(read("\n".join(short))) == [" ".join(one.split()) for one in short]
