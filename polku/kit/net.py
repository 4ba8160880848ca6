"""HTTP to addresses that people typed: a webhook's, a picture's, a company's sign-in.

Whoever may type an address could make this machine knock at its own doors and its neighbours'. So an address is looked
up once, every answer is checked, and the connection goes to the very address that was checked: a name that answers
differently a second time changes nothing. TLS still proves the name. No proxy, no cookies, no redirect that was not
asked for, and never more bytes or seconds than the caller allows.
"""

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, lru_cache
from typing import Any

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from polku.kit.addresses import is_public
from polku.kit.hosts import is_disguised, written_in
from polku.kit.net_problems import (
    HasPassword,
    NetError,
    NoCertificate,
    NotConnected,
    NotFound,
    NotHttp,
    Private,
    Refused,
    TooLarge,
    TooSlow,
    WrongPort,
)

__all__ = [
    "Answer",
    "NetError",
    "NotConnected",
    "Private",
    "Refused",
    "TooLarge",
    "TooSlow",
    "ask",
    "check",
    "fetch",
    "open_session",
]

USUAL_PORTS = frozenset((80, 443))
FIRST_FREE_PORT = 1024  # below it live mail, remote shells and file shares
HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?")  # as it goes over the wire; other alphabets are xn--…
REDIRECTS = frozenset((301, 302, 303, 307, 308))
CONNECT_SHARE = 0.75  # of the time: who did not even connect can say so
BEGINNING = 64 * 1024  # bytes of an answer that are read at a time

Session = aiohttp.ClientSession
Found = list[tuple[socket.AddressFamily, tuple[Any, ...]]]
LookUp = Callable[[str, int, int], Awaitable[Found]]


class Answer(msgspec.Struct, frozen=True):
    """What the host said."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    url: str  # that answered, after redirects
    is_cut: bool = False  # the body went on


@lru_cache(maxsize=256)  # a platform is asked the same again and again
def check(url: str, *, allow_private: bool) -> URL:
    """The address as it will be used. Says what can be said without asking anybody. Raises Refused."""
    try:
        address = URL(url.strip())
        port = address.port
    except ValueError as problem:
        raise NotHttp(str(problem)) from problem
    host = address.raw_host or ""
    if address.scheme not in ("http", "https") or "%" in host or not (HOST.fullmatch(host) or written_in(host)):
        raise NotHttp
    if address.raw_user is not None or address.raw_password is not None:
        raise HasPassword
    if allow_private:
        return address
    if port is None or port == 0 or (port not in USUAL_PORTS and port < FIRST_FREE_PORT):
        raise WrongPort
    written = written_in(host)
    if is_disguised(host) or (written is not None and not is_public(written)):
        raise Private
    return address


async def look_up(host: str, port: int, family: int) -> Found:
    """What the machine's resolver says. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
    return [(kind, sockaddr) for kind, _type, _proto, _name, sockaddr in found]


def check_host(url: str, *, allow_private: bool, look_up: LookUp = look_up) -> None:
    """Also ask where its name leads, for whoever has just entered an address. Raises Refused or NotFound."""
    address = check(url, allow_private=allow_private)
    resolver = Checked(allow_private=allow_private, look_up=look_up)
    asyncio.run(resolver.resolve(address.raw_host or "", address.port or 443))


class Checked(AbstractResolver):
    """Looks names up, once for each connection, and hands out only addresses that may be connected to."""

    def __init__(self, *, allow_private: bool, look_up: LookUp = look_up) -> None:
        self._allow_private = allow_private
        self._look_up = look_up

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        try:
            found = await self._look_up(host, port, family)
        except (OSError, UnicodeError) as problem:
            raise NotFound(host) from problem
        # One bad answer among good ones condemns them all: nobody honest mixes them.
        if not self._allow_private and not all(_may_be_used(sockaddr) for _, sockaddr in found):
            raise Private(host)
        return [
            ResolveResult(
                hostname=host,
                host=str(sockaddr[0]),
                port=port,
                family=kind,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, sockaddr in found
        ]

    async def close(self) -> None:
        """Nothing is held open."""


def _may_be_used(sockaddr: tuple[Any, ...]) -> bool:
    address = written_in(str(sockaddr[0]))
    return address is not None and is_public(address)


@cache
def certificates() -> ssl.SSLContext:
    """Those that this machine trusts: reading them takes 20 ms."""
    return ssl.create_default_context()


def open_session(*, allow_private: bool, connections: int = 100, look_up: LookUp = look_up) -> aiohttp.ClientSession:
    """A session that connects to checked addresses only; within a running event loop."""
    connector = aiohttp.TCPConnector(
        resolver=Checked(allow_private=allow_private, look_up=look_up),
        use_dns_cache=False,
        limit=connections,
        ssl=certificates(),
    )
    return aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False, trust_env=False
    )


async def ask(
    session: aiohttp.ClientSession,
    url: str,
    *,
    allow_private: bool,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    most_bytes: int = 2**20,
    timeout_s: float = 10.0,
) -> Answer:
    """One request, and at most `most_bytes` of what comes back. A redirect is an answer. Raises NetError."""
    address = check(url, allow_private=allow_private)
    try:
        async with session.request(
            method,
            address,
            headers={"Accept-Encoding": "identity", **(headers or {})},
            data=body,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=timeout_s, sock_connect=timeout_s * CONNECT_SHARE),
        ) as response:
            content = await _read(response, most_bytes + 1)
            return Answer(
                response.status,
                {name.lower(): value for name, value in response.headers.items()},
                content[:most_bytes],
                str(address),
                len(content) > most_bytes,
            )
    except NetError:
        raise
    except aiohttp.ClientConnectorCertificateError as problem:
        raise NoCertificate(str(problem)) from problem
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
        raise NotConnected(str(problem)) from problem
    except TimeoutError as problem:
        raise TooSlow from problem
    except (aiohttp.ClientError, OSError, ValueError) as problem:
        raise NetError(f"{type(problem).__name__}: {problem}") from problem


def fetch(
    url: str,
    *,
    allow_private: bool,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    most_bytes: int = 2**20,
    timeout_s: float = 10.0,
    redirects: int = 0,
) -> Answer:
    """The same for whoever can wait (never within an event loop), following so many redirects, each of them checked.

    `headers` and `body` go to the first address only. Raises NetError; TooLarge where the body would have to be cut.
    """
    return asyncio.run(
        _follow(
            url,
            allow_private=allow_private,
            method=method,
            headers=headers,
            body=body,
            most_bytes=most_bytes,
            timeout_s=timeout_s,
            redirects=redirects,
        )
    )


async def _follow(url: str, *, allow_private: bool, timeout_s: float, redirects: int, **request: Any) -> Answer:
    async with open_session(allow_private=allow_private) as session:
        try:
            async with asyncio.timeout(timeout_s):
                answer = await ask(session, url, allow_private=allow_private, timeout_s=timeout_s, **request)
                for _hop in range(redirects):
                    if answer.status not in REDIRECTS or "location" not in answer.headers:
                        break
                    target = str(URL(answer.url).join(URL(answer.headers["location"])))
                    answer = await ask(
                        session,
                        target,
                        allow_private=allow_private,
                        timeout_s=timeout_s,
                        most_bytes=request["most_bytes"],
                    )
        except TimeoutError as problem:
            raise TooSlow from problem
    if answer.is_cut:
        raise TooLarge
    return answer


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    while left > 0 and (part := await response.content.read(min(left, BEGINNING))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
