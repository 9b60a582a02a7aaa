"""The JSON of every command: exactly the fields that scripts rely on."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REAL = Path(__file__).resolve().parents[3] / "shared" / "seeds"

Run = Callable[..., subprocess.CompletedProcess[str]]

FIELDS = {
    "list": "article title source author published format language words passages figures topics fingerprint",
    "show": "article title source author published published_by url origin extractor text passages",
    "figures": "article passage start end text kind value low high unit qualifier trend from to of subject "
    "from_value to_value key",
    "names": "name kind count entries",
    "timeline": "from to precision label weight voices looked_back ahead entries",
    "topics": "label keywords share passages key weights stories",
    "related": "article passage related",
    "synopsis": "topic columns rows left_out",
    "search": "article passage score spans snippet why",
    "marks list": "id article fingerprint passage start end text prefix suffix colour note tags created "
    "modified",
    "config": "key value origin place line accepted meaning",
    "paths": "config data state cache seeds themes",
}
INNER = {
    ("show", "passages"): "passage kind level start end",
    ("topics", "passages"): "article passage weight",
    ("names", "entries"): "article passage start end text",
    ("timeline", "entries"): "article passage start end text sentence ahead published copy_of speaker",
    ("related", "related"): "article passage score why same_text copies",
    ("synopsis", "columns"): "article title source author published url",
    ("synopsis", "rows"): "label differs changed cells",
    ("search", "spans"): "start end",
}


def _json(briefing: Run, *argv: str) -> Any:
    done = briefing(*argv, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def _argv(command: str, *paths: str) -> list[str]:
    query = ["levy"] if command == "search" else []
    return [*command.split(), *query, *([] if command in ("paths", "config") else paths)]


@pytest.mark.parametrize("command", [name for name in FIELDS if name not in ("paths", "show")])
def test_fields(briefing: Run, articles: Path, command: str) -> None:
    """An array of objects with these fields in this order, and so the objects inside them."""
    if command == "marks list":
        briefing("marks", "add", "news/ferry.txt", "--passage", "1")
    records = _json(briefing, *_argv(command, "news"))
    assert isinstance(records, list)
    assert records
    for record in records:
        assert list(record) == FIELDS[command].split()
    for (name, field), inner in INNER.items():
        if name == command:
            found = [item for record in records for item in record[field]]
            assert found
            assert all(list(item) == inner.split() for item in found)


def test_fields_of_one_object(briefing: Run, articles: Path) -> None:
    """`show` of one article and `paths` print an object."""
    shown = _json(briefing, "show", "news/harbour.md")
    assert list(shown) == FIELDS["show"].split()
    assert all(list(p) == INNER["show", "passages"].split() for p in shown["passages"])
    assert list(_json(briefing, "paths")) == FIELDS["paths"].split()


def test_show_of_several_is_an_array(briefing: Run, articles: Path) -> None:
    """More than one article gives an array of the same objects, none an empty one."""
    several = _json(briefing, "show", "news/wires.jsonl")
    assert [article["article"] for article in several] == ["news/wires.jsonl#cod", "news/wires.jsonl#2"]
    assert briefing("show", "nowhere.txt").stdout == "[]\n"


@pytest.mark.parametrize(
    "command", [name for name in FIELDS if name not in ("marks list", "config", "paths")]
)
def test_the_bundled_articles_are_read_where_nothing_is_named(briefing: Run, command: str) -> None:
    """Every command has something to say about what comes with the program."""
    query = ["soybeans"] if command == "search" else []
    records = _json(briefing, command, *query)
    assert records
    names = {record.get("article") for record in records} - {None}
    assert len(names) == 5 or command in ("names", "timeline", "topics", "synopsis", "search")


@pytest.mark.parametrize("command", [name for name in FIELDS if name not in ("marks list", "paths")])
def test_lines_and_arrays_hold_the_same(briefing: Run, articles: Path, command: str) -> None:
    """JSON Lines are the elements of the array, one a line."""
    array = _json(briefing, *_argv(command, "news"))
    lines = briefing(*_argv(command, "news"), "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == array


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("list", FIELDS["list"]),
        ("show", "article passage kind level start end text"),
        ("figures", FIELDS["figures"]),
        ("names", "name kind count article passage start end text"),
        ("topics", "label keywords share article passage weight"),
        ("related", "article passage related_article related_passage score why"),
        (
            "synopsis",
            "topic row label differs article source published passage start end text same_as figures",
        ),
        ("search", "article passage score spans snippet"),
        # Of articles, as here, it says of each mark whether its words are gone.
        ("marks list", f"{FIELDS['marks list']} orphan"),
        ("paths", FIELDS["paths"]),
    ],
)
def test_csv_columns(briefing: Run, articles: Path, command: str, columns: str) -> None:
    """CSV has a header row, lines that end in CR LF, and as many cells in every row."""
    briefing("marks", "add", "news/ferry.txt", "--passage", "1")
    text = briefing(*_argv(command, "news"), "--format", "csv").stdout
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == columns.split()
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(columns.split())}
    assert text.count("\r\n") >= len(rows)


def test_spans_are_the_text_beside_them(briefing: Run, articles: Path) -> None:
    """Offsets of figures, matches and passages count code points in the text that `show` prints."""
    texts = {article["article"]: article for article in _json(briefing, "show", "news")}
    for figure in _json(briefing, "figures", "news"):
        text = texts[figure["article"]]["text"]
        assert text[figure["start"] : figure["end"]] == figure["text"]
        passage = texts[figure["article"]]["passages"][figure["passage"]]
        assert passage["start"] <= figure["start"] < figure["end"] <= passage["end"]
    for name in _json(briefing, "names", "news"):
        for entry in name["entries"]:
            assert texts[entry["article"]]["text"][entry["start"] : entry["end"]] == entry["text"]
    hits = _json(briefing, "search", "levy", "news")
    for hit in hits:
        assert hit["snippet"] in texts[hit["article"]]["text"]
        for span in hit["spans"]:
            assert texts[hit["article"]]["text"][span["start"] : span["end"]].casefold() == "levy"


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real articles is not beside the repository")
def test_real_articles_keep_the_contract(briefing: Run) -> None:
    """Five real news texts: every field, every span, every passage asked about."""
    folder = str(REAL)
    texts = {article["article"]: article for article in _json(briefing, "show", folder)}
    assert len(texts) == 5
    for command in ("list", "figures", "topics", "related"):
        records = _json(briefing, command, folder)
        assert records
        assert all(list(record) == FIELDS[command].split() for record in records)
    for figure in _json(briefing, "figures", folder):
        assert texts[figure["article"]]["text"][figure["start"] : figure["end"]] == figure["text"]
    for article in texts.values():
        assert article["text"] == Path(article["article"]).read_text(encoding="utf-8-sig")


def test_values_are_plain_numbers(briefing: Run, articles: Path) -> None:
    """A scaled amount is a whole number, in JSON and in CSV."""
    done = briefing("figures", "news/harbour.md", "--kind", "money", "--format", "jsonl")
    assert '"value": 2400000,' in done.stdout
    assert ",2400000," in briefing("figures", "news/harbour.md", "--format", "csv").stdout


def test_article_names_are_as_given(briefing: Run, articles: Path) -> None:
    """A file in a folder is folder/name, a record of a file of several FILE#ID or FILE#LINE."""
    names = [article["article"] for article in _json(briefing, "list", "news")]
    assert names == ["news/ferry.txt", "news/harbour.md", "news/wires.jsonl#cod", "news/wires.jsonl#2"]
    names = [article["article"] for article in _json(briefing, "list", "./news/harbour.md")]
    assert names == ["./news/harbour.md"]


def test_related_answers_for_every_passage(briefing: Run, articles: Path) -> None:
    """One object for each passage, and never a passage of the same article in it."""
    shown = _json(briefing, "show", "news")
    related = _json(briefing, "related", "news")
    assert [(r["article"], r["passage"]) for r in related] == [
        (article["article"], p["passage"]) for article in shown for p in article["passages"]
    ]
    pairs = [(r["article"], one["article"]) for r in related for one in r["related"]]
    assert pairs
    assert all(one != other for one, other in pairs)
