"""Questions to DNS, of a name server that was named (POLKU_DNS_SERVER) or the system's own."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import dns.exception
import dns.resolver
from django.conf import settings

from polku.kit import clock

ANSWER_S = 3.0  # for one question
WHOLE_S = 8.0  # for a whole look: somebody waits for it
AT_ONCE = 6

Question = tuple[str, str]  # name, and kind of record


class Silent(Exception):
    """DNS did not answer."""


class Dns:
    """For one look: each question is asked once."""

    def __init__(self, server: str | None = None) -> None:
        self._known: dict[Question, tuple[str, ...] | None] = {}
        self._end = clock.monotonic() + WHOLE_S
        self._resolver = _resolver(settings.DNS_SERVER if server is None else server)

    @property
    def server(self) -> str:
        return str(self._resolver.nameservers[0]) if self._resolver and self._resolver.nameservers else ""

    def foresee(self, questions: Iterable[Question]) -> None:
        """Ask these at once, instead of one after the other when their turn comes."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="dns") as threads:
            for question, answer in [(one, threads.submit(self._ask, *one)) for one in dict.fromkeys(questions)]:
                self._known[question] = answer.result()

    def texts(self, name: str) -> tuple[str, ...]:
        """Its TXT records, each in one piece; none where there is no such name. Raises Silent."""
        return self._answer(name, "TXT")

    def addresses(self, name: str) -> tuple[str, ...]:
        """Raises Silent."""
        return self._answer(name, "A") + self._answer(name, "AAAA")

    def exchangers(self, name: str) -> tuple[str, ...]:
        """Raises Silent."""
        return self._answer(name, "MX")

    def _answer(self, name: str, kind: str) -> tuple[str, ...]:
        question = (name.lower().rstrip("."), kind)
        if question not in self._known:
            self._known[question] = self._ask(*question)
        found = self._known[question]
        if found is None:
            raise Silent
        return found

    def _ask(self, name: str, kind: str) -> tuple[str, ...] | None:
        left_s = self._end - clock.monotonic()
        if self._resolver is None or left_s <= 0:
            return None
        try:
            answer = self._resolver.resolve(name, kind, lifetime=min(ANSWER_S, left_s), search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.exception.DNSException, OSError, ValueError):  # ValueError: what cannot be a name
            return None
        return tuple(sorted(_text(one, kind) for one in answer))  # a server gives them in any order


def _text(found: object, kind: str) -> str:
    if kind == "TXT":
        return b"".join(getattr(found, "strings", ())).decode("utf-8", "replace")
    if kind == "MX":
        return str(getattr(found, "exchange", "")).rstrip(".")
    return str(found)


def _resolver(server: str) -> "dns.resolver.Resolver | None":
    if not server:
        try:
            return dns.resolver.Resolver()
        except dns.exception.DNSException:
            return None
    host, colon, port = server.rpartition(":")
    made = dns.resolver.Resolver(configure=False)
    is_alone = not colon or "]" in port or (":" in host and not host.startswith("["))  # no port, or a bare IPv6 address
    made.nameservers = [(server if is_alone else host).strip("[]")]
    made.port = 53 if is_alone else int(port)
    return made
