"""Pages from a server on this machine that misbehaves: an answer or a refusal by name, never a hang."""

from __future__ import annotations

import gzip
import ipaddress
import re
import ssl
import zlib
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from odd_server import HERE, Act, OddServer, Send, allowed, answer, local_network, moved, odd_server
from tiers import examples

from briefing import __version__
from briefing.errors import ReadError
from briefing.fetch import page_fetcher
from briefing.fetch.http_exchange import Network
from briefing.fetch.page_fetcher import MOST_REDIRECTS, PageFetcher
from briefing.fetch.public_hosts import IPAddress

PAGE = b"<!doctype html><title>Ferries</title><p>The ferry to Varde ran again on Monday."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SHORT = 0.3
"""Seconds given where nothing comes, or nothing ends."""


def for_ever(*first: bytes, then: bytes) -> Act:
    """Sends something, and something else again and again."""

    def act(send: Send) -> None:
        for one in first:
            send(one)
        while True:
            send(then)

    return act


def slowly(data: bytes, *, first: bytes = b"") -> Act:
    """Sends something at once, and the rest so slowly that it never ends."""

    def act(send: Send) -> None:
        from threading import Event

        send(first)
        for place in range(len(data)):
            send(data[place : place + 1])
            Event().wait(0.05)

    return act


def quiet(_send: Send) -> None:
    from threading import Event

    Event().wait(2 * SHORT)


BOMB = gzip.compress(b"\0" * 30_000_000)
PACKED = "Content-Encoding: gzip\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

MISBEHAVIOUR: dict[str, tuple[bytes | Act, str]] = {
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", "no HTTP"),
    "closed at once": (b"", "no HTTP"),
    "silent": (quiet, "takes too long"),
    "head in drops": (slowly(HEAD * 20), "takes too long"),
    "content in drops": (slowly(PAGE * 20, first=HEAD + b"\r\n"), "takes too long"),
    "head without end": (for_ever(HEAD, then=b"X-Line: " + b"x" * 60_000 + b"\r\n"), "no HTTP|without end"),
    "line without end": (for_ever(HEAD, then=b"x" * 60_000), "no HTTP"),
    "continue without end": (for_ever(then=b"HTTP/1.1 100 Continue\r\n\r\n" * 500), "without end|too long"),
    "too many heads": (HEAD + b"X: y\r\n" * 200 + b"\r\n" + PAGE, "no HTTP"),
    "shorter than said": (HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE, "breaks off"),
    "chunk broken off": (CHUNKED + b"500\r\n" + PAGE, "breaks off"),
    "chunk of no size": (CHUNKED + b"zz\r\n" + PAGE, "breaks off|no HTTP"),
    "last chunk missing": (CHUNKED + b"%x\r\n" % len(PAGE) + PAGE + b"\r\n", "breaks off"),
    "trailers without end": (for_ever(CHUNKED, b"0\r\n", then=b"x: y\r\n" * 5000), "without end|too long"),
    "said to be large": (HEAD + b"Content-Length: 20000000000\r\n\r\n" + PAGE, "larger than 10 MB"),
    "without end": (for_ever(HEAD + b"\r\n", then=b"x" * 100_000), "larger than 10 MB"),
    "chunks without end": (
        for_ever(CHUNKED, then=b"186a0\r\n" + b"x" * 100_000 + b"\r\n"),
        "larger than 10 MB",
    ),
    "bomb": (answer(BOMB, heads=PACKED), "larger than 10 MB"),
    "bomb as deflate": (
        answer(zlib.compress(b"x" * 20_000_000), heads="Content-Encoding: deflate\r\n"),
        "larger",
    ),
    "packed and cut": (answer(gzip.compress(PAGE * 9)[:-12], heads=PACKED), "breaks off"),
    "packed and damaged": (answer(b"\x1f\x8b\x08\0" + b"\xff" * 99, heads=PACKED), "damaged"),
    "not packed as said": (answer(PAGE, heads=PACKED), "damaged"),
    "packed as nobody asked": (answer(PAGE, heads="Content-Encoding: br\r\n"), "not asked for"),
    "packed twice": (answer(PAGE, heads="Content-Encoding: gzip, gzip\r\n"), "not asked for"),
    "nothing in it": (answer(), "nothing in it"),
    "no page": (answer(PAGE, "404 Not Found"), "no such page"),
    "forbidden": (answer(PAGE, "403 \x1b]0;no\x07"), "does not give it"),
    "fault": (answer(PAGE, "500 Oh no"), "answers 500"),
    "part": (answer(PAGE, "206 Partial Content"), "answers 206"),
    "no status": (answer(PAGE, "20x OK"), "no HTTP"),
    "to a file": (moved("file:///etc/passwd"), "only http: and https:"),
    "to nowhere": (moved(""), "not said where to"),
    "to a password": (moved("http://a:b@news.example/"), "user name"),
    "to another service": (moved("http://news.example:25/"), "port 25"),
    "to what is no address": (moved("http://[/"), "no web address"),
    "to control signs": (moved("/a\x1b]0;x\x07"), "control characters"),
    "to this network": (moved("http://10.0.0.1/"), "10.0.0.1 is not on the public internet"),
    "to the cloud's own": (moved("http://169.254.169.254/latest/meta-data"), "not on the public internet"),
    "to a name inside": (moved("http://inside.example/"), "inside.example is not on the public"),
    "to a number inside": (moved("http://[::ffff:10.0.0.1]/"), "not on the public internet"),
    "to the same": (moved("/page"), "in a circle"),
    "to no host": (moved("https:///x"), "names no host"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_server_that_misbehaves_is_refused_by_name(
    server: OddServer, fetcher: PageFetcher, name: str
) -> None:
    server.paths["/page"], told = MISBEHAVIOUR[name]
    is_slow = "too long" in told
    with pytest.raises(ReadError, match=told) as refused:
        fetcher.fetch(server.url("/page"), seconds=SHORT if is_slow else page_fetcher.SECONDS)
    assert refused.value.message.isprintable()
    assert set(server.asked) == {"/robots.txt", "/page"}


def test_a_page_is_as_it_was_sent_with_what_was_said_of_it(server: OddServer, fetcher: PageFetcher) -> None:
    content = "<p>Паром".encode("cp1251")
    server.paths["/a"] = answer(content, kind='Text/HTML; boundary=x; charset="Windows-1251"')
    page = fetcher.fetch(server.url("/a#part"))
    assert (page.content, page.media_type, page.charset) == (content, "text/html", "windows-1251")
    assert (page.requested, page.url, page.redirects) == (server.url("/a"), server.url("/a"), ())
    assert page.fetched.tzinfo is not None


def test_who_asks_says_its_name_and_nothing_of_its_user(server: OddServer, fetcher: PageFetcher) -> None:
    server.paths["/a"] = answer(PAGE, heads="Set-Cookie: a=b\r\n")
    server.paths["/b"] = moved("/a")
    fetcher.fetch(server.url("/a"))
    fetcher.fetch(server.url("/b"))
    for head in server.heads:
        names = set(re.findall(r"^([\w-]+):", head, re.M))
        assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert f"User-Agent: briefing/{__version__} (" in head
        assert f"Host: news.example:{server.port}\r\n" in head


def test_nothing_that_a_page_names_is_loaded(server: OddServer, fetcher: PageFetcher) -> None:
    inside = (
        b"<!doctype html><meta http-equiv=refresh content='0;url=/b'><link rel=stylesheet href=/c.css>"
        b"<img src=/d.png><script src=/e.js></script><iframe src=/f></iframe><link rel=icon href=/g.ico>"
    )
    server.paths["/a"] = answer(inside, heads="Refresh: 0; url=/b\r\nLink: </c.css>; rel=preload\r\n")
    assert fetcher.fetch(server.url("/a")).content == inside
    assert server.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_kept(server: OddServer, fetcher: PageFetcher, status: int) -> None:
    server.paths["/a"] = moved("b/c?x=1#y", f"{status} Moved")
    server.paths["/b/c?x=1"] = moved(server.url("/ä", "other.example"))
    server.paths["/%C3%A4"] = answer(PAGE)
    page = fetcher.fetch(server.url("/a"))
    assert page.redirects == (server.url("/b/c?x=1"), server.url("/%C3%A4", "other.example"))
    assert (page.requested, page.url) == (server.url("/a"), page.redirects[-1])
    # Of every host its rules are asked for, of none twice.
    assert server.asked.count("/robots.txt") == 2


def test_redirects_come_to_an_end(server: OddServer, fetcher: PageFetcher) -> None:
    for number in range(20):
        server.paths[f"/{number}"] = moved(f"/{number + 1}")
    with pytest.raises(ReadError, match="more than 5 times") as refused:
        fetcher.fetch(server.url("/0"))
    assert server.url(f"/{MOST_REDIRECTS}") in refused.value.message
    server.paths[f"/{MOST_REDIRECTS}"] = answer(PAGE)
    assert fetcher.fetch(server.url("/0")).content == PAGE


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("X-GZip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"behind"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
    ids=["gzip", "gzip in parts", "deflate", "deflate without its head", "identity"],
)
def test_what_is_packed_for_the_way_is_unpacked(
    server: OddServer, fetcher: PageFetcher, encoding: str, content: bytes
) -> None:
    server.paths["/a"] = answer(content, heads=f"Content-Encoding: {encoding}\r\n")
    assert fetcher.fetch(server.url("/a")).content == PAGE
    half = len(content) // 2
    sizes = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (half, content[:half], len(content) - half, content[half:])
    server.paths["/b"] = (
        CHUNKED.replace(b"\r\n\r\n", f"\r\nContent-Encoding: {encoding}\r\n\r\n".encode()) + sizes
    )
    assert fetcher.fetch(server.url("/b")).content == PAGE


def test_a_size_at_the_limit_is_taken(server: OddServer, fetcher: PageFetcher) -> None:
    server.paths["/a"] = answer(b"x" * 1000)
    assert len(fetcher.fetch(server.url("/a"), most=1000).content) == 1000
    with pytest.raises(ReadError, match="larger"):
        fetcher.fetch(server.url("/a"), most=999)


# -- hosts ---------------------------------------------------------------------------------------------


def test_the_address_that_was_checked_is_the_one_that_is_asked(server: OddServer) -> None:
    """A name that means another host the next moment gets nobody anywhere."""
    answers: list[list[IPAddress]] = [[HERE], [HERE], [ipaddress.ip_address("10.0.0.1")]]
    looked_up: list[str] = []

    def resolve(host: str, _port: int) -> list[IPAddress]:
        looked_up.append(host)
        return answers[len(looked_up) - 1]

    server.paths["/a"] = answer(PAGE)
    fetcher = PageFetcher(Network(resolve, allowed))
    assert fetcher.fetch(server.url("/a")).content == PAGE
    assert looked_up == ["news.example", "news.example"]  # once for robots.txt, once for the page
    with pytest.raises(ReadError, match="not on the public internet"):
        fetcher.fetch(server.url("/a"))
    assert server.asked == ["/robots.txt", "/a"]


def test_a_name_of_which_one_address_is_inside_is_refused(server: OddServer) -> None:
    both = [HERE, ipaddress.ip_address("192.168.0.1")]
    with pytest.raises(ReadError, match="not on the public internet"):
        PageFetcher(Network(lambda *_: both, allowed)).fetch(server.url("/a"))
    assert server.asked == []


def test_the_next_address_is_tried(server: OddServer) -> None:
    server.paths["/a"] = answer(PAGE)
    several = [ipaddress.ip_address("127.0.0.2"), HERE]
    assert PageFetcher(Network(lambda *_: several, allowed)).fetch(server.url("/a")).content == PAGE


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0x7f.1"]
)
def test_this_machine_is_not_asked(server: OddServer, host: str) -> None:
    """Without the tests' own network nothing on it is reached, however it is written."""
    server.paths["/a"] = answer(PAGE)
    with pytest.raises(ReadError, match=r"not on the public internet|no host"):
        PageFetcher().fetch(server.url("/a", host))
    assert server.asked == []


def test_settings_for_proxies_are_not_followed(
    server: OddServer, fetcher: PageFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")
    server.paths["/a"] = answer(PAGE)
    assert fetcher.fetch(server.url("/a")).content == PAGE


def test_a_host_that_is_not_there_is_told(server: OddServer) -> None:
    def resolve(_host: str, _port: int) -> list[IPAddress]:
        raise OSError("Name or service not known")

    with pytest.raises(ReadError, match="no host is called so"):
        PageFetcher(Network(resolve, allowed)).fetch("http://news.example/")
    port = server.port
    server.server_close()
    with pytest.raises(ReadError, match=r"news.example cannot be reached: connection re(fused|set)"):
        PageFetcher(local_network()).fetch(f"http://news.example:{port}/")


def test_what_speaks_no_tls_is_told(server: OddServer, fetcher: PageFetcher) -> None:
    with pytest.raises(ReadError, match=r"speaks no TLS|no HTTP|too long|cannot be reached"):
        fetcher.fetch(server.url("/a").replace("http:", "https:"), seconds=SHORT)
    assert server.asked == []


CERTIFICATE = str(Path(__file__).parent / "data" / "news.example.pem")
"""Of news.example, signed by itself, with its key."""


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=CERTIFICATE)


def test_a_host_proves_over_tls_who_it_is() -> None:
    with odd_server(CERTIFICATE) as server:
        server.paths["/a"] = answer(PAGE)
        server.paths["/b"] = moved(server.url("/a", "other.example"))
        network = replace(local_network(), tls=trusting)
        assert PageFetcher(network).fetch(server.url("/a")).content == PAGE
        with pytest.raises(ReadError, match=r"the certificate of news.example is not trusted: self.signed"):
            PageFetcher(local_network()).fetch(server.url("/a"))
        with pytest.raises(ReadError, match=r"the certificate of other.example is not trusted: .*mismatch"):
            PageFetcher(network).fetch(server.url("/b"))
        # Nothing was sent to whom was not trusted.
        assert server.asked == ["/robots.txt", "/a", "/robots.txt", "/b"]


# -- robots.txt ----------------------------------------------------------------------------------------

NO_ONE = b"User-agent: *\nDisallow: /\n"


def test_robots_txt_is_honoured(server: OddServer, fetcher: PageFetcher) -> None:
    server.paths["/robots.txt"] = answer(b"User-agent: briefing\nDisallow: /a\n", kind="text/plain")
    server.paths["/a"] = server.paths["/b"] = answer(PAGE)
    with pytest.raises(ReadError, match=r"the robots.txt of news.example does not allow it"):
        fetcher.fetch(server.url("/a"))
    assert fetcher.fetch(server.url("/b")).content == PAGE
    assert server.asked == ["/robots.txt", "/b"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(
    server: OddServer, fetcher: PageFetcher
) -> None:
    server.paths["/robots.txt"] = answer(b"User-agent: *\nDisallow: /b\n")
    server.paths["/a"] = moved("/b")
    with pytest.raises(ReadError, match="does not allow it"):
        fetcher.fetch(server.url("/a"))
    assert server.asked == ["/robots.txt", "/a"]


ROBOTS: dict[str, tuple[bytes | Act, str]] = {
    "none": (answer(NO_ONE, "404 Not Found"), ""),
    "forbidden": (answer(NO_ONE, "403 Forbidden"), ""),
    "elsewhere": (moved("/else"), "does not allow it"),
    "fault": (answer(NO_ONE, "503 Later"), "robots.txt cannot be read: the host answers 503"),
    "circle": (moved("/robots.txt"), "robots.txt cannot be read: it is redirected in a circle"),
    "inside": (moved("http://inside.example/"), "robots.txt cannot be read: inside.example is not on"),
    "cut": (
        HEAD + b"Content-Length: 99\r\n\r\n" + NO_ONE,
        "robots.txt cannot be read: the answer breaks off",
    ),
    "packed": (answer(gzip.compress(NO_ONE), heads=PACKED), "does not allow it"),
    "without end": (for_ever(HEAD + b"\r\n" + NO_ONE, then=b"# more\n" * 9000), "does not allow it"),
    "bomb": (answer(gzip.compress(NO_ONE + b"\n" * 20_000_000), heads=PACKED), "does not allow it"),
    "silent": (quiet, "too long"),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_of_robots_txt_what_can_be_read_holds(server: OddServer, fetcher: PageFetcher, name: str) -> None:
    """None is there where the server says so; where it fails, nothing is loaded."""
    server.paths["/robots.txt"], told = ROBOTS[name]
    server.paths["/else"] = answer(NO_ONE)
    server.paths["/a"] = answer(PAGE)
    if told:
        with pytest.raises(ReadError, match=told):
            fetcher.fetch(server.url("/a"), seconds=SHORT if told == "too long" else page_fetcher.SECONDS)
        assert "/a" not in server.asked
    else:
        assert fetcher.fetch(server.url("/a")).content == PAGE


# -- by chance -----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 302 Found\r\n",
            b"HTTP/1.1 100 Continue\r\n\r\n",
            b"\r\n",
            b"\n",
        ),
        *(
            b"Content-Length: 5\r\n",
            b"Content-Length: -1\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"Location: ",
        ),
        *(
            b"/page\r\n",
            b"Content-Encoding: gzip\r\n",
            b"Content-Type: text/html; charset=\xff\r\n",
            b"5\r\n",
        ),
        *(b"0\r\n\r\n", b"hello", b"\x1f\x8b\x08", b"\0", b"ffffffffffffffff\r\n", b": \r\n", b" folded\r\n"),
    ]
)


@hypothesis.settings(
    max_examples=examples(20), suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(st.lists(PIECES | st.binary(max_size=20), max_size=12))
def test_any_bytes_are_an_answer_or_a_refusal(server: OddServer, pieces: list[bytes]) -> None:
    server.paths["/page"] = b"".join(pieces)
    told = ""
    try:
        told = PageFetcher(local_network()).fetch(server.url("/page")).media_type
    except ReadError as error:
        told = error.message
    assert told.isprintable()
