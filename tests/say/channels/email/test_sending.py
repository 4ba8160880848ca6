"""What becomes of each letter, whatever the server does."""

import socket
from collections import Counter

import pytest

from polku.say.channels.channel import Failed, Held, Later, Letter, Sent, Unknown
from polku.say.channels.email import line, pool
from polku.say.channels.email.channel import Email
from polku.say.channels.email.models import Suppressed
from tests.say.channels.email.rogue import Rogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def rogue():
    made = []

    def start(on=None, **options):
        made.append(Rogue(on, **options))
        return made[-1]

    yield start
    for one in made:
        one.stop()


@pytest.fixture
def email():
    channel = Email()
    yield channel
    channel.close()


def letters(*names, **more):
    return [
        Letter(f"campaign:7/{name}", number, 7, f"{name}@shop.example", "Tea", "Hello", message_id=number, **more)
        for number, name in enumerate(names, 1)
    ]


def at(step, address, answer):
    """A server that says `answer` at that step to that address, every time."""
    return lambda here, who: answer if here == step and who.startswith(address) else ""


ALIKE = [("PIPELINING", "8BITMIME"), ("8BITMIME",)]


@pytest.mark.parametrize("extensions", ALIKE)
def test_letters_arrive_and_the_connection_stays_open_for_the_next(extensions, rogue, email, set_up):
    server = rogue(extensions=extensions)
    set_up(server.port, connections=1)

    first = email.send(letters("devi", "emile"))
    second = email.send(letters("fumi"))

    assert [*first, *second] == [Sent()] * 3
    assert server.taken == {"devi@shop.example": 1, "emile@shop.example": 1, "fumi@shop.example": 1}
    assert server.connections == 1


def test_no_more_connections_than_the_settings_allow(rogue, email, set_up):
    server = rogue()
    set_up(server.port, connections=3)

    email.send(letters(*(f"customer{number}" for number in range(200))))

    assert 1 <= server.most_at_once <= 3
    assert set(server.taken.values()) == {1}


@pytest.mark.parametrize("extensions", ALIKE)
@pytest.mark.parametrize(
    ("step", "answer", "outcome"),
    [
        ("RCPT", "450 4.2.0 greylisted", Failed("email_later|450 4.2.0 greylisted", is_temporary=True)),
        (
            "RCPT",
            "550 5.1.1 no such user",
            Failed("email_recipient|550 5.1.1 no such user", bounced="emile@shop.example"),
        ),
        ("RCPT", "550 5.7.1 not from you", Failed("email_recipient|550 5.7.1 not from you")),
        ("RCPT", "552 5.2.2 mailbox full", Failed("email_recipient|552 5.2.2 mailbox full")),
        ("DATA", "451 not now", Failed("email_later|451 not now", is_temporary=True)),
        ("END", "452 disk full", Failed("email_later|452 disk full", is_temporary=True)),
        ("END", "554 spam", Failed("email_letter|554 spam")),
    ],
)
def test_a_refusal_is_that_letters_alone(extensions, step, answer, outcome, rogue, email, set_up):
    server = rogue(at(step, "emile", answer), extensions=extensions)
    set_up(server.port, connections=1)

    outcomes = email.send(letters("devi", "emile", "fumi"))

    assert outcomes == [Sent(), outcome, Sent()]
    assert server.taken == {"devi@shop.example": 1, "fumi@shop.example": 1}


@pytest.mark.parametrize("extensions", ALIKE)
def test_a_connection_that_dies_after_the_letter_leaves_it_unknown(extensions, rogue, email, set_up):
    server = rogue(at("END", "emile", "hang up"), extensions=extensions)
    set_up(server.port, connections=1)

    outcomes = email.send(letters("devi", "emile", "fumi"))

    assert outcomes == [Sent(), Unknown(f"email_cut_after_data|127.0.0.1:{server.port}"), Sent()]
    assert server.taken == {"devi@shop.example": 1, "emile@shop.example": 1, "fumi@shop.example": 1}


def test_a_server_that_never_answers_the_letter_leaves_it_unknown(rogue, email, set_up, monkeypatch):
    monkeypatch.setattr(line, "ANSWER_AFTER_DATA_S", 0.2)
    server = rogue(at("END", "devi", "silence"))
    set_up(server.port)

    assert email.send(letters("devi")) == [Unknown(f"email_cut_after_data|127.0.0.1:{server.port}")]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_dies_before_the_letter_leaves_it_for_later(step, rogue, email, set_up):
    server = rogue(lambda here, who: "hang up" if here == step else "")
    set_up(server.port, connections=1)

    outcomes = email.send(letters("devi"))

    assert outcomes == [Failed(f"email_cut|127.0.0.1:{server.port}", is_temporary=True)]
    assert server.taken == {}


def test_a_slow_server_is_given_up_before_the_letter_left(rogue, email, set_up, monkeypatch):
    monkeypatch.setattr(line, "ANSWER_S", 0.2)
    server = rogue(lambda here, who: "silence" if here == "RCPT" else "")
    set_up(server.port, connections=1)

    assert email.send(letters("devi")) == [Failed(f"email_cut|127.0.0.1:{server.port}", is_temporary=True)]


def test_a_letter_of_which_only_a_part_has_left_is_tried_again(rogue, email, set_up):
    said = Counter()

    def half_once(step, who):
        said[step] += 1
        return "half" if step == "END" and said["END"] == 1 else ""

    server = rogue(half_once)
    set_up(server.port, connections=1)
    [large] = letters("devi")
    large = Letter(large.key, 1, 7, large.address, "Tea", "x" * 20_000_000, message_id=1)

    assert email.send([large]) == [Sent()]
    assert server.taken == {"devi@shop.example": 1}


def test_a_server_that_was_restarted_between_two_blocks_is_asked_anew(rogue, email, set_up):
    server = rogue()
    set_up(server.port, connections=1)
    email.send(letters("devi"))

    server.hang_up()

    assert email.send(letters("emile")) == [Sent()]
    assert server.taken == {"devi@shop.example": 1, "emile@shop.example": 1}


def test_a_server_that_closes_after_some_letters_gets_the_others_over_a_new_connection(rogue, email, set_up):
    said = Counter()

    def two_each(step, who):
        said[step] += 1
        return "421 enough for this connection" if step == "MAIL" and said["MAIL"] % 3 == 0 else ""

    server = rogue(two_each)
    set_up(server.port, connections=1)

    outcomes = email.send(letters("a", "b", "c", "d", "e", "f"))

    assert outcomes == [Sent()] * 6
    assert set(server.taken.values()) == {1}


@pytest.mark.parametrize("extensions", ALIKE)
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_closes_with_a_sentence_is_quoted(extensions, step, rogue, email, set_up):
    server = rogue(lambda here, who: "421 4.7.0 come back tomorrow" if here == step else "", extensions=extensions)
    set_up(server.port, connections=1)

    assert email.send(letters("devi")) == [Failed("email_later|421 4.7.0 come back tomorrow", is_temporary=True)]


def test_nobody_at_the_port_is_told_for_every_letter(email, set_up):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    set_up(port)

    outcomes = email.send(letters("devi", "emile"))

    assert outcomes == [Failed(f"email_refused|127.0.0.1:{port}", is_temporary=True)] * 2


def test_a_server_that_wants_fewer_connections_still_gets_every_letter(rogue, email, set_up):
    server = rogue()
    server.on = lambda step, who: "421 too many" if step == "CONNECT" and server.connections > 1 else ""
    set_up(server.port, connections=5)

    outcomes = email.send(letters(*(f"customer{number}" for number in range(60))))

    assert outcomes == [Sent()] * 60
    assert set(server.taken.values()) == {1}


def test_without_settings_letters_wait(email, db):
    assert email.send(letters("devi")) == [Failed("email_not_set_up", is_temporary=True)]


def test_what_there_is_no_time_for_is_given_back(rogue, email, set_up, monkeypatch):
    monkeypatch.setattr(pool, "BLOCK_S", 0.3)
    server = rogue()
    set_up(server.port, connections=1, per_second=10)

    outcomes = email.send(letters(*(f"customer{number}" for number in range(40))))

    sent = outcomes.count(Sent())
    assert 2 <= sent <= 5
    assert outcomes == [Sent()] * sent + [Later(0)] * (40 - sent)
    assert server.taken.total() == sent


def test_what_a_server_says_of_many_addresses_is_one_reason(rogue, email, set_up):
    server = rogue()
    server.on = lambda step, who: f"550 5.1.1 <{who}>: no such user: {who}" if step == "RCPT" else ""
    set_up(server.port)

    outcomes = email.send(letters("devi", "emile"))

    assert {outcome.reason for outcome in outcomes} == {"email_recipient|550 5.1.1 …: no such user: …"}


def test_a_suppressed_address_is_not_written_to(rogue, email, set_up):
    server = rogue()
    set_up(server.port)
    Suppressed.objects.create(address="emile@shop.example", why="bounced", sentence="550 no such user", at_ms=0)

    assert email.send(letters("devi", "Emile")) == [Sent(), Held("email_bounced|550 no such user")]


def test_an_address_that_is_none_fails_alone(rogue, email, set_up):
    server = rogue()
    set_up(server.port)
    broken = Letter("k", 9, 7, "devi at shop", "Tea", "Hello", message_id=9)

    assert email.send([*letters("devi"), broken]) == [Sent(), Failed("email_address|devi at shop")]


def test_letters_in_an_address_need_a_server_that_can_write_them(rogue, email, set_up):
    plain, able = rogue(), rogue(extensions=("PIPELINING", "8BITMIME", "SMTPUTF8"))
    addressed = Letter("k", 9, 7, "дэви@shop.example", "Tea", "Hello", message_id=9)

    set_up(plain.port)
    assert email.send([addressed]) == [Failed("email_utf8|дэви@shop.example")]
    set_up(able.port)
    assert email.send([addressed]) == [Sent()]
    assert able.taken == {"дэви@shop.example": 1}


def test_a_thousand_letters_with_three_in_a_hundred_failing_each_way(rogue, email, set_up):
    ways = {
        "grey": ("RCPT", "451 later"),
        "gone": ("RCPT", "550 5.1.1 no"),
        "spam": ("END", "554 spam"),
        "full": ("END", "452 full"),
        "deaf": ("END", "hang up"),
    }
    server = rogue(
        lambda step, who: next((say for name, (here, say) in ways.items() if here == step and name in who), "")
    )
    set_up(server.port, connections=10)
    kinds = [*ways, *["fine"] * 28]
    names = [f"{kinds[number % 33]}{number}" for number in range(1_000)]

    outcomes = dict(zip(names, email.send(letters(*names)), strict=True))
    # On a slow machine a letter may be behind a deaf one in its connection: cut before its text, it goes once more.
    cut = Failed(f"email_cut|127.0.0.1:{server.port}", is_temporary=True)
    behind = [name for name in names if name.startswith("fine") and outcomes[name] == cut]
    assert len(behind) < 10
    outcomes |= dict(zip(behind, email.send(letters(*behind)), strict=True))

    expected = {
        "grey": Failed("email_later|451 later", is_temporary=True),
        "spam": Failed("email_letter|554 spam"),
        "full": Failed("email_later|452 full", is_temporary=True),
        "deaf": Unknown(f"email_cut_after_data|127.0.0.1:{server.port}"),
        "fine": Sent(),
    }
    gone = {name: Failed("email_recipient|550 5.1.1 no", bounced=f"{name}@shop.example") for name in names}
    assert outcomes == {name: expected.get(name[:4], gone[name]) for name in names}
    arrived = {f"{name}@shop.example": 1 for name in names if name.startswith(("fine", "deaf"))}
    assert server.taken == arrived
