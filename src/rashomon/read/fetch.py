"""One page from the web, when the user asks for it: the only code here that opens a connection.

Every address, the first one and each one that a server redirects to, is resolved once, checked to
be public, and connected to as checked, so that a name can't change its address in between.
Proxies and credentials of the environment are not used.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from rashomon.model.errors import UnreadError
from rashomon.read.draft import Found, Item

if TYPE_CHECKING:
    from rashomon.read.settings import ReadSettings

_MOVED = frozenset({301, 302, 303, 307, 308})
_FIRST_ERROR = 400
_PIECE = 1 << 16
_HEADERS = {
    "User-Agent": "rashomon (+reading one page for its user)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}
_SAFE = "%/:=&?~#+!$,;'@()*[]"  # characters that an address may hold as they are

AddressCheck = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet, and not to this machine or its network."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    if mapped is not None:
        parsed = mapped
    return parsed.is_global and not parsed.is_multicast


def fetch(url: str, settings: ReadSettings, allowed: AddressCheck = is_public) -> Item:
    """Read what stands at `url`, following redirects.

    Args:
        url: An http(s) address.
        settings: The bounds on size, time and redirects.
        allowed: Tells which IP addresses may be connected to.

    Raises:
        UnreadError: it can't be reached, is not public, answers with an error, or is too large or slow.
    """
    deadline = time.monotonic() + settings.fetching.seconds
    address = url
    for _ in range(settings.fetching.max_redirects + 1):
        answer = _ask(address, settings, allowed, deadline)
        if isinstance(answer, Item):
            return answer
        address = urljoin(address, answer)
    raise UnreadError(f"more than {settings.fetching.max_redirects} redirects (setting max_redirects)")


def _ask(url: str, settings: ReadSettings, allowed: AddressCheck, deadline: float) -> Item | str:
    """Return the page at `url`, or the address that its server points to."""
    parts = _checked(url)
    try:
        connection = _connected(parts, allowed, deadline)
        try:
            connection.request(
                "GET", _target(parts), headers={"Host": parts.netloc.rpartition("@")[2], **_HEADERS}
            )
            return _answer(connection.getresponse(), url, settings, deadline)
        finally:
            connection.close()
    except TimeoutError as error:
        raise UnreadError(f"no answer from {parts.hostname} in time (setting seconds)") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreadError(
            f"can't be fetched from {parts.hostname}: {error or type(error).__name__}"
        ) from error


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadError(f"no valid address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise UnreadError("only http and https addresses are fetched")
    if parts.username is not None:
        raise UnreadError("addresses with a user name or password are not fetched")
    return parts


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path


def _connected(parts: SplitResult, allowed: AddressCheck, deadline: float) -> http.client.HTTPConnection:
    host = str(parts.hostname)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    opened = socket.create_connection((_resolved(host, port, allowed), port), timeout=_left(deadline))
    try:
        stream = ssl.create_default_context().wrap_socket(opened, server_hostname=host) if secure else opened
    except OSError:
        opened.close()
        raise
    connection = http.client.HTTPConnection(host, port)
    connection.sock = stream
    return connection


def _resolved(host: str, port: int, allowed: AddressCheck) -> str:
    """Return one address of `host`; all that it has must be public."""
    found = sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    refused = [address for address in found if not allowed(address)]
    if refused or not found:
        raise UnreadError(f"{host} is not on the open internet ({', '.join(refused)}), so it is not fetched")
    # IPv4 first: it is reachable from more places.
    return min(found, key=lambda address: (":" in address, address))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _answer(
    response: http.client.HTTPResponse, url: str, settings: ReadSettings, deadline: float
) -> Item | str:
    target = response.headers.get("Location")
    if response.status in _MOVED and target:
        return target
    if response.status >= _FIRST_ERROR:
        raise UnreadError(f"no page: the server answered {response.status} {response.reason}")
    data = _body(response, settings.max_bytes, deadline)
    found = Found(url=url, retrieved=datetime.now(UTC).isoformat(timespec="seconds"))
    return Item(url, io.BytesIO(data), len(data), found, response.headers.get_content_charset())


def _body(response: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise UnreadError(f"too large: over {limit:,} bytes (setting max_bytes)")
        _left(deadline)
    return b"".join(pieces)
