"""A page by its address: redirects are followed and checked each time, robots.txt is honoured, and nothing
that the page names is loaded.
"""

from __future__ import annotations

import http
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.errors import ReadError
from briefing.fetch.http_exchange import AGENT, Answer, Deadline, Network, UnreachableError, ask
from briefing.fetch.robots_rules import MOST_BYTES as MOST_OF_ROBOTS
from briefing.fetch.robots_rules import RobotsRules
from briefing.fetch.web_address import WebAddress, parse_address
from briefing.files.clock import utc_now

MOST_BYTES = 10_000_000
"""Of a page, also once it is unpacked."""
SECONDS = 20.0
"""That a page may take in all, with its redirects and robots.txt."""
MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_REFUSALS = {
    401: "it asks for a password",
    402: "it asks for money",
    403: "it does not give it to this program",
    404: "there is no such page",
    410: "there is no such page any more",
    429: "it wants to be asked later",
    451: "it may not give it for legal reasons",
}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it was loaded."""

    requested: str
    """The address that was asked for."""
    redirects: tuple[str, ...]
    """The addresses that came after it, in order; empty where it was not redirected."""
    fetched: datetime
    """When it was there, in UTC."""
    content: bytes
    media_type: str
    """As the head says; empty where it says nothing."""
    charset: str

    @property
    def url(self) -> str:
        """Where it lies."""
        return self.redirects[-1] if self.redirects else self.requested


class PageFetcher:
    """Loads one page after the other; the robots.txt of each origin is asked for no more, once it could be
    read."""

    def __init__(self, network: Network | None = None) -> None:
        """On the public internet, unless another network is given."""
        self._network = network or Network()
        self._robots: dict[str, RobotsRules] = {}

    def fetch(self, url: str, *, seconds: float = SECONDS, most: int = MOST_BYTES) -> FetchedPage:
        """Return the page at `url`; ReadError says why there is none."""
        deadline = Deadline(seconds)

        def load(address: WebAddress) -> Answer:
            self._check_robots(address, deadline)
            return ask(address, self._network, deadline, most)

        asked = parse_address(url)
        passed = [asked.url]
        try:
            answer = _followed(asked, passed, load)
            if answer.status != http.HTTPStatus.OK:
                raise ReadError(_refusal(answer.status))
            if not answer.content:
                raise ReadError("there is nothing in it")
        except ReadError as error:
            if len(passed) == 1:
                raise
            raise ReadError(f"{error.message} (redirected to {passed[-1]})") from error
        return FetchedPage(
            asked.url, tuple(passed[1:]), utc_now(), answer.content, answer.media_type, answer.charset
        )

    def _check_robots(self, address: WebAddress, deadline: Deadline) -> None:
        """Raise ReadError where the robots.txt of the host forbids the page, or cannot be known."""
        rules = self._robots.get(address.origin)
        if rules is None:
            rules = self._robots[address.origin] = self._rules_of(address.robots, deadline)
        if not rules.allow(address.target):
            raise ReadError(f"the robots.txt of {address.host} does not allow it")

    def _rules_of(self, address: WebAddress, deadline: Deadline) -> RobotsRules:
        """What is found where the robots.txt lies. Where the host says that there is none, all is allowed;
        where it fails, nothing is (RFC 9309, 2.3.1).
        """
        passed = [address.url]
        try:
            answer = _followed(
                address, passed, lambda one: ask(one, self._network, deadline, MOST_OF_ROBOTS, cut=True)
            )
        except ReadError as error:
            if isinstance(error, UnreachableError) and len(passed) == 1:
                raise  # the page would not be reached either
            raise ReadError(f"its robots.txt cannot be read: {error.message}") from error
        if answer.status == http.HTTPStatus.OK:
            return RobotsRules.parsed(answer.content, AGENT)
        if 400 <= answer.status < 500:
            return RobotsRules()
        raise ReadError(f"its robots.txt cannot be read: the host answers {answer.status}")


def _followed(address: WebAddress, passed: list[str], load: Callable[[WebAddress], Answer]) -> Answer:
    """Return the answer that is no redirect; the addresses that lead to it are added to those `passed`."""
    while True:
        answer = load(address)
        if answer.status not in _REDIRECTS:
            return answer
        address = _next(address, answer, passed)
        passed.append(address.url)


def _next(address: WebAddress, answer: Answer, passed: Sequence[str]) -> WebAddress:
    """Where a redirect leads; ReadError where it leads nowhere, in a circle, or too far."""
    if len(passed) > MOST_REDIRECTS:
        raise ReadError(f"it is redirected more than {MOST_REDIRECTS} times")
    if not answer.location:
        raise ReadError("it is redirected, but not said where to")
    try:
        # Heads are in Latin-1 by the standard, and in UTF-8 where there is anything to tell.
        location = answer.location.encode("latin-1").decode("utf-8")
    except ValueError:
        location = answer.location
    try:
        found = address.joined(location)
    except ReadError as error:
        raise ReadError(f"it is redirected to what is not loaded: {error.message}") from error
    if found.url in passed:
        raise ReadError("it is redirected in a circle")
    return found


def _refusal(status: int) -> str:
    phrase = _REFUSALS.get(status)
    return f"{phrase} ({status})" if phrase else f"the host answers {status}"
