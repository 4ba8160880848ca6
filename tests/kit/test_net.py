"""Addresses that people typed: which are refused, and that what was checked is what is connected to."""

import asyncio
import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from polku.kit import net
from polku.kit.net_problems import HasPassword, NoCertificate, NotFound, NotHttp, WrongPort


class Answering(BaseHTTPRequestHandler):
    """/big: 100,000 bytes · /slow: a drop every 0.2 s · /to?URL: a redirect · else what was asked for."""

    asked: list[str] = []

    def do_GET(self) -> None:
        Answering.asked.append(self.path)
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to?"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _drop in range(25):
                threading.Event().wait(0.2)
                self.wfile.write(b".")
                self.wfile.flush()
        else:
            body = b"x" * 100_000 if self.path == "/big" else f"{self.headers['Host']}{self.path}".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Who asks goes away in the middle; that is what is tested."""


@pytest.fixture
def house() -> Iterator[int]:
    """A server on this machine; its port."""
    Answering.asked = []
    server = Quiet(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def leading_to(*answers: str) -> tuple[net.LookUp, list[str]]:
    """A resolver that says each of these in turn, then the last for ever; and the names it was asked for."""
    asked: list[str] = []

    async def look_up(host: str, port: int, family: int) -> net.Found:
        answer = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        kind = socket.AF_INET6 if ":" in answer else socket.AF_INET
        return [(kind, (answer, port))]

    return look_up, asked


def ask(url: str, *, look_up: net.LookUp = net.look_up, allow_private: bool = False) -> net.Answer:
    async def once() -> net.Answer:
        async with net.open_session(allow_private=allow_private, look_up=look_up) as session:
            return await net.ask(session, url, allow_private=allow_private, timeout_s=2)

    return asyncio.run(once())


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.8.9.1",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[::127.0.0.1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::a00:1]",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "017700000001",
        "0",
    ],
)
def test_what_is_not_on_the_public_internet_is_refused_before_anybody_is_asked(host: str) -> None:
    with pytest.raises(net.Private):
        net.check(f"https://{host}/hook", allow_private=False)


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "[2606:4700:4700::1111]", "[64:ff9b::808:808]", "shop.example", "bücher.example"]
)
def test_public_addresses_and_names_may_be_used(host: str) -> None:
    address = net.check(f"https://{host}/hook?x=1#y", allow_private=False)

    assert (address.scheme, address.path, address.query_string) == ("https", "/hook", "x=1")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example",
        "//a.example",
        "a.example",
        "",
        "https://",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://exa mple/",
        "http://8.8.8.8\\@127.0.0.1/",
        "http://.../",
        "http://a..example/",
        "http://*.example/",
    ],
)
def test_only_http_is_spoken(url: str) -> None:
    with pytest.raises(NotHttp):
        net.check(url, allow_private=False)


def test_passwords_and_the_ports_of_other_services_are_refused() -> None:
    with pytest.raises(HasPassword):
        net.check("https://admin:secret@shop.example/", allow_private=False)
    with pytest.raises(HasPassword):
        net.check("https://shop.example@10.0.0.1/", allow_private=False)
    with pytest.raises(WrongPort):
        net.check("https://shop.example:25/", allow_private=False)
    with pytest.raises(NotHttp):
        net.check("https://shop.example:99999/", allow_private=False)

    assert net.check("https://shop.example:8443/", allow_private=False).port == 8443


@pytest.mark.parametrize("answer", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::7"])
def test_a_name_that_leads_into_the_house_is_refused(answer: str, house: int) -> None:
    look_up, _ = leading_to(answer)

    with pytest.raises(net.Private):
        ask(f"http://inside.example:{house}/", look_up=look_up)
    with pytest.raises(net.Private):
        net.check_host(f"http://inside.example:{house}/", allow_private=False, look_up=look_up)

    assert Answering.asked == []


def test_a_resolver_that_lies_the_second_time_reaches_nothing_inside(house: int) -> None:
    """Rebinding: public when the address is entered, this machine when it is used."""
    look_up, asked = leading_to("8.8.8.8", "127.0.0.1")
    url = f"http://rebind.example:{house}/secret"
    net.check_host(url, allow_private=False, look_up=look_up)

    with pytest.raises(net.Private):
        ask(url, look_up=look_up)

    assert (asked, Answering.asked) == (["rebind.example"] * 2, [])


def test_a_connection_asks_once_and_goes_to_what_was_answered(house: int) -> None:
    look_up, asked = leading_to("127.0.0.1", "127.0.0.2")  # nobody listens at the second

    answer = ask(f"http://once.example:{house}/here", look_up=look_up, allow_private=True)

    assert (answer.status, answer.body.decode()) == (200, f"once.example:{house}/here")
    assert asked == ["once.example"]


def test_one_private_answer_among_public_ones_condemns_them_all(house: int) -> None:
    async def look_up(host: str, port: int, family: int) -> net.Found:
        return [(socket.AF_INET, ("8.8.8.8", port)), (socket.AF_INET, ("127.0.0.1", port))]

    with pytest.raises(net.Private):
        ask(f"http://mixed.example:{house}/", look_up=look_up)


def test_an_unknown_name_is_told_as_such() -> None:
    async def look_up(host: str, port: int, family: int) -> net.Found:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(NotFound):
        ask("http://nobody.example/", look_up=look_up)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a" * 300, "xn--"])
def test_a_name_that_nobody_can_look_up_is_told_as_such(host: str) -> None:
    with pytest.raises(NotFound):
        net.check_host(f"http://{host}/", allow_private=False)
    with pytest.raises(NotFound):
        ask(f"http://{host}/")


def test_a_redirect_is_an_answer_unless_asked_for(house: int) -> None:
    url = f"http://127.0.0.1:{house}/to?/there"

    assert net.fetch(url, allow_private=True).status == 302
    assert net.fetch(url, allow_private=True, redirects=1).body.decode() == f"127.0.0.1:{house}/there"


def test_each_redirect_is_checked(house: int) -> None:
    with pytest.raises(NotHttp):
        net.fetch(f"http://127.0.0.1:{house}/to?file:///etc/passwd", allow_private=True, redirects=3)


def test_an_answer_is_read_no_further_than_allowed(house: int) -> None:
    with pytest.raises(net.TooLarge):
        net.fetch(f"http://127.0.0.1:{house}/big", allow_private=True, most_bytes=99_999)

    assert len(net.fetch(f"http://127.0.0.1:{house}/big", allow_private=True, most_bytes=100_000).body) == 100_000


def test_a_host_that_drips_is_given_up_in_time(house: int) -> None:
    with pytest.raises(net.TooSlow):
        net.fetch(f"http://127.0.0.1:{house}/slow", allow_private=True, timeout_s=0.5)


@pytest.fixture
def tls_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], int]]:
    """Begin a TLS server on this machine whose certificate, trusted here, is for the given name."""
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def begin(name: str) -> int:
        certificate = tmp_path / "certificate.pem"
        certificate.write_bytes(certificate_for(name))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        net.certificates.cache_clear()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server = Quiet(("127.0.0.1", 0), Answering)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        servers.append((server, thread))
        return int(server.server_address[1])

    yield begin
    net.certificates.cache_clear()
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_tls_proves_the_name_although_the_address_was_looked_up_before(tls_house: Callable[[str], int]) -> None:
    look_up, _ = leading_to("127.0.0.1")
    port = tls_house("shop.example")

    answer = ask(f"https://shop.example:{port}/", look_up=look_up, allow_private=True)

    assert answer.body.decode() == f"shop.example:{port}/"


def test_a_certificate_for_another_name_is_refused(tls_house: Callable[[str], int]) -> None:
    look_up, _ = leading_to("127.0.0.1")
    port = tls_house("other.example")

    with pytest.raises(NoCertificate):
        ask(f"https://shop.example:{port}/", look_up=look_up, allow_private=True)


def certificate_for(name: str) -> bytes:
    """A key and a certificate that it signed itself, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2090, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
