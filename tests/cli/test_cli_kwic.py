"""`search` with fields, in other orders, page by page and as a concordance."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three short articles of three months, in the working folder."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for month, title, text in (
        ("01", "Quay dues rise", "The quay dues rise by 12% to $4m, the port says."),
        ("02", "Ferry fares", "Some quay dues fall by 3 per cent while ferry fares stay at $40m in all."),
        ("03", "Grain", "Grain worth $2.5 million left the old quay, 900 tonnes of it."),
    ):
        page = f"---\ntitle: {title}\nsource: Port Wire\ndate: 2026-{month}-10\n---\n\n{text}\n"
        (folder / f"m{month}.md").write_text(page, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def names(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [record["article"] for record in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("quay date:2026-02..", "23"),
        ("quay date:..2026-02", "12"),
        ("quay date:2026-02-10", "2"),
        ("quay title:ferry", "2"),
        ("quay source:port", "123"),
        ("figure:>10m", "2"),
        ("figure:$1m..5m", "13"),
        ("figure:<5%", "2"),
        ("unit:tonnes", "3"),
        ("quay NEAR/1 dues", "12"),
        ("dues NEAR/2 fall", "2"),
    ],
)
def test_fields(briefing: Run, dated: Path, query: str, months: str) -> None:
    """Each finds the articles of the months named, and no others."""
    done = briefing("search", query, "wire", "--sort", "oldest")
    found = [name[-4] for name in names(done)]
    assert sorted(set(found)) == list(months)


def test_order_by_date(briefing: Run, dated: Path) -> None:
    """Newest first, or oldest first."""
    newest = names(briefing("search", "quay kind:paragraph", "wire", "--sort", "date"))
    assert newest == ["wire/m03.md", "wire/m02.md", "wire/m01.md"]
    assert names(briefing("search", "quay kind:paragraph", "wire", "--sort", "oldest")) == newest[::-1]


def test_pages_make_up_the_whole(briefing: Run, dated: Path) -> None:
    """--offset goes on where --limit ended."""
    whole = names(briefing("search", "quay", "wire"))
    pages = [
        names(briefing("search", "quay", "wire", "--limit", "1", "--offset", str(at))) for at in range(4)
    ]
    assert [name for page in pages for name in page] == whole


def test_concordance(briefing: Run, dated: Path) -> None:
    """One record a match, with what stands around it; sorted by the word after it."""
    done = briefing("search", "quay kind:paragraph", "wire", "--kwic", "--sort", "right")
    records = json.loads(done.stdout)
    assert [record["match"] for record in records] == ["quay"] * 3
    after = [record["right"].casefold().split() for record in records]
    assert after == sorted(after)
    left = json.loads(briefing("search", "quay kind:paragraph", "wire", "--kwic", "--sort", "left").stdout)
    before = [record["left"].casefold().split()[::-1] for record in left]
    assert before == sorted(before)


def test_lines_are_aligned_on_the_match(briefing: Run, dated: Path) -> None:
    """In text every match begins in the same column."""
    done = briefing("search", "quay kind:paragraph", "wire", "--kwic", "--format", "text")
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert len({line.index("quay") for line in lines}) == 1
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--sort", "left"), "--sort left needs --kwic"),
        (("--sort", "size"), "size"),
    ],
)
def test_an_order_there_is_none_of(
    briefing: Run, dated: Path, options: tuple[str, ...], complaint: str
) -> None:
    """It is a wrong command line."""
    done = briefing("search", "quay", "wire", *options)
    assert done.returncode == 2
    assert complaint in done.stderr


@pytest.mark.parametrize(
    ("query", "column"),
    [("quay figure:>many", 5), ("quay date:2026-13", 5), ("kind:novel quay", 0), ("quay tag:nowhere", 5),
     ("quay NEAR", 5), ("title:", 0)],
)  # fmt: skip
def test_a_caret_points_at_a_field_that_cannot_be_read(
    briefing: Run, dated: Path, query: str, column: int
) -> None:
    """Exit code 2, and a caret under it."""
    done = briefing("search", query, "wire")
    assert (done.returncode, done.stdout) == (2, "")
    shown, caret, *_ = done.stderr.splitlines()
    assert shown == f"  {query}"
    assert caret == " " * (2 + column) + "^"
