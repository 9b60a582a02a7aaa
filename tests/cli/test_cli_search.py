"""`search` and `related`: questions, and how they can go wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.article import Ref
from briefing.session import Session
from briefing.session.requests.finding_requests import ReadLens
from briefing.session.worker_session import SessionHost

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_nothing_found_is_exit_1(briefing: Run, articles: Path) -> None:
    """As grep: an empty answer, and the exit code says so."""
    done = briefing("search", "zeppelin", "news/ferry.txt")
    assert (done.returncode, done.stdout) == (1, "[]\n")


def test_a_missing_file_outweighs_nothing_found(briefing: Run, articles: Path) -> None:
    """What could not be read might have held it."""
    assert briefing("search", "zeppelin", "news", "nowhere.txt").returncode == 3


@pytest.mark.parametrize(
    ("query", "column"),
    [('levy "harbour', 5), ("levy (harbour", 5), ("税 (levy", 3), ("levy OR", 5)],
)
def test_a_caret_points_at_the_fault(briefing: Run, articles: Path, query: str, column: int) -> None:
    """Exit code 2, the query on one line and a caret under the fault, in cells."""
    done = briefing("search", query, "news")
    assert (done.returncode, done.stdout) == (2, "")
    shown, caret, message = done.stderr.splitlines()
    assert shown == f"  {query}"
    assert caret == " " * (2 + column) + "^"
    assert message.startswith("briefing: the query cannot be read: ")


def test_a_long_query_is_shown_around_its_fault(briefing: Run, articles: Path) -> None:
    """Ten thousand characters before the fault are not printed."""
    done = briefing("search", "levy " * 2000 + '"open', "news")
    assert done.returncode == 2
    assert max(map(len, done.stderr.splitlines())) < 200


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_query(briefing: Run, query: str) -> None:
    """It is a wrong command line, not a search for everything."""
    done = briefing("search", query)
    assert done.returncode == 2
    assert "the query is empty" in done.stderr


def test_near_misses_are_named(briefing: Run, articles: Path) -> None:
    """A word that stands nowhere is searched by its neighbours, and standard error says which."""
    done = briefing("search", "dregding", "news")
    assert done.returncode == 0
    assert done.stderr.startswith("briefing: dregding stands nowhere; showing dredging")
    assert json.loads(done.stdout)


def test_without_a_result_each_word_is_counted_and_other_queries_are_offered(
    briefing: Run, articles: Path
) -> None:
    """On standard error, in the words of the reader; what is offered can be asked."""
    (articles / "note.txt").write_text("Note\n\nA zeppelin rose.\n\nThe dodo sank.\n", encoding="utf-8")
    done = briefing("search", "zeppelin dodo", "news")
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert done.stderr.splitlines() == [
        "briefing: each alone: zeppelin in 1 passage, dodo in 1 passage",
        "briefing: 1 article has all of it: zeppelin dodo in:article",
    ]
    assert len(json.loads(briefing("search", "zeppelin dodo in:article", "news").stdout)) == 2
    assert "unit:killed finds no passage" in briefing("search", "unit:killed", "news").stderr


def test_a_misspelt_field_is_named_and_searched_as_words(briefing: Run, articles: Path) -> None:
    """It may be text, so it is a hint: the answer is the same as that of the words."""
    (articles / "note.txt").write_text("Note\n\nThey wrote kidn:quote on the levy.\n", encoding="utf-8")
    done = briefing("search", "kidn:quote", "news")
    assert done.returncode == 0
    told, fields = done.stderr.splitlines()
    assert told == "briefing: there is no field kidn: did you mean kind: or these words?"
    assert fields.startswith("briefing: fields are title: source: ")
    assert [hit["article"] for hit in json.loads(done.stdout)] == ["news/note.txt"]
    assert briefing("search", "nmae:Nobody", "news").returncode == 1
    assert briefing("search", 'nmae:Nobody "open', "news").returncode == 2


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("foo:bar", "foo"),
        ("levvy:ferries", "levvy"),
        ("Autor:Meier", "Autor"),
        ("harbuor:dredgng", "harbuor"),
        ("before:2024 levy", "before"),
    ],
)
def test_of_what_is_no_field_it_is_said_which_there_are_and_no_word_is_tried_instead(
    briefing: Run, articles: Path, query: str, field: str
) -> None:
    done = briefing("search", query, "news")
    assert (done.returncode, done.stdout) == (1, "[]\n")
    first, *others = done.stderr.splitlines()
    assert first == f"briefing: there is no field {field}: searched as words"
    assert others[0].startswith("briefing: fields are title: source: topic: ")
    assert "stands nowhere" not in done.stderr
    assert "did you mean" not in done.stderr
    assert all(f"{field.lower()} stands" not in line for line in others)


def test_the_last_word_is_whole(briefing: Run, articles: Path) -> None:
    """On the command line nobody is still typing: a beginning is asked for with a star."""
    assert briefing("search", "passen", "news").returncode == 1
    begun = briefing("search", "passen*", "news")
    assert begun.returncode == 0
    assert "passengers" in begun.stdout


def test_a_limit_is_said(briefing: Run, articles: Path) -> None:
    """Hits left out are counted on standard error, and the exit code is about all of them."""
    done = briefing("search", "levy", "news", "--limit", "1")
    assert len(json.loads(done.stdout)) == 1
    assert "--limit gives more" in done.stderr
    none = briefing("search", "levy", "news", "--limit", "0")
    assert (none.returncode, none.stdout) == (0, "[]\n")


def test_one_passage(briefing: Run, articles: Path) -> None:
    """--passage asks for one, named as in the output."""
    done = briefing("related", "news", "--passage", "news/ferry.txt:3", "--top", "2")
    (answer,) = json.loads(done.stdout)
    assert (answer["article"], answer["passage"]) == ("news/ferry.txt", 3)
    assert len(answer["related"]) <= 2
    assert answer["related"][0]["article"] == "news/harbour.md"


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("news/ferry.txt", "--passage cannot read news/ferry.txt"),
        ("news/ferry.txt:x", "--passage cannot read"),
        ("news/ferry.txt:²", "--passage cannot read"),
        ("news/ferry.txt:99", "has no passage 99"),
        ("other.txt:0", "no article is called other.txt"),
    ],
)
def test_a_passage_there_is_none_of(briefing: Run, articles: Path, name: str, complaint: str) -> None:
    """A wrong name is a wrong command line."""
    done = briefing("related", "news", "--passage", name)
    assert done.returncode == 2
    assert complaint in done.stderr


def test_figures_by_kind_and_rule(briefing: Run, articles: Path) -> None:
    """--kind picks, --explain names the rule, --disable leaves it out."""
    explained = json.loads(briefing("figures", "news", "--kind", "percent", "--explain").stdout)
    assert {figure["kind"] for figure in explained} == {"percent"}
    rules = {figure["rule"] for figure in explained}
    assert all(rules)
    without = json.loads(briefing("figures", "news", "--disable", rules.pop(), "--explain").stdout)
    assert without
    assert explained[0]["rule"] not in {figure["rule"] for figure in without}
    unknown = briefing("figures", "news", "--disable", "astrology")
    assert unknown.returncode == 2
    assert "no rule is called astrology" in unknown.stderr


def test_figures_explain_both_readings_of_a_date(briefing: Run, articles: Path) -> None:
    """Digits whose order nothing tells have no days; --explain shows what they can mean."""
    (articles.parent / "deed.txt").write_text(
        "The deed of the mill was signed on 05/08/2016 in Leeds.", encoding="utf-8"
    )
    (figure,) = json.loads(briefing("figures", "deed.txt", "--kind", "date", "--explain").stdout)
    assert (figure["from"], figure["readings"]) == (None, ["2016-05-08", "2016-08-05"])
    shown = briefing("figures", "deed.txt", "--explain", "--format", "text").stdout
    assert "date: 2016-05-08 or 2016-08-05" in shown


def test_related_says_which_counterparts_are_the_same_text(briefing: Run, tmp_path: Path) -> None:
    report = "The ferry ran aground near the lighthouse at dawn and all were brought ashore by noon."
    told = "A ferry hit rocks close to the lighthouse, and everyone aboard reached the shore by midday."
    for name, text in (("a", told), ("b", report), ("c", report)):
        (tmp_path / f"{name}.txt").write_text(f"Ferry news {name}\n\n{text}\n", encoding="utf-8")
    done = briefing("related", str(tmp_path), "--format", "json")
    by_article = {Path(row["article"]).stem: row for row in json.loads(done.stdout) if row["passage"] == 1}
    same = {
        (Path(one["article"]).stem, one["passage"]): one["same_text"] for one in by_article["b"]["related"]
    }
    assert same["c", 1] is True
    assert same["a", 1] is False
    shown = briefing("related", str(tmp_path), "--format", "text")
    assert shown.stdout.count("same text in") >= 1
    assert shown.stdout.count("same text as the passage asked about") == 2


def test_related_says_which_counterparts_are_nearly_the_same_text(briefing: Run, tmp_path: Path) -> None:
    """As the second edition of a report, with a figure of its own."""
    report = (
        "The ferry ran aground near the lighthouse at dawn on Monday in thick fog, and all {} people "
        "on board were brought ashore by noon in boats of the coast guard, the harbour office said."
    )
    for name, number in (("a", 40), ("b", 42)):
        (tmp_path / f"{name}.txt").write_text(
            f"Ferry news {name}\n\n{report.format(number)}\n", encoding="utf-8"
        )
    shown = briefing("related", str(tmp_path), "--format", "text").stdout
    assert shown.count("nearly the same text as the passage asked about") == 2
    session = Session(use_store=False)
    assert sum(1 for _ in session.open([str(tmp_path)])) == 2
    host = SessionHost()
    host.session = session
    names = sorted(session.by_name)
    lens = ReadLens(Ref(names[0], 1), None, ()).run(host)
    assert (lens.same_text, lens.same_words) == ((Ref(names[1], 1),), False)
