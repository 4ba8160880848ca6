"""A mail server that misbehaves as it is told: for what no honest one does."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable

GREETING = "220 rogue"
EXTENSIONS = ("PIPELINING", "8BITMIME")


class Rogue:
    """`on(step, address)` gives an answer, or "hang up", "silence", "half" (reads half of a letter and hangs up)."""

    def __init__(
        self, on: Callable[[str, str], str] | None = None, *, extensions: tuple[str, ...] = EXTENSIONS
    ) -> None:
        self.on = on or (lambda step, address: "")
        self.extensions = extensions
        self.taken: Counter[str] = Counter()  # letters read to their end, by recipient
        self.connections = 0
        self.most_at_once = 0
        self.lines: list[str] = []
        self._at_once = 0
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listening.getsockname()[1])
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._listening.close()
        for peer in list(self._open):
            peer.close()

    def hang_up(self) -> None:
        """On everybody, as a restarted server does."""
        for peer in list(self._open):
            peer.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                peer, _address = self._listening.accept()
            except OSError:
                return
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        with self._lock:
            self.connections += 1
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._open.add(peer)
        try:
            self._converse(peer)
        except (OSError, ValueError):
            pass  # one of us hung up
        finally:
            with self._lock:
                self._at_once -= 1
                self._open.discard(peer)
            peer.close()

    def _converse(self, peer: socket.socket) -> None:
        said = peer.makefile("rb")
        if not self._say(peer, self.on("CONNECT", "") or GREETING):
            return
        recipient, has_recipient = "", False
        while line := said.readline():
            words = line.decode().strip()
            self.lines.append(words)
            step = words[:4].upper()
            if step == "EHLO":
                offers = ["rogue", *self.extensions]
                peer.sendall("".join(f"250{'-' if one != offers[-1] else ' '}{one}\r\n" for one in offers).encode())
                continue
            if step == "QUIT":
                self._say(peer, "221 bye")
                return
            if step == "RCPT":
                recipient = words[words.index("<") + 1 : words.rindex(">")]
            answer = self.on(step, recipient)
            if step == "RCPT":
                has_recipient = not answer
            if step == "DATA":
                if not self._data(peer, said, recipient, answer, has_recipient):
                    return
                continue
            if not self._say(peer, answer or "250 ok"):
                return

    def _data(self, peer: socket.socket, said: "socket.SocketIO", recipient: str, answer: str, fits: bool) -> bool:
        if answer or not fits:
            return self._say(peer, answer or "503 nobody to send to")
        self._say(peer, "354 go on")
        at_end = self.on("END", recipient)
        if at_end == "half":
            said.readline()
            return False
        while said.readline() not in (b".\r\n", b""):
            pass
        if not at_end or at_end in ("hang up", "silence"):
            with self._lock:
                self.taken[recipient] += 1
        return self._say(peer, at_end or "250 taken")

    def _say(self, peer: socket.socket, answer: str) -> bool:
        if answer == "hang up":
            return False
        if answer == "silence":
            time.sleep(3)
            return False
        peer.sendall(answer.encode() + b"\r\n")
        return not answer.startswith("421")
