"""`marks`, `list --set` and `export`: what a person keeps."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.export.export_formats import formats_for

Run = Callable[..., subprocess.CompletedProcess[str]]

QUOTE = "380,000 tonnes of silt"


def _add(briefing: Run, *options: str, path: str = "news/harbour.md") -> dict[str, Any]:
    done = briefing("marks", "add", path, *options)
    assert done.returncode == 0, done.stderr
    (mark,) = json.loads(done.stdout)
    assert isinstance(mark, dict)
    return mark


def _list(briefing: Run, *argv: str) -> list[dict[str, Any]]:
    marks: list[dict[str, Any]] = json.loads(briefing("marks", "list", *argv).stdout)
    return marks


def test_a_quote_is_marked_where_it_stands(briefing: Run, articles: Path) -> None:
    """The mark has the quote's own offsets, and what was said about it."""
    mark = _add(
        briefing, "--quote", QUOTE, "--note", "check", "--tag", "cost", "--tag", "mud", "--colour", "blue"
    )
    text = json.loads(briefing("show", "news/harbour.md").stdout)["text"]
    assert text[mark["start"] : mark["end"]] == mark["text"] == QUOTE
    assert (mark["note"], mark["tags"], mark["colour"]) == ("check", ["cost", "mud"], "blue")
    assert _list(briefing) == [mark]


def test_a_quote_may_be_broken_differently(briefing: Run, articles: Path) -> None:
    """Blanks and line ends between its words do not count."""
    mark = _add(briefing, "--quote", "380,000  tonnes\nof silt")
    assert mark["text"] == QUOTE


def test_a_passage_and_a_range(briefing: Run, articles: Path) -> None:
    """--passage marks all of it, --start and --end what lies between."""
    shown = json.loads(briefing("show", "news/ferry.txt").stdout)
    passage = shown["passages"][1]
    whole = _add(briefing, "--passage", "1", path="news/ferry.txt")
    assert (whole["start"], whole["end"]) == (passage["start"], passage["end"])
    part = _add(briefing, "--start", "0", "--end", "5", path="news/ferry.txt")
    assert part["text"] == shown["text"][:5]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ([], "what to mark is missing"),
        (["--quote", "of herring and cod"], "does not say so"),
        (["--quote", "levy"], "times"),
        (["--quote", " "], "--quote needs"),
        (["--passage", "99"], "has no passage 99"),
        (["--start", "3"], "--start and --end go together"),
        (["--start", "3", "--end", "9", "--passage", "1"], "stand alone"),
        (["--start", "3", "--end", "999999"], "is not a span"),
    ],
)
def test_what_cannot_be_marked(briefing: Run, articles: Path, options: list[str], complaint: str) -> None:
    """Exit code 2, one line, and no mark."""
    done = briefing("marks", "add", "news/harbour.md", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert _list(briefing) == []


def test_which_article_must_be_clear(briefing: Run, articles: Path) -> None:
    """A folder is several; one that cannot be read is exit code 3."""
    several = briefing("marks", "add", "news", "--passage", "0")
    assert several.returncode == 2
    assert "holds 4 articles" in several.stderr
    assert briefing("marks", "add", "nowhere.txt", "--passage", "0").returncode == 3
    assert _add(briefing, "--passage", "0", path="news/wires.jsonl#2")["article"] == "news/wires.jsonl#2"


def test_note_tag_remove(briefing: Run, articles: Path) -> None:
    """Each changes its mark and prints it; an unknown id changes nothing."""
    mark, other = _add(briefing, "--quote", QUOTE), _add(briefing, "--passage", "0")
    (noted,) = json.loads(briefing("marks", "note", mark["id"], "ask the harbour master").stdout)
    assert noted["note"] == "ask the harbour master"
    (tagged,) = json.loads(briefing("marks", "tag", mark["id"], "silt", "cost").stdout)
    assert tagged["tags"] == ["silt", "cost"]
    assert [m["id"] for m in _list(briefing, "--tag", "silt")] == [mark["id"]]
    assert [m["id"] for m in _list(briefing, "--with", "harbour master")] == [mark["id"]]
    assert briefing("marks", "remove", other["id"], "01NOSUCH").returncode == 2
    assert len(_list(briefing)) == 2
    assert briefing("marks", "remove", other["id"]).returncode == 0
    assert [m["id"] for m in _list(briefing)] == [mark["id"]]


def test_marks_of_articles_are_where_the_words_are_now(briefing: Run, articles: Path) -> None:
    """When the file changes, `marks list PATH` gives the new place, or says the words are gone."""
    mark, gone = _add(briefing, "--quote", QUOTE), _add(briefing, "--quote", "Two cranes are due for repair")
    file = articles / "harbour.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("The council voted", "After a long night the council voted").replace(
            "- Two cranes are due for repair.\n", ""
        ),
        encoding="utf-8",
    )
    done = briefing("marks", "list", "news")
    here = {m["id"]: m for m in json.loads(done.stdout)}
    now = json.loads(briefing("show", "news/harbour.md").stdout)["text"]
    assert here[mark["id"]]["start"] > mark["start"]
    assert now[here[mark["id"]]["start"] : here[mark["id"]]["end"]] == QUOTE
    assert f"mark {gone['id']} are not found any more" in done.stderr
    assert [one["id"] for one in here.values() if one.get("orphan")] == [gone["id"]]
    rows = csv.DictReader(io.StringIO(briefing("marks", "list", "news", "--format", "csv").stdout))
    assert {row["id"]: row["orphan"] for row in rows} == {mark["id"]: "", gone["id"]: "1"}


def test_marks_leave_and_come_back(briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `marks export` writes, `marks import` takes, on another machine and more than once."""
    mark = _add(briefing, "--quote", QUOTE, "--note", "=check", "--tag", "cost")
    for form in ("json", "jsonl"):
        exported = briefing("marks", "export", "--format", form)
        assert exported.returncode == 0
        file = articles.parent / f"marks.{form}"
        file.write_text(exported.stdout, encoding="utf-8")
        monkeypatch.setenv("BRIEFING_DATA_DIR", str(articles.parent / f"other-{form}"))
        first = briefing("marks", "import", str(file))
        assert "1 of 1 marks are new" in first.stderr
        assert json.loads(first.stdout) == [mark]
        again = briefing("marks", "import", str(file)).stderr
        assert again == "briefing: 0 of 1 marks are new or newer than those here: 1 is here already\n"
        assert _list(briefing) == [mark]
        assert briefing("marks", "export", "--format", form).stdout == exported.stdout


def test_nothing_to_export(briefing: Run, articles: Path) -> None:
    """Exit code 1, and no file."""
    assert briefing("marks", "export").returncode == 1
    done = briefing("export", "news", "--output", "out.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert not (articles.parent / "out.md").exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "not the JSON of marks"),
        ("[" * 100_000, "not the JSON of marks"),
        ("[1]", "mark 1 is not an object"),
        ('{"id": "a"}', "mark 1"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_what_is_no_file_of_marks(briefing: Run, tmp_path: Path, content: str, complaint: str) -> None:
    """Exit code 3 and one line that names the file."""
    file = tmp_path / "marks.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    done = briefing("marks", "import", str(file))
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{file}: " in done.stderr
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1
    assert briefing("marks", "import", str(tmp_path)).returncode == 3


def test_a_store_that_cannot_be_written(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading goes on; marking is exit code 4 with one line."""
    (articles.parent / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(articles.parent / "file" / "data"))
    assert briefing("figures", "news").returncode == 0
    done = briefing("marks", "add", "news/harbour.md", "--passage", "0")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert "memory" not in done.stderr


def test_source_and_date_are_set_for_good(briefing: Run, articles: Path) -> None:
    """`list --set` holds in later runs, and an empty value goes back to what the article says."""
    done = briefing("list", "news/ferry.txt", "--set", "source=Lindholm Log", "--set", "published=2026-03-15")
    assert done.returncode == 0, done.stderr
    (shown,) = [json.loads(briefing("show", "news/ferry.txt").stdout)]
    assert (shown["source"], shown["published"], shown["published_by"]) == (
        "Lindholm Log",
        "2026-03-15",
        "reader",
    )
    briefing("list", "news/harbour.md", "--set", "source=Other")
    assert json.loads(briefing("show", "news/harbour.md").stdout)["source"] == "Other"
    briefing("list", "news/harbour.md", "--set", "source=")
    assert json.loads(briefing("show", "news/harbour.md").stdout)["source"] == "Quayside Courier"


@pytest.mark.parametrize(
    "argv",
    [
        ["--set", "source=X"],
        ["news", "--set", "title=X"],
        ["news", "--set", "source"],
        ["news", "--set", "published=yesterday"],
        ["news", "--set", "published=2026-02-30"],
    ],
)
def test_what_cannot_be_set(briefing: Run, articles: Path, argv: list[str]) -> None:
    """Unknown fields, dates that are none, and no article named: exit code 2 and nothing set."""
    done = briefing("list", *argv)
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(briefing("show", "news/harbour.md").stdout)["published_by"] == "front matter"


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("markdown", "# Figures"),
        ("html", "<!"),
        ("csv", '"article",'),
        ("jsonl", "{"),
        ("webannotation", "{"),
    ],
)
def test_each_form_of_export(briefing: Run, articles: Path, form: str, beginning: str) -> None:
    """To standard output and to a file come the same bytes."""
    done = briefing("export", "news", "--what", "figures", "--to", form)
    assert done.returncode == 0
    assert done.stdout.lower().startswith(beginning.lower())
    assert briefing("export", "news", "--what", "figures", "--to", form, "--output", "out").stdout == ""
    assert (articles.parent / "out").read_bytes().decode("utf-8") == done.stdout


@pytest.mark.parametrize("form", [one.name for one in formats_for("excerpts")])
@pytest.mark.parametrize("content", ["***\n", "\ufeff***\n", "---\ntitle: A rule\n---\n\n***\n"])
def test_a_mark_in_an_article_without_passages_is_exported(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, content: str
) -> None:
    """A file of nothing but a rule has text, and no passage in which its offsets could stand."""
    (tmp_path / "rule.md").write_text(content, encoding="utf-8")
    (tmp_path / "news.txt").write_text("The mill at Arden burned for nine hours.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert json.loads(briefing("show", "rule.md").stdout)["passages"] == []
    mark = _add(briefing, "--quote", "***", "--note", "nothing more?", path="rule.md")
    _add(briefing, "--quote", "nine hours", path="news.txt")
    done = briefing("export", "rule.md", "news.txt", "--to", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing more?" in done.stdout
    assert "nine hours" in done.stdout
    assert mark in _list(briefing, "rule.md", "news.txt")
    for command in (["search", "mark:any"], ["related"], ["topics"], ["synopsis"], ["figures"], ["list"]):
        assert briefing(*command, "rule.md", "news.txt").returncode in (0, 1)


def test_format_names_forms_too(briefing: Run, articles: Path) -> None:
    """--format text is Markdown, and json an array of what jsonl has by line."""
    lines = briefing("export", "news", "--what", "figures", "--format", "jsonl").stdout.splitlines()
    array = json.loads(briefing("export", "news", "--what", "figures", "--format", "json").stdout)
    assert array == [json.loads(line) for line in lines]
    assert briefing("export", "news", "--what", "figures", "--format", "text").stdout.startswith("# ")
    assert briefing("export", "news", "--to", "csv", "--format", "csv").returncode == 2


def test_marks_and_topics_are_exported(briefing: Run, articles: Path) -> None:
    """Marks by default, a topic by the label that `topics` prints."""
    _add(briefing, "--quote", QUOTE, "--note", "check")
    marks = briefing("export", "news").stdout
    assert f"> {QUOTE}" in marks
    assert "Quayside Courier" in marks
    label = json.loads(briefing("topics", "news").stdout)[0]["label"]
    assert briefing("export", "news", "--topic", label.upper()).returncode == 0
    unknown = briefing("export", "news", "--topic", "astrology")
    assert unknown.returncode == 2
    assert "no topic is called astrology" in unknown.stderr
    assert briefing("export", "news", "--topic", label, "--what", "marks").returncode == 1, (
        "none stands there"
    )


def test_a_lost_quote_is_cited_as_fully_as_its_article(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An orphan knows no author; it is cited like the marks that stand in its article, and the same
    from a library, which is asked for one article after the other."""
    file = articles / "harbour.md"
    kept = f"{QUOTE} were lifted last year"
    lost = "The harbour will be dredged again"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(QUOTE, f"{lost}, to take out {QUOTE}"), encoding="utf-8")
    _add(briefing, "--quote", lost)
    _add(briefing, "--quote", kept)
    file.write_text(text, encoding="utf-8")
    held = briefing("export", "news", "--no-library").stdout
    assert held.index(f"> {lost}") < held.index(f"> {QUOTE}")
    cited = [line for line in held.splitlines() if line.startswith("— ")]
    assert len(cited) == 2
    assert len(set(cited)) == 1
    assert "Ines Okafor" in cited[0]
    from briefing.library.holding_policy import HoldingPolicy

    monkeypatch.setattr("briefing.library.holding_policy.POLICY", HoldingPolicy(1))
    assert briefing("export", "news").stdout == held
    records = [json.loads(line) for line in briefing("export", "news", "--to", "jsonl").stdout.splitlines()]
    assert [record["author"] for record in records] == [None, "Ines Okafor"]


def test_a_file_is_replaced_only_when_asked(briefing: Run, articles: Path) -> None:
    """Without --force it stays as it is, and nothing is lost."""
    file = articles.parent / "out.md"
    file.write_text("mine\n", encoding="utf-8")
    done = briefing("export", "news", "--what", "figures", "--output", "out.md")
    assert done.returncode == 2
    assert "out.md exists already (--force replaces it)" in done.stderr
    assert file.read_text(encoding="utf-8") == "mine\n"
    assert briefing("export", "news", "--what", "figures", "--output", "out.md", "--force").returncode == 0
    assert file.read_text(encoding="utf-8").startswith("# Figures")
    nowhere = briefing("export", "news", "--what", "figures", "--output", "no/such/out.md")
    assert nowhere.returncode == 4
    assert nowhere.stderr.count("\n") == 1


def test_highlights_of_a_reading_list_come_in_once(briefing: Run, articles: Path) -> None:
    """On their words where these are found, else without a place; what was removed stays so."""
    file = articles.parent / "list.csv"
    rows = [f'"{QUOTE}",Harbour,check', '"Nobody wrote these words down here.",Elsewhere,']
    file.write_text("Highlight,Book Title,Note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    first = briefing("marks", "import", str(file), "news")
    placed, orphan = sorted(json.loads(first.stdout), key=lambda mark: not mark["fingerprint"])
    assert (placed["text"], placed["note"]) == (QUOTE, "check")
    assert (orphan["article"], orphan["fingerprint"]) == ("Elsewhere", "")
    assert "2 of 2 highlights" in first.stderr
    assert "0 of 2 highlights" in briefing("marks", "import", str(file), "news").stderr
    assert briefing("marks", "remove", placed["id"]).returncode == 0
    assert "0 of 2 highlights" in briefing("marks", "import", str(file), "news").stderr
    assert [mark["id"] for mark in _list(briefing)] == [orphan["id"]]


def test_why_marks_of_a_file_are_not_taken_is_told(briefing: Run, articles: Path) -> None:
    mark = _add(briefing, "--quote", QUOTE)
    file = articles.parent / "marks.json"
    new = [{**mark, "id": "M1"}, {**mark, "id": "M2"}]
    file.write_text(json.dumps([mark, *new, new[0], mark]), encoding="utf-8")
    told = briefing("marks", "import", str(file)).stderr
    assert told == (
        "briefing: 2 of 5 marks are new or newer than those here:"
        " 2 stand in the file more than once, 1 is here already\n"
    )


def test_why_a_highlight_has_no_place_is_told(briefing: Run, articles: Path) -> None:
    """Its words are not lost where a copy lies beside its article: which is meant is not certain."""
    text = (articles / "harbour.md").read_text(encoding="utf-8")
    (articles / "copy.md").write_text(f"{text}\nAn afterword.\n", encoding="utf-8")
    file = articles.parent / "readwise.csv"
    rows = "Highlight,Book Title,Note\n{quote},{title},\nThese words are not said by anybody here,Unknown,\n"
    file.write_text(
        rows.format(quote=f'"{QUOTE}"', title="Harbour levy splits the council"), encoding="utf-8"
    )
    told = briefing("marks", "import", str(file), "news").stderr
    assert told.splitlines() == [
        "briefing: 2 of 2 highlights are new or found their place",
        "briefing: 1 is kept without a place: the words are not found in what was named",
        "briefing: 1 is kept without a place: the words stand at more than one place of what was named, as in"
        " a copy beside it",
    ]
    told = briefing("marks", "import", str(file), "news/harbour.md").stderr
    assert told.splitlines() == [
        "briefing: 1 of 2 highlights are new or found their place: 1 is here already",
        "briefing: 1 is kept without a place: the words are not found in what was named",
    ]
    for found in _list(briefing):
        briefing("marks", "remove", found["id"])
    told = briefing("marks", "import", str(file), "news/harbour.md").stderr
    assert told == "briefing: 0 of 2 highlights are new or found their place: 2 were removed here\n"


def test_an_orphan_is_told_of_its_own_file_alone(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder has a file of the very name."""
    mark = _add(briefing, "--quote", QUOTE)
    file = articles / "harbour.md"
    file.write_text("Quite another report\n\nNothing is left here of what it said.\n", encoding="utf-8")
    other = articles.parent / "other" / "news"
    other.mkdir(parents=True)
    (other / "harbour.md").write_text("Snow in the hills\n\nThe pass stays shut.\n", encoding="utf-8")
    (articles.parent / "other" / "link").symlink_to(articles)
    for folder, path, told in (
        (articles.parent, "news", "news/harbour.md"),
        (articles, "harbour.md", "harbour.md"),
        (articles.parent / "other", "link", "link/harbour.md"),
        (articles.parent / "other", "news", None),
        (other, "harbour.md", None),
    ):
        monkeypatch.chdir(folder)
        listed, exported = briefing("marks", "list", path), briefing("export", path, "--to", "jsonl")
        words = f"briefing: {told}: the words of mark {mark['id']} are not found any more\n"
        assert listed.stderr == (words if told else "")
        assert [one["article"] for one in json.loads(listed.stdout)] == ([told] if told else [])
        assert [json.loads(line)["article"] for line in exported.stdout.splitlines()] == (
            [told] if told else []
        )


def _told(briefing: Run, *argv: str) -> list[str]:
    return [line.removeprefix("briefing: ") for line in briefing(*argv).stderr.splitlines()]


@pytest.mark.parametrize("more", [0, 600])
def test_marks_stay_with_an_article_that_was_edited_and_renamed(
    briefing: Run, articles: Path, more: int
) -> None:
    for number in range(more):
        (articles / f"{number}.txt").write_text(f"Day {number}\n\nIt rained.\n", encoding="utf-8")
    mark = _add(briefing, "--quote", QUOTE)
    file = articles / "harbour.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nMore is expected.\n", encoding="utf-8")
    assert [one["article"] for one in _list(briefing, "news")] == ["news/harbour.md"]
    file.rename(articles / "zeal.md")
    listed, exported = briefing("marks", "list", "news"), briefing("export", "news", "--to", "jsonl")
    assert [(one["id"], one["article"]) for one in json.loads(listed.stdout)] == [
        (mark["id"], "news/zeal.md")
    ]
    assert [json.loads(line)["article"] for line in exported.stdout.splitlines()] == ["news/zeal.md"]
    assert "not here" not in listed.stderr + exported.stderr


def test_marks_of_articles_that_are_gone_are_counted(briefing: Run, articles: Path) -> None:
    for quote in (QUOTE, "silt"):
        _add(briefing, "--quote", quote, "--tag", quote[:4])
    file = articles / "harbour.md"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    (articles / "zeal.md").write_text(f"{text}\nMore is expected.\n", encoding="utf-8")
    both = "2 marks are of articles that are not here: briefing marks list shows them"
    one = "1 mark is of an article that is not here: briefing marks list shows it"
    nothing = "there are no marks to export"
    assert _told(briefing, "marks", "list", "news") == [both]
    assert _told(briefing, "marks", "list", "news", "--tag", "silt") == [one]
    assert _told(briefing, "export", "news") == [nothing, both]
    assert _told(briefing, "export", "news", "--tag", "silt") == [nothing, one]
    # Of what is asked for here, neither can be.
    assert _told(briefing, "marks", "list", "news/zeal.md") == []
    assert _told(briefing, "export", "news", "--article", "zeal.md") == [nothing]
    assert len(_list(briefing)) == 2
    (articles / "harbour.md").write_text(text, encoding="utf-8")
    assert _told(briefing, "marks", "list", "news") == []


def test_a_file_of_marks_that_is_too_large_tells_the_setting(briefing: Run, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    file.write_text(" " * 5000, encoding="utf-8")
    done = briefing("--setting", "limits.file_bytes=1000", "marks", "import", str(file))
    assert done.returncode == 3
    assert "too large: 5,000 bytes" in done.stderr
    assert "limits.file_bytes" in done.stderr
