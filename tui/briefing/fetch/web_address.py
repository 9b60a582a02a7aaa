"""An address of a page: what of the many ways to write one is asked for, and in which form."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from briefing.errors import ReadError
from briefing.text.clean import clean_line

DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_000
_LONGEST_HOST = 253
_LEAST_FREE_PORT = 1_024
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?")
_UNSAFE = re.compile(rb"[^\x21\x24-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]")
"""Bytes that stand in no path and no query as they are."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that can be asked for: no user, no fragment, ASCII alone."""

    scheme: str
    """`http` or `https`."""
    host: str
    """In small letters; a name in its ASCII form, or an IP address without brackets."""
    port: int
    target: str
    """Path and query, as they are sent."""

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address; a port that goes without saying is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """What has one robots.txt: scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole of it."""
        return self.origin + self.target

    @property
    def robots(self) -> WebAddress:
        """Where the robots.txt of its origin lies."""
        return WebAddress(self.scheme, self.host, self.port, "/robots.txt")

    def joined(self, location: str) -> WebAddress:
        """Return the address that a redirect from this one leads to; ReadError where it is none."""
        if _CONTROLS.search(location):
            raise ReadError("its address has control characters in it")
        try:
            return parse_address(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise ReadError("it is no web address") from error


def parse_address(text: str) -> WebAddress:
    """Return the address that `text` writes; ReadError says why it is none that is loaded."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise ReadError(f"the address is longer than {_LONGEST:,} characters")
    if _CONTROLS.search(text):
        # Parsers differ in which of them they drop.
        raise ReadError("the address has control characters in it")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ReadError("it is no web address") from error
    if parts.scheme not in DEFAULT_PORTS:
        told = f"{clean_line(parts.scheme[:20])}:" if parts.scheme else "what does not begin so"
        raise ReadError(f"only http: and https: are loaded, not {told}")
    if "@" in parts.netloc:
        raise ReadError("an address with a user name in it is not loaded")
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in DEFAULT_PORTS.values() and port < _LEAST_FREE_PORT:
        # Those are of other services, to which what is sent may mean something.
        raise ReadError(f"port {port} is none of the web")
    path = _encoded(_without_dots(parts.path))
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return WebAddress(parts.scheme, _host(parts.hostname or ""), port, path + query)


def _host(stated: str) -> str:
    """The host as it is looked up and sent; ReadError where there is none of that name."""
    if ":" in stated:
        try:
            return str(ipaddress.IPv6Address(stated))
        except ValueError as error:
            raise ReadError("its host is no IP address") from error
    try:
        host = stated[:_LONGEST].encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host) or len(host) > _LONGEST_HOST:
        raise ReadError("it names no host that there can be")
    return host


def _without_dots(path: str) -> str:
    """The path without `.` and `..`, also where they are written as `%2e`: nobody gets elsewhere by them."""
    kept: list[str] = []
    segments = path.split("/")[1:] if path.startswith("/") else path.split("/")
    for place, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain in (".", ".."):
            if plain == ".." and kept:
                kept.pop()
            if place == len(segments) - 1:
                kept.append("")
        else:
            kept.append(segment)
    return "/" + "/".join(kept)


def _encoded(text: str) -> str:
    """Path or query with what may not stand there in percent; what is in percent already stays."""
    data = text.encode("utf-8")
    return _UNSAFE.sub(lambda match: b"%%%02X" % match[0][0], data).decode("ascii")
