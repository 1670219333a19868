"""Fetching, against a server in this process; the check for public addresses is put aside for it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from read_builders import PAGE

from rashomon.model.errors import UnreadError
from rashomon.read import FetchLimits, ReadSettings
from rashomon.read.fetch import fetch, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/page":
            self._send(200, PAGE.encode())
        elif self.path == "/moved":
            self._move("/page")
        elif self.path == "/inward":
            self._move("http://127.0.0.2:1/secret")
        elif self.path == "/file":
            self._move("file:///etc/hostname")
        elif self.path == "/round":
            self._move("/round")
        elif self.path == "/endless":
            self._endless()
        else:
            self._send(404, b"")

    def _send(self, status, data):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(data)

    def _move(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def _endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()


def allowed(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page_is_fetched(server, path):
    item = fetch(server + path, ReadSettings(fetch=True), allowed)
    assert item.stream.read() == PAGE.encode()
    assert item.charset == "utf-8"
    assert item.found.url == server + "/page"
    assert item.found.retrieved


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inward", "not on the open internet"),
        ("/file", "only http and https"),
        ("/round", "redirects"),
        ("/none", "answered 404"),
        ("/endless", "too large"),
    ],
)
def test_what_is_refused(server, path, reason):
    limits = ReadSettings(fetch=True, max_bytes=1 << 20, fetching=FetchLimits(seconds=5, max_redirects=3))
    with pytest.raises(UnreadError, match=reason):
        fetch(server + path, limits, allowed)


def test_a_slow_server_is_left(server):
    with pytest.raises(UnreadError, match="in time"):
        fetch(
            server + "/endless",
            ReadSettings(fetch=True, max_bytes=1 << 40, fetching=FetchLimits(seconds=0.2)),
            allowed,
        )


def test_which_addresses_are_public():
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")
    inward = "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.1.1 100.64.0.1 224.0.0.1 0.0.0.0"
    for address in (*inward.split(), "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1"):
        assert not is_public(address)
