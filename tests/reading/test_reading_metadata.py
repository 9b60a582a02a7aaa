"""What is known about an article: given with it, proved by its text, or set by hand."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

import pytest

from briefing.model.article import Article, Failure
from briefing.reading.article_builder import build_article
from briefing.reading.article_header import ArticleHeader, read_header
from briefing.reading.front_matter import split_front_matter
from briefing.reading.given_metadata import usable_metadata
from briefing.reading.languages import language_of
from briefing.reading.passage_rules import to_passages
from briefing.reading.plain_blocks import plain_blocks
from briefing.reading.publication_dates import find_dates, iso_date
from briefing.reading.read_articles import read_paths
from briefing.reading.rules.slug import parse_slug
from briefing.text.clean import clean
from briefing.userdata.overrides import Override, with_override

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.replace("\\n", "\n").split("\t")) for line in lines if line and line[0] != "#"]


def article_of(text: str, name: str, folder: Path) -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    found = list(read_paths([str(folder / name)]))
    assert len(found) == 1
    assert isinstance(found[0], Article)
    return found[0]


@pytest.mark.parametrize(("text", "date", "how"), rows("published.tsv"))
def test_a_date_is_taken_only_where_the_text_proves_it(text: str, date: str, how: str) -> None:
    article = build_article("a.txt", clean(text))
    assert (article.published or "-", article.published_by) == (date, how)


@pytest.mark.parametrize(("text", "source", "how"), rows("sources.tsv"))
def test_a_source_is_taken_only_where_the_text_names_it(text: str, source: str, how: str) -> None:
    article = build_article("a.txt", clean(text))
    assert (article.source or "-", article.source_by) == (source, how)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026-03-04T23:59:00+01:00", "2026-03-04"),
        ("2026-03-04 09:15:00", "2026-03-04"),
        ("March 4, 2026", "2026-03-04"),
        ("4 Mar 2026", "2026-03-04"),
        ("2026-02-30", None),
        ("2026-03", None),
        ("03/04/2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_given_date_is_one_certain_day(value: str, expected: str | None) -> None:
    assert iso_date(value) == expected


STALLS = "The fair opened with two hundred stalls on the old square, and by the evening nobody had left it."
TRAMS = (
    "Trams ran every six minutes until midnight, the city said, and three car parks at its edge cost nothing."
)
LEVY = (
    "The council put the levy off once more, because the boats that should have paid it lay on the dry dock."
)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        # Days that head sections are those of what is told below them.
        (("A year of fairs", "March 15, 2024", STALLS, "May 2, 2024", TRAMS), None),
        (
            ("What the council did", "4 January 2023", LEVY, "9 March 2023", TRAMS, "1 June 2023", STALLS),
            None,
        ),
        (("Log of the square", STALLS, "2024-03-15", TRAMS, "2024-11-02", LEVY), None),
        (("A year of fairs", "Poznan, March 15, 2024", STALLS, "Gdansk, May 2, 2024", TRAMS), None),
        (("A fair", "Monday, March 4, 2024", STALLS, "Tuesday, June 4, 2024", TRAMS), None),
        # One day above the article is its own, whatever is listed below it.
        (("The fair opens", "March 15, 2024", STALLS, TRAMS), "2024-03-15"),
        (("The fair opens", "March 15, 2024", STALLS, "More", "May 2, 2024", "Trams run late"), "2024-03-15"),
        (("The fair opens", "March 15, 2024", STALLS, "March 17, 2024", TRAMS), "2024-03-15"),
        (("The fair opens", "Published March 15, 2024", STALLS, "Updated May 2, 2024", TRAMS), "2024-03-15"),
        # A place and a day stand above a report as well as above an entry of a chronology.
        (("The fair opens", "Poznan, March 15, 2024", STALLS, TRAMS), None),
        (("The fair opens", STALLS, TRAMS, "Poznan, March 15, 2024"), None),
    ],
)
def test_days_that_head_sections_are_not_that_of_the_article(
    lines: tuple[str, ...], date: str | None, tmp_path: Path
) -> None:
    assert article_of("\n\n".join(lines), "fair.txt", tmp_path).published == date


def test_dates_are_found_where_they_stand() -> None:
    text = "On Wednesday, March 4, 2026 and 2026-03-05, not in May 5000 or on 3.4.2026."
    found = [(text[d.start : d.end], d.date and d.date.isoformat()) for d in find_dates(text)]
    assert found == [("Wednesday, March 4, 2026", "2026-03-04"), ("2026-03-05", "2026-03-05")]


def test_a_slug_gives_title_source_and_author_and_its_line_goes_on() -> None:
    line = (
        "Bridge vote goes ahead/ Fjord Radio/ OSLO/ A. Petrov/ Evening Edition/ "
        "The council voted. It met twice."
    )
    slug = parse_slug(line)
    assert slug is not None
    assert line[slug.end :] == "The council voted. It met twice."
    article = build_article("a.txt", clean(f"{line}\nThe bridge will cost 40 million euros."))
    assert (article.title, article.has_title, article.author) == ("Bridge vote goes ahead", True, "A. Petrov")
    assert [p.kind for p in article.passages] == ["boilerplate", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Either/ or/ is/ not/ a/ slug.",
        "He said and/or wrote it.",
        "A/ B/ OSLO/ C/ too short",
        "one / two / three",
    ],
)
def test_strokes_alone_are_no_slug(line: str) -> None:
    assert parse_slug(line) is None


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    text = "One two three four five six seven eight nine ten eleven twelve thirteen.\nMore."
    article = build_article("a.txt", clean(text))
    assert article.title == "One two three four five six seven eight nine ten eleven twelve…"
    assert article.has_title is False
    assert build_article("a.txt", clean("Short enough.")).title == "Short enough."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "OSLO, Norway | Fri Sep 4, 2015 7:02 pm EDT OSLO, Norway (Reuters) - The council met.",
            "The council met.",
        ),
        (
            "Bridge vote goes ahead OSLO | Fri Sep 4, 2015 7:02 pm EDT OSLO (Reuters) - It met.",
            "Bridge vote goes ahead",
        ),
        ("March 4, 2015 | By Ana Petrov, CNN The council met and voted.", "The council met and voted."),
        ("March 4, 2015 | By Ana Petrov Members of it met.\nThe council voted.", "The council voted."),
        ("Ana Petrov | 09:51 UK time, Friday, 28 May 2010 The council met.", "The council met."),
        ("By Ana Petrov BBC News, Oslo The council met and voted.", "Oslo The council met and voted."),
        ("26 August 2015 Last updated at 14:30 GMT The council met.", "The council met."),
        ("OSLO (AP) — The council met.", "The council met."),
        ("The bridge — a long one — was opened.", "The bridge — a long one — was opened."),
        ("Bridge Council — Nobody Comes.", "Bridge Council — Nobody Comes."),
        ("Ida Vance — who led it — left the council.", "Ida Vance — who led it — left the council."),
        ("OSLO (AP) --", "OSLO (AP) --"),
    ],
)
def test_stamps_bylines_and_datelines_are_no_title(text: str, title: str) -> None:
    article = build_article("a.txt", clean(text))
    assert (article.title, article.has_title) == (title, False)
    assert article.text == text


def test_what_stands_before_the_first_sentence_is_found_where_it_stands() -> None:
    text = (
        "Bridge vote BERGEN, Norway | Fri Sep 4, 2015 7:02 pm EDT BERGEN, Norway (Reuters) - The council met."
    )
    header = build_header(text)
    assert [text[s.start : s.end] for s in header.stamps] == ["Fri Sep 4, 2015 7:02 pm EDT"]
    assert [text[d.start : d.end] for d in header.datelines] == ["BERGEN, Norway (Reuters) -"]
    assert header.agency == "Reuters"
    text = "March 4, 2015 | By Ana Petrov and Lars Holm, CNN The council met."
    header = build_header(text)
    assert [text[b.start : b.end] for b in header.bylines] == ["By Ana Petrov and Lars Holm, CNN"]
    assert [(b.author, b.outlet) for b in header.bylines] == [("Ana Petrov", "CNN")]
    assert build_article("a.txt", clean(text)).author == "Ana Petrov"


def build_header(text: str) -> ArticleHeader:
    return read_header(text, to_passages(plain_blocks(text, 100)))


@pytest.mark.parametrize(("text", "language"), rows("languages.tsv"))
def test_another_language_is_told_only_where_it_is_plain(text: str, language: str) -> None:
    assert (language_of(text) or "-") == language
    article = build_article("a.txt", clean(text))
    assert article.language == ("en" if language == "-" else language)


def test_the_language_that_is_given_wins() -> None:
    german = "Die Regierung stellte am Dienstag einen Plan vor, und das ist noch nicht alles, wie man hört."
    given = usable_metadata({"language": "en-GB"}, "record")
    assert build_article("a.txt", clean(german), given=given).language == "en"


def test_what_a_person_sets_wins_and_says_so() -> None:
    article = build_article("a.txt", clean("The council met.\n© 2026 Northern Wire"))
    changed = with_override(article, Override("Fjord Radio", "2026-03-04"))
    assert (changed.source, changed.source_by) == ("Fjord Radio", "reader")
    assert (changed.published, changed.published_by) == ("2026-03-04", "reader")
    assert with_override(article, Override(None, None)) == article
    assert with_override(changed, Override(None, "")).published is None


FRONT = """---
title: "Bridges: a survey"
source: Fjord Radio
author: [Ana Petrov, Lars Holm]
published: 2026-03-04
url: https://example.org/bridges
language: nb-NO
---
# Bridges: a survey

Text of it.
"""


def test_front_matter_is_metadata_and_no_text(tmp_path: Path) -> None:
    article = article_of(FRONT, "a.md", tmp_path)
    assert article.text == "# Bridges: a survey\n\nText of it.\n"
    assert (article.title, article.source, article.source_by) == (
        "Bridges: a survey",
        "Fjord Radio",
        "front matter",
    )
    assert (article.author, article.url) == ("Ana Petrov, Lars Holm", "https://example.org/bridges")
    assert (article.published, article.published_by, article.language) == ("2026-03-04", "front matter", "nb")
    assert [p.kind for p in article.passages] == ["title", "paragraph"]


def test_front_matter_that_is_no_yaml_is_read_by_line(tmp_path: Path) -> None:
    article = article_of("---\ntitle: One: two: three\nsource: Fjord\n---\nText.\n", "a.md", tmp_path)
    assert (article.title, article.source, article.text) == ("One: two: three", "Fjord", "Text.\n")
    assert "not valid YAML" in article.warnings[0]


@pytest.mark.parametrize("blank", ["\n", "\r\n", "\n \t\n\n"])
@pytest.mark.parametrize("name", ["a.md", "-"])
def test_front_matter_is_found_below_blank_lines(blank: str, name: str, tmp_path: Path) -> None:
    if name == "-":
        article = next(iter(read_paths(["-"], BytesIO((blank + FRONT).encode()))))
        assert isinstance(article, Article)
    else:
        article = article_of(blank + FRONT, name, tmp_path)
    assert article.text == "# Bridges: a survey\n\nText of it.\n"
    assert (article.source, article.published, article.title) == (
        "Fjord Radio",
        "2026-03-04",
        "Bridges: a survey",
    )


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c",
        "title: !!python/object/apply:os.system ['true']",
        "title: {a: b}",
        "[" * 3000,
        "? [a]\n: b",
        "title: null\npublished: 2026-13-45\nurl: javascript:alert(1)",
    ],
)
def test_hostile_front_matter_gives_no_values(block: str, tmp_path: Path) -> None:
    article = article_of(f"---\n{block}\n---\nThe council met.\n", "a.md", tmp_path)
    assert "The council met." in article.text
    assert (article.url, article.published) == (None, None)
    assert "system" not in article.title or article.title.startswith("!!python")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nJust a rule above.\n\n---\nMore.",
        "--- no\ntitle: x\n---\n",
        "---\ntitle: x\n",
        "\n---\n\nJust a rule.\n\n---\nMore.",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text).body == 0


def test_records_are_articles_and_bad_lines_are_failures(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "One.", "title": "T", "source": "S", "published": "2026-03-04"}),
        json.dumps({"text": "Two.\u2028Three."}, ensure_ascii=False),
        "{not json}",
        "",
        "[1, 2]",
        json.dumps({"id": "a", "text": "Again."}),
        json.dumps({"id": 7, "text": "Seven."}),
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": " \n"}),
        '{"text": ' + "[" * 100_000 + "}",
        '{"id": 1' + "0" * 5000 + ', "text": "Long number."}',
        json.dumps({"id": "x\u001b[31m\ny", "text": "\ud800\u0000 odd"}),
    ]
    file = tmp_path / "r.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_paths([str(file)]))
    shown = [(x.id if isinstance(x, Article) else x.path).rsplit("#", 1)[1] for x in found]
    assert shown == ["a", "2", "3", "5", "a~2", "7", "8", "9", "10", "11", "x␛[31m y"]
    failures = [x for x in found if isinstance(x, Failure)]
    assert [f.path.rsplit("#", 1)[1] for f in failures] == ["3", "5", "8", "9", "10", "11"]
    assert all(f"line {f.path.rsplit('#', 1)[1]} " in f.reason for f in failures)
    first, second, last = found[0], found[1], found[-1]
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(last, Article)
    assert (first.title, first.source, first.source_by, first.published_by) == ("T", "S", "record", "record")
    assert second.text == "Two.\nThree."
    assert last.text == "\ufffd␀ odd"


def test_plain_text_is_the_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffOne\r\n\r\n  two\tthree  \r\n".encode())
    article = next(iter(read_paths([str(file)])))
    assert isinstance(article, Article)
    assert article.text == "One\n\n  two\tthree  \n"


def test_a_date_behind_the_name_of_another_month_is_whole() -> None:
    """What stands within reach of a month is not taken for its date, nor cut off where the reach ends."""
    text = "Crude by the end of September BENGHAZI, Libya | Sun Aug 28, 2011 2:36 pm EDT"
    assert [found.date for found in find_dates(text)] == [dt.date(2011, 8, 28)]
    assert [found.date for found in find_dates("May 3, 2012, in March, on 4 April 2013")] == [
        dt.date(2012, 5, 3),
        dt.date(2013, 4, 4),
    ]
