"""A mailbox on this machine that speaks as much IMAP as it takes to be read."""

import re
import socketserver
import threading
from base64 import b64decode

FETCH = re.compile(r"UID FETCH ([\d,]+) \((.+)\)", re.IGNORECASE)


class PostBox(socketserver.ThreadingTCPServer):
    """`mails` by their number. `asked`: what was said to it, without passwords."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, capabilities: str = "IMAP4rev1 AUTH=PLAIN", greeting: str = "* OK ready") -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.capabilities, self.greeting = capabilities, greeting
        self.mails: dict[int, bytes] = {}
        self.validity = 7
        self.user, self.password, self.folder = "bounces", 'pä ss"w', "INBOX"
        self.asked: list[str] = []
        self.port = int(self.server_address[1])
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class Talk(socketserver.StreamRequestHandler):
    server: PostBox

    def handle(self) -> None:
        self.say(self.server.greeting)
        for line in self.rfile:
            tag, _space, rest = line.decode().strip().partition(" ")
            verb = rest.split(" ", 1)[0].upper()
            self.server.asked.append(verb if verb in ("LOGIN", "AUTHENTICATE") else rest)
            self.say(f"{tag} {self.answer(verb, rest)}")
            if verb == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, verb: str, rest: str) -> str:
        box = self.server
        match verb:
            case "CAPABILITY":
                self.say(f"* CAPABILITY {box.capabilities}")
            case "AUTHENTICATE":
                self.say("+ ")
                _nobody, user, password = b64decode(self.rfile.readline()).decode().split("\0")
                if (user, password) != (box.user, box.password):
                    return "NO [AUTHENTICATIONFAILED] wrong"
            case "LOGIN":
                if rest != f'LOGIN "{box.user}" "{box.password}"':
                    return "NO wrong"
            case "EXAMINE":
                if rest.split(" ", 1)[1].strip('"') != box.folder:
                    return "NO no such mailbox"
                self.say(f"* {len(box.mails)} EXISTS")
                self.say(f"* OK [UIDVALIDITY {box.validity}] numbers stay")
                return "OK [READ-ONLY] opened"
            case "UID":
                self.uid(rest)
            case "LOGOUT":
                self.say("* BYE")
            case _:
                return "BAD unknown"
        return "OK done"

    def uid(self, rest: str) -> None:
        mails = self.server.mails
        if (fetch := FETCH.match(rest)) is None:
            first = int(rest.split("UID ")[-1].partition(":")[0])
            found = [uid for uid in sorted(mails) if uid >= first] or sorted(mails)[-1:]  # as n:* is defined
            self.say(f"* SEARCH {' '.join(map(str, found))}")
            return
        for place, uid in enumerate(map(int, fetch[1].split(",")), 1):
            if "SIZE" in fetch[2]:
                self.say(f"* {place} FETCH (UID {uid} RFC822.SIZE {len(mails[uid])})")
            else:
                self.say(f"* {place} FETCH (UID {uid} BODY[] {{{len(mails[uid])}}}")
                self.wfile.write(mails[uid])
                self.say(")")
