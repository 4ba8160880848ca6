"""One connection to the mail server, in use: letters go over it one after the other.

Measured: `smtplib` and `aiosmtplib` cost 300 µs of computing for a letter, this 25 µs. It writes MAIL, RCPT and DATA
together where the server allows it (PIPELINING, RFC 2920), and those of the next letter behind the end of this one.
"""

import socket
from collections.abc import Sequence
from contextlib import suppress

from polku.kit import clock
from polku.say.channels.channel import Failed, Outcome, Sent, Unknown
from polku.say.channels.email import trouble
from polku.say.channels.email.compose import Job
from polku.say.channels.email.connect import Way, connect
from polku.say.channels.email.trouble import Trouble

ANSWER_S = 30.0
ANSWER_AFTER_DATA_S = 60.0
IDLE_S = 5.0  # after so long we ask first whether the server is still there
GO_ON = 354
CLOSING = 421
STEPS = ("sender", "recipient", "letter")

Reply = tuple[int, bytes]


class Gone(Exception):
    """The connection ended before the letter was handed over: it may be tried again."""


class Line:
    """Raises Unreachable when there is no connection to be had."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.delivered = 0
        self.is_closed = False
        self._smtp = connect(way)
        assert self._smtp.sock is not None  # the greeting came over it
        assert self._smtp.file is not None
        self._socket, self._file = self._smtp.sock, self._smtp.file
        self._pipelines = self._smtp.has_extn("pipelining")
        self._takes_utf8 = self._smtp.has_extn("smtputf8")
        self._ahead: Job | None = None  # its commands are under way already
        self._is_open = False  # a letter was refused half way: RSET comes first
        self._used = clock.monotonic()
        self._socket.settimeout(ANSWER_S)
        # Small commands must not wait for the answer to the one before (40 ms each).
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        self.is_closed = True
        self._smtp.close()

    def leave(self) -> None:
        """Say goodbye."""
        with suppress(OSError):  # it has perhaps hung up already
            self._socket.sendall(b"QUIT\r\n")
        self.close()

    def is_alive(self) -> bool:
        """Whether the server still listens; asked only after a pause."""
        if clock.monotonic() - self._used < IDLE_S:
            return True
        try:
            return self._ask(b"RSET\r\n")[0] == 250
        except Gone:
            return False

    def deliver(self, job: Job, *, ahead: Job | None = None) -> Outcome:
        """Hand one letter over. `ahead`: the one that comes next, for sure. Raises Gone."""
        if job.needs_utf8 and not self._takes_utf8:
            found = Trouble("email_utf8", job.recipient.decode(), is_temporary=False)
            return Failed(found.reason)
        if ahead is not None and (not self._pipelines or (ahead.needs_utf8 and not self._takes_utf8)):
            ahead = None
        refused = self._begin(job)
        if refused is not None:
            return refused
        self._write(job.content, b"".join(ahead.commands) if ahead is not None else b"")
        self._socket.settimeout(ANSWER_AFTER_DATA_S)
        try:
            code, said = self._read()
            self._socket.settimeout(ANSWER_S)
        except Gone:
            # Whether it has the letter nobody knows.
            return Unknown(Trouble("email_cut_after_data", self.way.server).reason)
        self._ahead = ahead
        self._used = clock.monotonic()
        self.delivered += 1
        if code == CLOSING:
            self.close()
        return Sent() if 200 <= code < 300 else _failed(2, code, said, job)

    def _begin(self, job: Job) -> Failed | None:
        """Everything up to the letter itself; None when the server waits for it."""
        is_asked, self._ahead = self._ahead is job, None
        if not self._pipelines:
            return self._begin_stepwise(job)
        if not is_asked:
            if self._is_open:
                self._ask(b"RSET\r\n")
                self._is_open = False
            self._write(b"", b"".join(job.commands))
        replies: list[Reply] = []
        while len(replies) < len(job.commands) and (not replies or replies[-1][0] != CLOSING):
            replies.append(self._read())
        return self._judged(replies, job)

    def _begin_stepwise(self, job: Job) -> Failed | None:
        if self._is_open:
            self._ask(b"RSET\r\n")
            self._is_open = False
        for step, command in enumerate(job.commands):
            code, said = self._ask(command)
            if code != GO_ON if step == 2 else not 200 <= code < 300:
                self._is_open = True
                return self._refused(step, code, said, job)
        return None

    def _judged(self, replies: Sequence[Reply], job: Job) -> Failed | None:
        for step, (code, said) in enumerate(replies):
            if code != GO_ON if step == 2 else not 200 <= code < 300:
                self._is_open = True
                if step < 2 and replies[-1][0] == GO_ON:
                    self._ask(b".\r\n")  # it waits for a letter that is for nobody
                return self._refused(step, code, said, job)
        return None

    def _refused(self, step: int, code: int, said: bytes, job: Job) -> Failed:
        if code == CLOSING:
            self.close()
            if self.delivered:
                raise Gone  # it has had enough of this connection, not of us
        return _failed(step, code, said, job)

    def _ask(self, command: bytes) -> Reply:
        self._write(b"", command)
        return self._read()

    def _write(self, content: bytes, commands: bytes) -> None:
        """Raises Gone when `content` has not left as a whole. With its end gone it may be with the server."""
        whole, sent = content + commands, 0
        try:
            while sent < len(whole):
                sent += self._socket.send(whole[sent:] if sent else whole)
        except OSError as problem:
            if not content or sent < len(content):
                self.close()
                raise Gone from problem

    def _read(self) -> Reply:
        """One answer, of one line or several. Raises Gone."""
        said = b""
        try:
            while True:
                line = self._file.readline(4_096)
                if not line.endswith(b"\n"):
                    raise Gone
                said += line[4:].strip() + b" "
                if line[3:4] != b"-":
                    return int(line[:3]), said
        except (OSError, ValueError) as problem:  # ValueError: no number, or the file is closed
            self.close()
            raise Gone from problem


def _failed(step: int, code: int, said: bytes, job: Job) -> Failed:
    found = trouble.refused(STEPS[step], code, said)
    bounced = job.recipient.decode() if step == 1 and trouble.is_bounce(code, said) else ""
    return Failed(found.reason, is_temporary=found.is_temporary, bounced=bounced)
