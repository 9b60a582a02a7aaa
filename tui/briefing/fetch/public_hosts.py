"""Which IP addresses are on the public internet, and those of a host."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[IPAddress]]
"""Given a host and a port: its addresses, in the order in which they are tried. OSError where it has none."""

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""Of IPv6 nothing else is handed out to anybody."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks name them that have IPv6 alone (RFC 6052)."""
_NO_HOST = tuple(
    map(
        ipaddress.ip_network,
        (
            # Tunnels, which hold an IPv4 address of anybody's choice.
            *("2002::/16", "2001::/32"),
            # Protocols, benchmarks, documentation: not every release of Python knows all of them.
            *("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16"),
            *("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "198.18.0.0/15"),
        ),
    )
)

_UNKNOWN = "no host is called so, or there is no network"


def is_public(address: IPAddress) -> bool:
    """Whether an address is of a host on the public internet: not this machine, not a network of one's own,
    not many hosts at once, and not another address in disguise.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _GLOBAL_UNICAST or address.scope_id is not None:
            return False
    if any(address.version == network.version and address in network for network in _NO_HOST):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def resolved(host: str, port: int) -> list[IPAddress]:
    """Return the addresses of a host as the system knows them; OSError where it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(place[0])) for *_, place in found]
    return list(dict.fromkeys(addresses))


def addresses_of(host: str, port: int, resolve: Resolve, seconds: float) -> Sequence[IPAddress]:
    """Return what `resolve` says within `seconds`; OSError where it knows nothing, TimeoutError where it is
    late.

    The system's own way to look a name up knows no limit, so it is left behind where it is late.
    """
    answers: queue.SimpleQueue[Sequence[IPAddress] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolve(host, port))
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            answers.put(error)

    threading.Thread(target=look_up, name="host-lookup", daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, (OSError, ValueError)):
        raise OSError(_UNKNOWN) from found
    if isinstance(found, Exception):
        raise found
    if not found:
        raise OSError(_UNKNOWN)
    return found
