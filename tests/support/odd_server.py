"""A server on this machine that answers as it is told to, also as no server should."""

from __future__ import annotations

import ipaddress
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from briefing.fetch.http_exchange import Network
from briefing.fetch.public_hosts import IPAddress, is_public

HERE = ipaddress.IPv4Address("127.0.0.1")
Send = Callable[[bytes], None]
Act = Callable[[Send], None]
"""What is done for a path, given what sends bytes to who asks: it may go on for ever, and is ended then."""


def answer(
    content: bytes = b"", status: str = "200 OK", kind: str = "text/html", *, heads: str = ""
) -> bytes:
    """A whole answer as it should be; `heads` are further lines of its head, each with its end."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{heads}\r\n"
    return head.encode("latin-1") + content


def moved(location: str, status: str = "302 Found") -> bytes:
    """A redirect; what is beyond ASCII in its address goes as UTF-8."""
    return f"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


class OddServer(socketserver.ThreadingTCPServer):
    """Does for each path what is said in `paths`; for others there is no page."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, certificate: str = "") -> None:
        super().__init__((str(HERE), 0), _Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # The handshake is made by the thread that answers, when it first reads.
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._scheme = "https" if certificate else "http"
        self.paths: dict[str, bytes | Act] = {}
        self.heads: list[str] = []
        """The heads of what was asked, in order."""
        self.ended = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [head.split(" ", 2)[1] for head in self.heads]

    def url(self, path: str, host: str = "news.example") -> str:
        """An address on this server; every host is there."""
        return f"{self._scheme}://{host}:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asks may go at any time."""


class _Handler(socketserver.BaseRequestHandler):
    server: OddServer
    request: socket.socket

    def handle(self) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            try:
                piece = self.request.recv(65_536)
            except OSError:
                return
            if not piece:
                return
            data += piece
        head = data.decode("latin-1")
        if not head.startswith("GET "):
            return
        self.server.heads.append(head)
        act = self.server.paths.get(head.split(" ", 2)[1], answer(b"no", "404 Not Found"))
        with suppress(OSError):
            if isinstance(act, bytes):
                self.request.sendall(act)
            else:
                act(self._send)

    def _send(self, data: bytes) -> None:
        if self.server.ended.is_set():
            raise ConnectionAbortedError
        self.request.sendall(data)


@contextmanager
def odd_server(certificate: str = "") -> Iterator[OddServer]:
    """Give a server that runs, and end it; with the file of a certificate it speaks TLS."""
    with OddServer(certificate) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()


def allowed(address: IPAddress) -> bool:
    """What tests may reach besides the public internet: this machine."""
    return is_public(address) or address.is_loopback


def local_network(**others: str) -> Network:
    """A network in which every name is of this machine, but for `others`, whose dots are written as `_`."""
    known = {name.replace("_", "."): ipaddress.ip_address(value) for name, value in others.items()}

    def resolve(host: str, _port: int) -> list[IPAddress]:
        try:
            return [ipaddress.ip_address(host)]
        except ValueError:
            return [known.get(host, HERE)]

    return Network(resolve, allowed)
