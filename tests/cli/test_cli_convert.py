"""`briefing convert` and `briefing formats`: the way out for other programs, and what is read."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.export.article_markdown import article_markdown, file_name
from briefing.model.article import Article
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.read_articles import read_data
from briefing.reading.sources import InputFile

Run = Callable[..., subprocess.CompletedProcess[str]]
LONG = "The ferry to Varde ran again on Monday, and the harbour master said that repairs had gone well."
BLOCKS = (
    ExtractedBlock("title", "Ferries *run* again"),
    ExtractedBlock("paragraph", f"{LONG}\n# {LONG}"),
    ExtractedBlock("heading", "North", 2),
    ExtractedBlock("list item", "one", 1),
    ExtractedBlock("list item", "two", 2),
    ExtractedBlock("quote", "We | waited."),
    ExtractedBlock("row", "\tMay"),
    ExtractedBlock("row", "boats\t12\tx|y"),
    ExtractedBlock("code", "a\n```\nb"),
    ExtractedBlock("footnote", "See <b>."),
)


def made(*blocks: ExtractedBlock, **fields: str) -> Article:
    return article_of(ExtractedArticle(blocks, **fields), ReadContext("a.docx"))  # type: ignore[arg-type]


def test_every_kind_of_passage_has_its_markdown() -> None:
    body = article_markdown(made(*BLOCKS)).split("---\n", 2)[2]
    assert body == (
        f"\n# Ferries \\*run\\* again\n\n{LONG}  \n\\# {LONG}\n\n## North\n\n- one\n  - two\n\n"
        "> We \\| waited.\n\n"
        "|  | May |  |\n| --- | --- | --- |\n| boats | 12 | x\\|y |\n\n````\na\n```\nb\n````\n\nSee \\<b>.\n"
    )


def test_front_matter_says_what_is_known() -> None:
    said = {"author": "A: 'b'\n---\nx", "published": "2026-03-04", "url": "https://a.example/"}
    text = article_markdown(made(*BLOCKS, **said))
    values = yaml.safe_load(text.split("---\n", 2)[1])
    assert values["title"] == "Ferries *run* again"
    assert (values["author"], values["url"]) == ("A: 'b' --- x", "https://a.example/")
    assert (values["article"], values["published"]) == ("a.docx", "2026-03-04")
    (again,) = read_data(InputFile("a.md", "a.md"), text.encode())
    assert isinstance(again, Article)
    assert (again.title, again.author, again.published) == (values["title"], values["author"], "2026-03-04")
    kinds = [passage.kind for passage in again.passages]
    assert kinds.count("list item") == 2
    assert kinds.count("quote") == 1


@given(st.text(max_size=80))
def test_a_name_is_no_path_and_lasts(title: str) -> None:
    article = made(ExtractedBlock("paragraph", LONG), title=title)
    name = file_name(article)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}-[0-9a-f]{8}\.md", name)
    assert name == file_name(made(ExtractedBlock("paragraph", LONG), title=title))


def test_convert_writes_a_file_an_article(briefing: Run, articles: Path) -> None:
    done = briefing("convert", "news", "--to", "out/texts", "--format", "json")
    assert done.returncode == 0, done.stderr
    written = json.loads(done.stdout)
    assert [one["article"] for one in written] == [
        one["article"] for one in json.loads(briefing("list", "news", "--format", "json").stdout)
    ]
    files = {Path(one["file"]).name for one in written}
    assert files == {path.name for path in Path("out/texts").iterdir()}
    assert len(files) == len(written)
    again = briefing("convert", "news", "--to", "out/texts", "--format", "json")
    assert (again.returncode, again.stdout) == (0, done.stdout)


def test_convert_replaces_nothing_without_being_told(briefing: Run, articles: Path) -> None:
    written = json.loads(briefing("convert", "news/harbour.md", "--to", "out", "--format", "json").stdout)
    file = Path(written[0]["file"])
    whole = file.read_text(encoding="utf-8")
    file.write_text("mine", encoding="utf-8")
    refused = briefing("convert", "news/harbour.md", "--to", "out")
    assert refused.returncode == 4
    assert "--force" in refused.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert briefing("convert", "news/harbour.md", "--to", "out", "--force").returncode == 0
    assert file.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize("argv", [("--to", "out"), ("news",), ("news", "--to", "news/harbour.md")])
def test_convert_asks_for_articles_and_a_folder(briefing: Run, articles: Path, argv: tuple[str, ...]) -> None:
    assert briefing("convert", *argv).returncode == 2


def test_formats_says_what_is_read_and_what_it_needs(briefing: Run) -> None:
    found = json.loads(briefing("formats", "--format", "json").stdout)
    assert all(list(one) == ["suffixes", "name", "read", "needs"] for one in found)
    plain = next(one for one in found if ".txt" in one["suffixes"])
    assert plain == {"suffixes": [".txt"], "name": "plain text", "read": True, "needs": None}
    page = next(one for one in found if ".html" in one["suffixes"])
    assert page["read"] is True
    assert page["needs"] in (None, "pip install 'briefing-reader[html]'")
