"""HTTP as it comes over a socket: in pieces, several at once, with and without the short way."""

import base64
import json
import socket

import pytest

from polku.know.events.read import last_seq, read_block

EVENT = {"userId": "devi", "event": "Tea Tasted"}
pytestmark = pytest.mark.django_db(transaction=True)


def request_of(intake, path="/v1/track", *, content=EVENT, head="", version="1.1", length=True):
    body = json.dumps(content).encode()
    key = base64.b64encode(f"{intake.write_key}:".encode()).decode()
    size = f"Content-Length: {len(body)}\r\n" if length else ""
    lines = f"POST {path} HTTP/{version}\r\nHost: shop\r\nAuthorization: Basic {key}\r\n{size}{head}\r\n"
    return lines.encode(), body


def names():
    block = read_block(0, last_seq())
    return [event.name for event in block.events] if block else []


def answers_of(wire, count):
    """The statuses and bodies of so many answers, read to their ends."""
    found, file = [], wire.makefile("rb")
    for _ in range(count):
        status = int(file.readline().split()[1])
        headers = {}
        while line := file.readline().strip():
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip()
        found.append((status, file.read(int(headers.get(b"content-length", 0))), headers))
    return found


@pytest.fixture
def wire(intake):
    with socket.create_connection(("127.0.0.1", intake.port), timeout=10) as opened:
        yield opened


def test_a_request_may_come_byte_by_byte(intake, wire):
    head, body = request_of(intake)

    for byte in head + body:
        wire.sendall(bytes([byte]))

    [(status, content, _)] = answers_of(wire, 1)
    assert (status, json.loads(content)) == (200, {"success": True})
    assert names() == ["Tea Tasted"]


def test_requests_sent_without_waiting_are_answered_in_their_order(intake, wire):
    good, body = request_of(intake)
    unknown, _ = request_of(intake, "/v1/nothing")

    wire.sendall(good + body + unknown + body + good + body)

    assert [status for status, *_ in answers_of(wire, 3)] == [200, 404, 200]
    assert len(names()) == 2


def test_one_connection_serves_one_request_after_the_other(intake, wire):
    head, body = request_of(intake)

    for _ in range(3):
        wire.sendall(head + body)
        assert answers_of(wire, 1)[0][0] == 200

    assert len(names()) == 3


def test_a_client_that_asks_first_is_told_to_go_on(intake, wire):
    head, body = request_of(intake, head="Expect: 100-continue\r\n")

    wire.sendall(head)
    assert wire.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    wire.sendall(body)

    assert answers_of(wire, 1)[0][0] == 200
    assert len(names()) == 1


def test_a_body_of_undeclared_length_is_read_to_its_end(intake, wire):
    head, body = request_of(intake, head="Transfer-Encoding: chunked\r\n", length=False)

    wire.sendall(head + b"5\r\n" + body[:5] + b"\r\n%x\r\n" % len(body[5:]) + body[5:] + b"\r\n0\r\n\r\n")

    assert answers_of(wire, 1)[0][0] == 200
    assert len(names()) == 1


@pytest.mark.parametrize(("version", "head"), [("1.0", ""), ("1.1", "Connection: close\r\n")])
def test_a_client_that_wants_no_more_finds_the_connection_closed(intake, wire, version, head):
    start, body = request_of(intake, version=version, head=head)

    wire.sendall(start + body)

    [(status, _, headers)] = answers_of(wire, 1)
    assert (status, headers[b"connection"], wire.recv(1)) == (200, b"close", b"")


def test_a_client_that_leaves_halfway_leaves_nothing(intake, wire):
    head, body = request_of(intake)

    wire.sendall(head + body[:-1])
    wire.close()

    assert intake.post("/v1/track", EVENT).status == 200
    assert len(names()) == 1


def test_a_request_too_large_is_refused_before_it_is_sent(intake, wire):
    head, _ = request_of(intake, "/v1/batch")

    wire.sendall(head.replace(b"Content-Length: ", b"Content-Length: 9000"))

    assert answers_of(wire, 1)[0][0] == 413


def test_what_is_not_http_is_refused(intake, wire):
    wire.sendall(b"\x00\x01 what is this\r\n\r\n")

    assert answers_of(wire, 1)[0][0] == 400
