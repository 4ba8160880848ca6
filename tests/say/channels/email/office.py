"""A real mail server on this machine that keeps what it gets, and answers as it is told to."""

import asyncio
import email
import email.policy
import ssl
import threading
from collections import Counter
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

PASSWORD = LoginPassword(b"aino", b"secret")


class Office:
    """The server's behaviour, and its post. `says`: answers by step and address, taken one by one."""

    def __init__(self) -> None:
        self.post: list[tuple[str, str, bytes]] = []  # (sender, recipient, content)
        self.connections = 0
        self.says: dict[tuple[str, str], list[str]] = {}
        self.on_connect = ""
        self.lock = threading.Lock()

    @property
    def arrived(self) -> Counter[str]:
        return Counter(recipient for _sender, recipient, _content in self.post)

    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(content, policy=email.policy.default) for *_ends, content in self.post]

    def _word(self, step: str, address: str) -> str:
        with self.lock:
            waiting = self.says.get((step, address)) or self.says.get((step, "*")) or []
            return waiting.pop(0) if waiting else ""

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> Any:  # noqa: N802 - named by aiosmtpd
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - named by aiosmtpd
        word = self._word("MAIL", address)
        if not word:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return word or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - named by aiosmtpd
        word = self._word("RCPT", address)
        if not word:
            envelope.rcpt_tos.append(address)
        return word or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - named by aiosmtpd
        recipient = envelope.rcpt_tos[0]
        word = self._word("DATA", recipient)
        if not word:
            with self.lock:
                self.post.append((envelope.mail_from, recipient, envelope.content))
        return word or "250 queued as 1"


class Server:
    """A loop of its own in a thread. `options`: for aiosmtpd's SMTP."""

    def __init__(self, office: Office, *, tls: ssl.SSLContext | None = None, **options: Any) -> None:
        self.loop = asyncio.new_event_loop()
        made = {"enable_SMTPUTF8": True, "hostname": "mail.example", "loop": self.loop, **options}
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        opening = self.loop.create_server(lambda: SMTP(office, **made), "127.0.0.1", 0, ssl=tls)
        self.server = asyncio.run_coroutine_threadsafe(opening, self.loop).result()
        self.port = int(self.server.sockets[0].getsockname()[1])

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _hang_up(self) -> None:
        self.server.close()
        talks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


def only_aino(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data == PASSWORD, handled=False)
