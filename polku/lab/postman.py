"""Letters sent by nothing but a loop: `python -m polku.lab.postman`, told what to do by JSON on standard input.

Two kinds of loop over as many connections at once, each in a thread: Python's own `smtplib`, and bare sockets that
write the four steps of each letter and read the four answers. Letters that were signed are signed again.
"""

import hashlib
import json
import re
import smtplib
import socket
import sys
import threading
import time
from base64 import b64encode
from collections import deque
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

FIELD = b"DKIM-Signature:"
END = re.compile(rb"\r\n(?![ \t])")  # of a field
SIGNED = frozenset(
    b"from to subject date reply-to message-id mime-version content-type list-unsubscribe list-unsubscribe-post"
    b" feedback-id".split()
)
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


Seal = Callable[[bytes], bytes]


def sealer(letters: Letters) -> Seal:
    """What signs a letter that comes without a signature; for letters that had none, what leaves them alone."""
    if not letters or not letters[0][1].startswith(FIELD):
        return lambda letter: letter
    key = generate_private_key(65537, 2048)
    for number, (recipient, letter) in enumerate(letters):
        letters[number] = (recipient, letter[END.search(letter).end() :])  # type: ignore[union-attr] # it has an end
    return lambda letter: signed(letter, key)


def signed(letter: bytes, key: RSAPrivateKey) -> bytes:
    """With a field as DKIM has it, relaxed/relaxed, over the same fields as polku's."""
    head, _gap, body = letter.partition(b"\r\n\r\n")
    while b"  " in (body := body.replace(b"\t", b" ")):
        body = body.replace(b"  ", b" ")
    body = body.replace(b" \r\n", b"\r\n").rstrip(b"\r\n") + b"\r\n"
    fields = []
    for line in head.replace(b"\r\n ", b" ").split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() in SIGNED:
            fields.append(name.lower() + b":" + b" ".join(value.split()))
    names = b":".join(field.partition(b":")[0] for field in fields)
    hashed = b64encode(hashlib.sha256(body).digest())
    field = FIELD + b" v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.example; s=x; h=%b; bh=%b; b=" % (names, hashed)
    sign = key.sign(b"\r\n".join([*fields, field.lower()]), padding.PKCS1v15(), SHA256())
    return b"%b%b\r\n%b" % (field, b64encode(sign), letter)


def by_smtplib(port: int, letters: Letters, seal: Seal) -> None:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="shop.example") as server:
        while letters:
            try:
                recipient, letter = letters.popleft()
            except IndexError:
                return
            server.sendmail(SENDER, [recipient.decode()], seal(letter))


def by_socket(port: int, letters: Letters, seal: Seal) -> None:
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
                seal(letter) + b".\r\n",
            ):
                wire.sendall(step)
                answers.readline()


LOOPS: dict[str, Callable[[int, Letters, Seal], None]] = {"smtplib": by_smtplib, "socket": by_socket}


def main() -> None:
    plan = json.load(sys.stdin)
    letters = read(Path(plan["letters"]))
    count, loop = len(letters), LOOPS[plan["loop"]]
    seal = sealer(letters)
    threads = [threading.Thread(target=loop, args=(plan["port"], letters, seal)) for _ in range(plan["connections"])]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    print(json.dumps({"letters": count, "seconds": round(took, 3), "per_s": round(count / took)}))  # noqa: T201 - its result


if __name__ == "__main__":
    main()
