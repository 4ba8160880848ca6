"""A name server on this machine that says what it was told, over UDP; or nothing at all."""

import socket
import threading
from collections.abc import Mapping

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Records = Mapping[tuple[str, str], list[str]]


class NameServer:
    """`records`: by name and kind, TXT without quotes. `silent`: names that it never answers for; "*" for all."""

    def __init__(self, records: Records, *, silent: frozenset[str] = frozenset()) -> None:
        self.records, self.silent = dict(records), silent
        self.asked: list[str] = []
        self._wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._wire.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._wire.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
            wire.sendto(b"", self._wire.getsockname())
        self._thread.join()
        self._wire.close()

    def _serve(self) -> None:
        while True:
            content, who = self._wire.recvfrom(4_096)
            if not content:
                return
            if (answer := self._answer(dns.message.from_wire(content))) is not None:
                self._wire.sendto(answer.to_wire(), who)

    def _answer(self, query: dns.message.Message) -> dns.message.Message | None:
        [question] = query.question
        name = question.name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        if "*" in self.silent or name in self.silent:
            return None
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        kind = question.rdtype.name
        texts = self.records.get((name, kind), [])
        if kind == "TXT":
            texts = [" ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255)) for text in texts]
        if texts:
            answer.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, texts))
        elif not any(one == name for one, _kind in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
