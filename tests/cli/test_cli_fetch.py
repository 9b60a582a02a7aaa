"""`briefing fetch` and `briefing URL --fetch`: pages saved whole and read with their addresses."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_server import OddServer, answer, local_network, moved, odd_server

from briefing.cli.commands import read as read_command
from briefing.cli.main import main
from briefing.fetch.page_fetcher import PageFetcher
from briefing.files.fetch_record import FetchRecord, read_record, record_path
from briefing.model.article import Article
from briefing.reading.read_articles import read_paths
from briefing.session import Session, page_saving
from briefing.session.page_saving import page_name

LONG = "The ferry to Varde ran again on Monday, and the harbour master said that repairs had gone well. "
PAGE = f"<!doctype html><html><body><article><h1>Ferries run</h1><p>{LONG * 5}</p></article></body></html>"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://news.example/one</link><description>{LONG}</description></item>
<item><title>Two</title><guid>2</guid><description>{LONG}</description></item></channel></rss>"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[OddServer]:
    """A server that the program reaches by every name."""
    monkeypatch.setattr(page_saving, "PageFetcher", lambda: PageFetcher(local_network()))
    monkeypatch.chdir(tmp_path)
    with odd_server() as running:
        yield running


Fetch = Callable[..., tuple[int, list[dict[str, object]], str]]


@pytest.fixture
def fetch(server: OddServer, capfdbinary: pytest.CaptureFixture[bytes]) -> Fetch:
    """Run `briefing fetch` and give the exit code, what it printed as JSON, and what it said."""

    def run(*argv: str) -> tuple[int, list[dict[str, object]], str]:
        code = main(["fetch", *argv, "--format", "json"])
        out, said = capfdbinary.readouterr()
        return code, json.loads(out) if out else [], said.decode()

    return run


def test_a_page_is_saved_whole_with_its_record(server: OddServer, fetch: Fetch, tmp_path: Path) -> None:
    content = PAGE.encode()
    server.paths["/2026/ferries-run.html"] = answer(content, kind="text/html; charset=utf-8")
    server.paths["/short"] = moved("/2026/ferries-run.html#top")
    asked, url = server.url("/short"), server.url("/2026/ferries-run.html")
    code, (saved,), said = fetch(asked, "--to", "out/pages")
    assert (code, said) == (0, "")
    file = Path(str(saved["file"]))
    assert file.parent == Path("out/pages")
    assert re.fullmatch(r"news-example-ferries-run-[0-9a-f]{8}\.html", file.name)
    assert file.read_bytes() == content
    record = read_record(str(file))
    assert record is not None
    assert (record.url, record.requested, record.redirects) == (url, asked, (url,))
    assert (record.media_type, record.charset) == ("text/html", "utf-8")
    assert record.sha256 == hashlib.sha256(content).hexdigest()
    assert saved == {
        "requested": asked,
        "url": url,
        "file": str(file),
        "format": "web page",
        "bytes": len(content),
        "fetched": record.fetched,
        "new": True,
    }
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, f"{file.name}.fetched.json"]


def test_what_was_saved_is_read_with_its_address(
    server: OddServer, fetch: Fetch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    server.paths["/a"] = answer(
        PAGE.replace("Varde", "Vårde").encode("latin-1"), kind="text/html;charset=latin1"
    )
    server.paths["/b.txt"] = answer(LONG.encode(), kind="text/plain")
    server.paths["/feed"] = answer(FEED.encode(), kind="application/xml")
    urls = [server.url(path) for path in ("/a", "/b.txt", "/feed")]
    code, saved, _ = fetch(*urls, "--to", "pages")
    assert (code, [one["format"] for one in saved]) == (0, ["web page", "plain text", "feed"])
    found = [one for one in read_paths(["pages"]) if isinstance(one, Article)]
    assert len(found) == 4, found
    by_file = {one.id: one for one in found}
    page = by_file[str(saved[0]["file"])]
    assert (page.url, "Vårde" in page.text) == (urls[0], True)
    assert by_file[str(saved[1]["file"])].url == urls[1]
    assert [one.url for one in found if ".rss#" in one.id] == ["https://news.example/one", urls[2]]
    # Records are passed over without a word.
    assert main(["list", "pages"]) == 0
    assert b"fetched.json" not in capfdbinary.readouterr().err


@pytest.mark.parametrize("said", ["", ' encoding="koi8-r"'])
def test_a_feed_that_does_not_say_its_charset_has_that_of_the_server(
    server: OddServer, fetch: Fetch, said: str
) -> None:
    feed = FEED.replace('<?xml version="1.0"?>', f'<?xml version="1.0"{said}?>').replace("The ferry", "Паром")
    server.paths["/f"] = answer(
        feed.encode("koi8-r" if said else "cp1251"), kind="text/xml; charset=windows-1251"
    )
    fetch(server.url("/f"), "--to", "pages")
    assert ["Паром to Varde" in one.text for one in read_paths(["pages"]) if isinstance(one, Article)] == [
        True
    ] * 2


def test_a_page_that_changed_stands_beside_what_it_was(server: OddServer, fetch: Fetch) -> None:
    url = server.url("/a")
    files = []
    for content in (PAGE, PAGE, PAGE + "<!-- new -->", PAGE):
        server.paths["/a"] = answer(content.encode())
        _, (saved,), _ = fetch(url, "--to", "pages")
        files.append((Path(str(saved["file"])).name, saved["new"]))
    first, second = page_name(url) + ".html", page_name(url) + "-2.html"
    assert files == [(first, True), (first, False), (second, True), (first, False)]


def test_a_record_that_was_lost_is_written_anew(server: OddServer, fetch: Fetch) -> None:
    server.paths["/a"] = answer(PAGE.encode())
    _, (saved,), _ = fetch(server.url("/a"), "--to", "pages")
    record = Path(record_path(str(saved["file"])))
    record.unlink()
    _, (again,), _ = fetch(server.url("/a"), "--to", "pages")
    assert (again["file"], again["new"]) == (saved["file"], False)
    assert record.exists()


def test_a_library_keeps_the_address(server: OddServer, fetch: Fetch) -> None:
    server.paths["/a"] = answer(PAGE.encode())
    server.paths["/b.json"] = answer(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "F",
                "items": [{"id": "1", "content_text": LONG}],
            }
        ).encode(),
        kind="application/json",
    )
    fetch(server.url("/a"), server.url("/b.json"), "--to", "pages")
    assert main(["library", "build", "pages"]) == 0
    session = Session()
    session.open_library(("pages",))
    try:
        assert {article.url for article in session.articles} == {server.url("/a"), server.url("/b.json")}
        assert all(one.skipped for one in session.failures)
    finally:
        session.close_library()


def test_one_that_fails_is_told_and_the_rest_goes_on(server: OddServer, fetch: Fetch) -> None:
    server.paths["/a"] = answer(PAGE.encode())
    server.paths["/b"] = answer(b"\x89PNG\r\n\x1a\n" + bytes(200), kind="image/png")
    code, saved, said = fetch(server.url("/gone"), server.url("/b"), server.url("/a"), "--to", "pages")
    assert (code, len(saved)) == (3, 1)
    assert f"briefing: {server.url('/gone')}: there is no such page (404)\n" in said
    assert f"briefing: {server.url('/b')}: it is image/png, which is not read\n" in said
    assert len(list(Path("pages").iterdir())) == 2


@pytest.mark.parametrize(
    "content", ["{", "{}", "\0", "[]", '{"url": "file:///etc/passwd"}', '{"url": 1}', "[" * 9000]
)
def test_a_damaged_record_is_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LONG)
    Path(record_path(str(file))).write_text(content)
    assert read_record(str(file)) is None
    (article,) = read_paths([str(file)])
    assert isinstance(article, Article)
    assert article.url is None


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    record = FetchRecord(
        "https://a.example/", "http://a.example/", ("https://a.example/",), "2026-01-02T03:04:05Z"
    )
    (tmp_path / "a.fetched.json").write_bytes(record.packed())
    assert read_record(str(tmp_path / "a")) == record


@given(st.text(max_size=100))
def test_the_name_of_a_page_is_no_path_and_lasts(path: str) -> None:
    from briefing.fetch.web_address import parse_address

    url = parse_address("https://www.news.example/" + re.sub("[\0-\x1f\x7f-\x9f\ud800-\udfff]", "", path)).url
    name = page_name(url)
    assert re.fullmatch(r"news-example(-[a-z0-9-]{1,48})?-[0-9a-f]{8}", name)
    assert name == page_name(url)


# -- only when asked -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("fetch", "https://news.example/"), "fetch needs --to"),
        (("fetch", "--to", "x"), "URL"),
        (("fetch", "file:///etc/passwd", "--to", "x"), "only http: and https: are loaded"),
        (("fetch", "news.example", "--to", "x"), "only http: and https: are loaded"),
        (("fetch", "https://news.example/", "--to", "file.txt"), "cannot be a folder"),
        (("--to", "x", "https://news.example/"), "--fetch"),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_is_loaded(
    server: OddServer, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], told: str
) -> None:
    Path("file.txt").write_text(LONG)
    assert main(argv) == 2
    assert told in capsys.readouterr().err
    assert not Path("x").exists()


def test_an_address_alone_loads_nothing(server: OddServer, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (["list"], ["show"], ["search", "ferry"]):
        assert main([*argv, server.url("/a")]) == 3
    said = capsys.readouterr().err
    assert said.count("a web address: `briefing fetch` saves pages") == 3
    assert server.asked == []


def test_the_reader_opens_pages_that_it_was_told_to_load(
    server: OddServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_folders: Path
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(read_command, "check_terminal", lambda _: None)

    def open_reader(paths: list[str], *_: object) -> int:
        opened.append(paths)
        return 0

    monkeypatch.setattr(read_command, "open_reader", open_reader)
    server.paths["/a"] = answer(PAGE.encode())
    url = server.url("/a")
    assert main(["notes.md", url, server.url("/gone"), "--fetch"]) == 0
    file = own_folders / "data" / "fetched" / f"{page_name(url)}.html"
    assert opened == [["notes.md", str(file)]]
    assert file.stat().st_mode & 0o077 == 0o044
    assert file.parent.stat().st_mode & 0o077 == 0
    assert "there is no such page (404)" in capsys.readouterr().err
    assert main([url, "--fetch", "--to", "here"]) == 0
    assert opened[1] == [f"here/{page_name(url)}.html"]
    assert main([server.url("/gone"), "--fetch"]) == 3
    assert main(["notes.md", "--fetch"]) == 2
    assert len(opened) == 2
