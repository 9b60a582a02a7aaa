"""Web archives: which records are articles, revisits, and archives that break off."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import pytest

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading import read_apart
from briefing.reading.formats import web_archive
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.formats.web_archive import read
from briefing.reading.read_apart import READER_CHILD
from briefing.reading.read_articles import read_paths
from briefing.reading.reader_child import LEAST_AT_ONCE, DocumentAnswer, DocumentQuestion, packed

pytest.importorskip("fastwarc", reason="web archives are read with the extra")

SAMPLES = Path(__file__).parent / "samples"
STORY = "<html><body><article><h1>Toll {0}</h1>" + "<p>The toll on the bridge rises again in April.</p>" * 5
CUT = "damaged: the archive breaks off, what stands before that is read"


def record(
    address: str,
    body: str = "",
    *,
    status: int = 200,
    kind: str = "response",
    digest: str = "",
    at: str = "07",
) -> bytes:
    http = f"HTTP/1.1 {status} x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    said = f"WARC-Payload-Digest: {digest}\r\n" if digest else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2026-03-{at}T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{address}{at}>\r\n{said}"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def articles(data: bytes) -> list[Article]:
    found = list(read(data, ReadContext("a.warc")))
    assert not [one for one in found if isinstance(one, Failure)], found
    return [one for one in found if isinstance(one, Article)]


@pytest.mark.parametrize(("name", "listed"), [("archive.warc.gz", 3), ("archive.wacz", 2)])
def test_samples(name: str, listed: int) -> None:
    path = str(SAMPLES / name)
    found = [one for one in read_paths([path]) if isinstance(one, Article)]
    assert [one.id.removeprefix(path) for one in found] == [
        "#20260304100000/https://news.example/2026/03/04/harbour-strike",
        "#20260305100000/https://ledger.example/economy/forecast",
        "#20260306100000/https://eveningpost.example/farmers-store-wheat",
    ][:listed]
    assert (found[0].author, found[0].published) == ("Mara Ilves", "2026-03-04")
    assert found[0].url == "https://news.example/2026/03/04/harbour-strike"
    assert "record at byte 0" in (found[0].origin or "")
    assert [one.fetched for one in found] == [f"2026-03-0{day}T10:00:00Z" for day in (4, 5, 6)[:listed]]
    counted = [one.text[p.start : p.end] for one in found for p in one.passages if p.kind != "boilerplate"]
    assert "zebra" not in " ".join(counted).lower()
    unlisted = ("frames that the archive does not list as pages are left out: 1",) if listed < 3 else ()
    assert found[0].warnings == unlisted


def test_pages_of_another_status_are_none_and_revisits_are_the_page_they_mean() -> None:
    data = (
        record("https://x.example/a", STORY.format(1), digest="sha1:A", at="01")
        + record("https://x.example/gone", STORY.format(2), status=404)
        + record("https://x.example/a", kind="revisit", digest="sha1:A", at="02")
        + record("https://x.example/b", kind="revisit", digest="sha1:B", at="03")
    )
    one, two = articles(data)
    assert [one.id, two.id] == [
        "a.warc#20260301100000/https://x.example/a",
        "a.warc#20260302100000/https://x.example/a",
    ]
    assert one.text == two.text
    assert (one.fetched, two.fetched) == ("2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z")
    assert one.warnings[0] == "a revisit in it is of a page that is not in the file"
    assert one.origin != two.origin


@pytest.mark.parametrize("is_packed", [True, False])
def test_an_archive_that_breaks_off_is_told(is_packed: bool) -> None:
    records = [record(f"https://x.example/{at}", STORY.format(at)) for at in range(2)]
    data = b"".join(gzip.compress(one) if is_packed else one for one in records)
    assert CUT not in articles(data)[0].warnings
    for cut in (1, 20, 150):
        assert CUT in articles(data[:-cut])[0].warnings


def test_more_pages_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_archive, "MOST_PAGES", 150)
    page = record("https://x.example/a", "<p>It rises.</p>", digest="sha1:A")
    data = page + record("https://x.example/a", kind="revisit", digest="sha1:A") * 150
    found = articles(data)
    assert len(found) == 150
    assert "only the first 150 of 151 pages are read" in found[0].warnings


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n",
        gzip.compress(b"It rises.", mtime=0),
        record("https://x.example/gone", "x", status=404),
        gzip.compress(record("https://x.example/a", STORY), mtime=0)[:20],
    ],
    ids=["cut", "no archive", "gone", "packed and cut"],
)
def test_an_archive_without_a_page_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"no web page|breaks off"):
        list(read(data, ReadContext("a.warc")))


@pytest.mark.parametrize(
    ("suffix", "name"), [(".txt", "web archive"), (".wacz", "web archive"), (".gz", "web archive in .gz")]
)
def test_the_first_bytes_say_what_it_is(suffix: str, name: str) -> None:
    file = "archive.wacz" if suffix == ".wacz" else "archive.warc.gz"
    assert REGISTRY.choose(suffix, (SAMPLES / file).read_bytes()).name == name
    assert REGISTRY.choose("", record("https://x.example/a")).name == "web archive"


@pytest.mark.parametrize("done", [1, 4, 11, 12])
def test_an_archive_is_gone_on_with_behind_what_was_read(done: int) -> None:
    addresses = [f"https://x.example/{at % 4}" for at in range(9)]
    data = b"".join(
        record(address, STORY.format(at), digest=f"sha1:{at}") for at, address in enumerate(addresses)
    )
    data += record(addresses[0], kind="revisit", digest="sha1:0") * 2
    data += record(addresses[0], kind="revisit", digest="sha1:gone") + record(addresses[0], STORY)
    whole = list(read(data, ReadContext("a.warc")))
    assert len(whole) == 12
    assert list(read(data, ReadContext("a.warc", done=done))) == whole[done:]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Article | Failure]]:
    """An archive of seventy pages, and what is read in it at once."""
    path = tmp_path_factory.mktemp("large") / "a.warc"
    path.write_bytes(b"".join(record(f"https://x.example/{at}", STORY.format(at)) for at in range(70)))
    return path, list(read(path.read_bytes(), ReadContext(str(path))))


def test_a_large_archive_is_asked_for_until_all_of_it_is_read(
    large: tuple[Path, list[Article | Failure]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = large
    asked = answered_by(monkeypatch, 30)
    assert list(read_paths([str(path)])) == whole
    assert asked == [0, 30, 60]


@pytest.mark.parametrize(
    ("at_once", "most", "asked_for"), [(30, 2, [0, 30]), (30, 3, [0, 30, 60]), (LEAST_AT_ONCE - 1, 9, [0])]
)
def test_an_archive_that_is_not_read_to_its_end_says_so(
    large: tuple[Path, list[Article | Failure]],
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
    most: int,
    asked_for: list[int],
) -> None:
    path, whole = large
    monkeypatch.setattr(read_apart, "_MOST_TIMES", most)
    asked = answered_by(monkeypatch, at_once)
    found = list(read_paths([str(path)]))
    assert asked == asked_for
    count = min(at_once * len(asked_for), len(whole))
    assert found[:count] == whole[:count]
    told = f"reading it takes too long: only its first {count} articles are read"
    assert found[count:] == ([Failure(str(path), told)] if count < len(whole) else [])


def answered_by(monkeypatch: pytest.MonkeyPatch, at_once: int) -> list[int]:
    """Have no more articles given for one question; the list is of how many were done when each was asked."""
    asked: list[int] = []

    def answered(question: bytes, _seconds: float) -> bytes:
        one = DocumentQuestion(*pickle.loads(question))
        asked.append(one.context.done)
        found = list(read(one.data, one.context))
        left = found[:at_once]
        return packed(DocumentAnswer(tuple(left), None, False, len(left) < len(found), is_last=False))

    monkeypatch.setattr(READER_CHILD._process, "ask", answered)
    return asked
