"""One exchange over HTTP: the host is looked up once, the address that is connected to is the one that was
checked, and what comes is limited in time and size, also once it is unpacked.

The standard library speaks HTTP; here lie the connection under it and the limits. Settings of the system
for proxies are not followed: a proxy would look the host up by itself.
"""

from __future__ import annotations

import http
import io
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import TYPE_CHECKING, Literal, cast

from briefing import __version__
from briefing.errors import ReadError
from briefing.fetch.public_hosts import IPAddress, Resolve, addresses_of, is_public, resolved
from briefing.text.clean import clean_line

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from briefing.fetch.web_address import WebAddress

AGENT = "briefing"
"""What robots.txt calls this program."""
USER_AGENT = f"{AGENT}/{__version__} (a reader for the terminal; loads single pages when its user asks)"
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8"
_OVERHEAD = 1_000_000
"""Bytes that heads, sizes of chunks and trailers may have beside the content."""
_PIECE = 65_536
_CONNECT_SECONDS = 4.0
"""For one address of a host that has others."""
_GZIP = b"\x1f\x8b"
_LATE = "it takes too long"
_BREAKS_OFF = "the answer breaks off"


class UnreachableError(ReadError):
    """A host that may not be asked, or does not answer at all."""


class Deadline:
    """The moment until which everything has to be done."""

    def __init__(self, seconds: float) -> None:
        """So many seconds from now."""
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; TimeoutError where none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass(frozen=True, slots=True)
class Network:
    """How hosts are found, which of them may be asked, and whom TLS trusts."""

    resolve: Resolve = resolved
    is_allowed: Callable[[IPAddress], bool] = is_public
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered."""

    status: int
    content: bytes
    """As it was before it was packed for the way; empty where the status is not 200."""
    media_type: str
    """In small letters, without parameters; empty where nothing is said."""
    charset: str
    """That of the content, as the head says; empty where it says nothing."""
    location: str
    """Where a redirect leads, as it is written; empty where it says nothing."""


def ask(address: WebAddress, network: Network, deadline: Deadline, most: int, *, cut: bool = False) -> Answer:
    """Return the answer of the host to `address`.

    ReadError where there is none, or one of more than `most` bytes: with `cut` those are what there is of it.
    """
    try:
        with _connected(address, network, deadline, most) as connection:
            headers = {
                "Host": address.authority,
                "User-Agent": USER_AGENT,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
            }
            connection.request("GET", address.target, headers=headers)
            with closing(connection.getresponse()) as response:
                return _answer(response, most, cut=cut)
    except TimeoutError as error:
        raise UnreachableError(_LATE) from error
    except ssl.SSLCertVerificationError as error:
        why = clean_line(error.verify_message)
        raise UnreachableError(f"the certificate of {address.host} is not trusted: {why}") from error
    except ssl.SSLError as error:
        raise UnreachableError(f"{address.host} speaks no TLS that can be used") from error
    except IncompleteRead as error:
        raise ReadError(_BREAKS_OFF) from error
    except (HTTPException, ValueError) as error:
        raise ReadError("what it answers is no HTTP") from error
    except OSError as error:
        reason = clean_line(error.strerror or str(error)).lower()
        raise UnreachableError(f"{address.host} cannot be reached: {reason}") from error


# -- the connection ------------------------------------------------------------------------------------


class _LimitedStream(io.RawIOBase):
    """What comes through a socket, until the deadline and no more than a number of bytes."""

    def __init__(self, sock: socket.socket, deadline: Deadline, most: int) -> None:
        self._socket = sock
        self._deadline = deadline
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Raises ReadError beyond the limit and TimeoutError where it is late."""
        self._socket.settimeout(self._deadline.left())
        size = self._socket.recv_into(buffer)
        self._left -= size
        if self._left < 0:
            raise ReadError("it answers without end")
        return size


class _LimitedSocket:
    """As much of a socket as an HTTP connection asks of it; who opened the real one closes it."""

    def __init__(self, sock: socket.socket, deadline: Deadline, most: int) -> None:
        self._socket = sock
        self._deadline = deadline
        self._most = most

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_LimitedStream(self._socket, self._deadline, self._most))

    def close(self) -> None:
        """The answer is read after the connection says that it is done."""


@contextmanager
def _connected(
    address: WebAddress, network: Network, deadline: Deadline, most: int
) -> Iterator[HTTPConnection]:
    """Give a connection with a host all of whose addresses are allowed, and close it."""
    found = addresses_of(address.host, address.port, network.resolve, deadline.left())
    if not all(network.is_allowed(one) for one in found):
        # Also where only some are: a name that says both is made to get round this.
        raise UnreachableError(f"{address.host} is not on the public internet")
    with closing(_open(found, address.port, deadline)) as plain:
        sock = plain
        if address.scheme == "https":
            plain.settimeout(deadline.left())
            sock = network.tls().wrap_socket(plain, server_hostname=address.host)
        with closing(sock):
            connection = HTTPConnection(address.host, address.port)
            limited = _LimitedSocket(sock, deadline, most + _OVERHEAD)
            connection.sock = cast("socket.socket", limited)
            yield connection


def _open(addresses: Sequence[IPAddress], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first of the addresses that answers; OSError of the last where none does.

    Many a host has an address of a kind that the network here does not carry: it must not take all the time.
    """
    refused: OSError = OSError("no address")
    for place, one in enumerate(addresses, 1):
        family = socket.AF_INET if one.version == 4 else socket.AF_INET6
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            # An address in digits: nothing is looked up again.
            left = deadline.left()
            sock.settimeout(left if place == len(addresses) else min(left / 2, _CONNECT_SECONDS))
            sock.connect((str(one), port))
        except OSError as error:
            sock.close()
            refused = error
        else:
            return sock
    raise refused


# -- the answer ----------------------------------------------------------------------------------------

_CHARSET = re.compile(r";\s{0,4}charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_.:-]{1,40})", re.I)
_MEDIA_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80})", re.I)


def _answer(response: HTTPResponse, most: int, *, cut: bool) -> Answer:
    kind = response.getheader("Content-Type") or ""
    media_type = _MEDIA_TYPE.match(kind)
    charset = _CHARSET.search(kind)
    location = response.getheader("Location") or ""
    return Answer(
        response.status,
        _content(response, most, cut=cut) if response.status == http.HTTPStatus.OK else b"",
        media_type[1].lower() if media_type else "",
        charset[1].lower() if charset else "",
        location,
    )


def _content(response: HTTPResponse, most: int, *, cut: bool) -> bytes:
    """The content of an answer as it is without packing."""
    stated = response.length
    if stated is not None and stated > most and not cut:
        raise ReadError(_too_large(most))
    unpack = _unpacker(response.getheader("Content-Encoding") or "")
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        for part in unpack(piece):
            pieces.append(part)
            size += len(part)
            if size > most:
                if cut:
                    return b"".join(pieces)[:most]
                raise ReadError(_too_large(most))
    if response.length or not unpack.is_done():
        raise ReadError(_BREAKS_OFF)
    return b"".join(pieces)


def _too_large(most: int) -> str:
    return f"it is larger than {most // 1_000_000} MB"


class _Unpacker:
    """Unpacks what comes, a little at a time, so that nothing grows beyond a limit before it is noticed."""

    def __init__(self, packing: Literal["", "gzip", "deflate"]) -> None:
        """`packing` is empty for what is not packed."""
        self._packing = packing
        self._stream: zlib._Decompress | None = None

    def __call__(self, piece: bytes) -> Iterator[bytes]:
        """Yield what is in `piece`; ReadError where it is damaged."""
        if not self._packing:
            yield piece
            return
        try:
            while piece:
                if self._stream is None or (self._stream.eof and piece.startswith(_GZIP)):
                    self._stream = zlib.decompressobj(self._bits(piece))
                elif self._stream.eof:
                    return  # what is behind the end belongs to nothing
                yield self._stream.decompress(piece, _PIECE)
                piece = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        except zlib.error as error:
            raise ReadError("what it answers is packed, and damaged") from error

    def _bits(self, piece: bytes) -> int:
        """How it is packed, as zlib takes it; `deflate` is sent with its head and without."""
        if self._packing == "gzip":
            return 16 + zlib.MAX_WBITS
        return zlib.MAX_WBITS if piece[0] & 0x0F == 8 else -zlib.MAX_WBITS

    def is_done(self) -> bool:
        """Whether what was packed came to its end."""
        return self._stream is None or self._stream.eof


def _unpacker(encoding: str) -> _Unpacker:
    """What undoes a content encoding; ReadError for one that was not asked for."""
    match encoding.strip().lower():
        case "" | "identity":
            return _Unpacker("")
        case "gzip" | "x-gzip":
            return _Unpacker("gzip")
        case "deflate":
            return _Unpacker("deflate")
    raise ReadError("what it answers is packed in a way that was not asked for")
