"""What tests of loading pages need: a server on this machine, and what loads from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from odd_server import OddServer, local_network, odd_server

from briefing.fetch.page_fetcher import PageFetcher


@pytest.fixture
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


@pytest.fixture
def fetcher() -> PageFetcher:
    """Reaches the server by every name; `inside.example` is in a network of one's own."""
    return PageFetcher(local_network(inside_example="10.0.0.8", cloud_example="169.254.169.254"))
