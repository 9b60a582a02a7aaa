"""Which addresses are asked for, and in which form; which hosts are public; what robots.txt allows."""

from __future__ import annotations

import ipaddress
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ReadError
from briefing.fetch.public_hosts import IPAddress, addresses_of, is_public
from briefing.fetch.robots_rules import RobotsRules
from briefing.fetch.web_address import parse_address

TAKEN = [
    ("https://news.example", "https://news.example/"),
    (" HTTP://News.Example:80/A?b=c#d ", "http://news.example/A?b=c"),
    ("https://news.example:443/", "https://news.example/"),
    ("https://news.example.:8443/", "https://news.example:8443/"),
    ("https://bücher.example/ä b?ü=\"'", "https://xn--bcher-kva.example/%C3%A4%20b?%C3%BC=%22'"),
    ("https://news.example/a%2fb%20c", "https://news.example/a%2fb%20c"),
    ("https://news.example/a/./b/../c/..", "https://news.example/a/"),
    ("https://news.example/../../a/%2e%2E/b", "https://news.example/b"),
    ("https://news.example//a", "https://news.example//a"),
    ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ("http://2130706433/", "http://2130706433/"),
]


@pytest.mark.parametrize(("text", "url"), TAKEN)
def test_an_address_has_one_form(text: str, url: str) -> None:
    assert parse_address(text).url == url
    assert parse_address(url).url == url


@pytest.mark.parametrize(
    "text",
    [
        *("", "news.example", "//news.example/", "/etc/passwd", "file:///etc/passwd", "ftp://news.example/"),
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "gopher://news.example/",
            "view-source:http://a.example",
        ),
        *("http://", "http:///a", "http:news.example", "http:\\\\news.example", "http://a b.example/"),
        *("http://user@news.example/", "http://user:word@news.example/", "http://news.example\\@b.example/"),
        *("http://news.example:25/", "http://news.example:70000/", "http://news.example:x/"),
        *("http://[::1/", "http://[x]/", "http://a..b/", f"http://{'a' * 300}/"),
        *(
            "http://news.example/\x00",
            "http://news.example/\r\nHost: x",
            "http://news\t.example/",
            "http://\x1b[m/",
        ),
        *("http://news.example/\udcff", f"http://news.example/{'a' * 9000}", "http://ne%77s.example/"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(text: str) -> None:
    with pytest.raises(ReadError):
        parse_address(text)


def test_an_address_with_a_zone_leads_to_no_public_host() -> None:
    found = parse_address("http://[fe80::1%25eth0]/")
    assert not is_public(ipaddress.ip_address(found.host))


@given(st.text(max_size=60))
def test_whatever_is_written_an_address_is_ascii_without_blanks(text: str) -> None:
    try:
        found = parse_address(f"http://news.example/{text}")
    except ReadError:
        return
    assert all("!" <= sign <= "~" for sign in found.target)
    assert found.host == "news.example"
    assert "/../" not in found.target.partition("?")[0]


PRIVATE = """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.5
    224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::8.8.8.8
    ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:10.0.0.1
    64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8 100::1 2001::1 2001:db8::1 2002:7f00:1::
    2002:808:808::
    3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 4000::1 ::ffff:0:8.8.8.8""".split()
PUBLIC = "8.8.8.8 93.184.216.34 172.32.0.1 2606:4700::1111 2a00:1450::1 64:ff9b::8.8.8.8".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_a_network_of_ones_own_is_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_on_the_internet_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_name_is_looked_up_for_a_while_only() -> None:
    def late(_host: str, _port: int) -> list[IPAddress]:
        time.sleep(5)
        return []

    with pytest.raises(TimeoutError):
        addresses_of("news.example", 80, late, 0.01)


def test_why_a_name_has_no_address_is_kept() -> None:
    unknown = OSError("unknown")

    def knows_none(_host: str, _port: int) -> list[IPAddress]:
        raise unknown

    with pytest.raises(OSError, match="no host is called so") as raised:
        addresses_of("news.example", 80, knows_none, 5)
    assert raised.value.__cause__ is unknown


def test_a_failure_of_another_kind_is_told_as_what_it_is() -> None:
    def fails(_host: str, _port: int) -> list[IPAddress]:
        raise RuntimeError("no answer was foreseen")

    with pytest.raises(RuntimeError, match="foreseen"):
        addresses_of("news.example", 80, fails, 5)


ROBOTS = b"""\xef\xbb\xbf# a comment
User-agent: Other
Disallow: /

user-agent: *
Disallow: /private # here
Allow: /private/open
Disallow: /*?print
Disallow: /*.pdf$
Disallow: /caf%C3%A9
Disallow:
Sitemap: https://news.example/sitemap.xml
Disallow: /later
nonsense
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        *(("/", True), ("/private", False), ("/private/open/a", True), ("/privately", False)),
        *(("/a?print=1", False), ("/a?x&print", True), ("/a.pdf", False), ("/a.pdf?x", True)),
        *(("/caf\u00e9", False), ("/caf%c3%a9/x", False), ("/p%72ivate", False), ("/later", False)),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_holds(target: str, allowed: bool) -> None:
    assert RobotsRules.parsed(ROBOTS, "briefing").allow(target) is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param("User-agent: briefing\nDisallow: /\n\nUser-agent: *\nAllow: /", False, id="named"),
        pytest.param(
            "User-agent: *\nDisallow: /\nUser-agent: Briefing/1.0\nDisallow:", True, id="named free"
        ),
        pytest.param("User-agent: a\nUser-agent: briefing\nDisallow: /", False, id="one of two"),
        pytest.param("User-agent: briefings\nDisallow: /", True, id="another that begins so"),
        pytest.param("Disallow: /", True, id="of nobody"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", True, id="as long"),
        pytest.param("User-agent: *\rDisallow: /", False, id="old line ends"),
        pytest.param("<html><body>User-agent: *\nDisallow: /</body></html>", True, id="a page"),
        pytest.param("", True, id="empty"),
        pytest.param("User-agent: briefing\nAllow: /b\n\nUser-agent: briefing\nDisallow: /", False, id="two"),
    ],
)
def test_groups_are_those_that_name_the_program_else_those_for_all(text: str, allowed: bool) -> None:
    assert RobotsRules.parsed(text.encode(), "briefing").allow("/a") is allowed


def test_stars_without_end_cost_no_more_than_their_length() -> None:
    rules = RobotsRules.parsed(b"User-agent: *\nDisallow: /" + b"*a" * 100_000 + b"$", "briefing")
    assert rules.allow("/" + "a" * 50_000 + "b")


@given(st.binary(max_size=200), st.text(max_size=20))
def test_whatever_stands_in_front_a_group_holds_that_forbids_all(data: bytes, target: str) -> None:
    rules = RobotsRules.parsed(
        data + b"\n\nUser-agent: other\nUser-agent: briefing\nDisallow: /*", "briefing"
    )
    assert not rules.allow(f"/{target}x")
    assert rules.allow("/robots.txt")
