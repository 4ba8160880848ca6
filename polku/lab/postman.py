"""Letters sent by nothing but a loop: `python -m polku.lab.postman`, told what to do by JSON on standard input.

Two kinds of loop over as many connections at once, each in a thread: Python's own `smtplib`, and bare sockets that
write the four steps of each letter and read the four answers.
"""

import json
import smtplib
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

SENDER = "hello@shop.example"
Letters = deque[tuple[bytes, bytes]]


def read(path: Path) -> Letters:
    """What `polku.lab.post` has kept."""
    letters: Letters = deque()
    with path.open("rb") as file:
        while head := file.readline():
            recipient, letter = (int(number) for number in head.split())
            letters.append((file.read(recipient), file.read(letter)))
    return letters


def by_smtplib(port: int, letters: Letters) -> None:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="shop.example") as server:
        while letters:
            try:
                recipient, letter = letters.popleft()
            except IndexError:
                return
            server.sendmail(SENDER, [recipient.decode()], letter)


def by_socket(port: int, letters: Letters) -> None:
    with socket.create_connection(("127.0.0.1", port)) as wire, wire.makefile("rb") as answers:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        answers.readline()
        wire.sendall(b"EHLO shop.example\r\n")
        while answers.readline()[3:4] == b"-":
            pass
        while letters:
            try:
                recipient, letter = letters.popleft()
            except IndexError:
                return
            for step in (
                b"MAIL FROM:<%b>\r\n" % SENDER.encode(),
                b"RCPT TO:<%b>\r\n" % recipient,
                b"DATA\r\n",
                letter + b".\r\n",
            ):
                wire.sendall(step)
                answers.readline()


LOOPS: dict[str, Callable[[int, Letters], None]] = {"smtplib": by_smtplib, "socket": by_socket}


def main() -> None:
    plan = json.load(sys.stdin)
    letters = read(Path(plan["letters"]))
    count, loop = len(letters), LOOPS[plan["loop"]]
    threads = [threading.Thread(target=loop, args=(plan["port"], letters)) for _ in range(plan["connections"])]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    print(json.dumps({"letters": count, "seconds": round(took, 3), "per_s": round(count / took)}))  # noqa: T201 - its result


if __name__ == "__main__":
    main()
