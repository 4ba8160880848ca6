"""What a real mail server got, judged by dkimpy, which had no part in signing it."""

import dkim
import pytest
from dkim.canonicalization import CanonicalizationPolicy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polku.kit import clock
from polku.say.channels.channel import Failed, Letter, Sent
from polku.say.channels.email import system
from polku.say.channels.email.channel import Email
from polku.say.channels.email.models import DkimKey
from polku.say.channels.email.signing import canonical, keys
from polku.say.channels.email.signing.record import record_of

DOMAIN = "kahvila.example"
LEAVE = "https://polku.example/p/unsubscribe/x.y"
SPACED = st.lists(st.sampled_from([b" ", b"\t", b"\r\n", b"a", b"=", "雪".encode(), b".", b":"]), max_size=40).map(
    b"".join
)


@pytest.fixture
def email():
    channel = Email()
    yield channel
    channel.close()


@pytest.fixture(scope="module")
def rsa_once():
    """One RSA key for all of these tests: it takes a moment to be found."""
    return {}


@pytest.fixture
def key(db, noon, rsa_once):
    """`key("rsa")`: a key that signs."""

    def run(algorithm, *, begins=True):
        if algorithm == "rsa" and rsa_once:
            made = DkimKey.objects.create(**rsa_once, selector=f"once{DkimKey.objects.count()}", made_at=clock.now())
        else:
            made = keys.make(DOMAIN, algorithm=algorithm, by=None, now=clock.now())
            if algorithm == "rsa":
                names = ("domain", "algorithm", "sealed_private", "public")
                rsa_once.update({name: getattr(made, name) for name in names})
        if begins:
            keys.begin(made, by=None, now=clock.now())
        return made

    return run


def letter(**more):
    given = {"subject": "Tea — 雪", "text": "Hello  \n\n.dot\n", "unsubscribe_url": LEAVE, "message_id": 12} | more
    return Letter("campaign:7/x", 5, 7, "devi@shop.example", **given)


def is_whole(content):
    """Whether every signature on it holds, by the records that we tell people to publish."""
    records = {f"{one.name}.".encode(): one.text.encode() for one in map(record_of, DkimKey.objects.all())}
    check = dkim.DKIM(content)
    count = content.lower().count(b"dkim-signature:")
    try:
        return count > 0 and all(
            check.verify(number, dnsfunc=lambda name, **_: records[name]) for number in range(count)
        )
    except dkim.ValidationError:  # of the body
        return False


@pytest.mark.parametrize("algorithms", [("rsa",), ("ed25519",), ("rsa", "ed25519")])
@pytest.mark.parametrize("html", [(), ("<html><body><p>Tea  for\tyou \n\n</body></html>",)])
def test_what_arrives_is_signed_by_each_key(algorithms, html, key, office, serve, set_up, email):
    for algorithm in algorithms:
        key(algorithm)
    set_up(serve(office))

    assert email.send([letter(html=html)]) == [Sent()]

    [(_sender, _recipient, content)] = office.post
    assert content.count(b"DKIM-Signature:") == len(algorithms)
    assert is_whole(content)


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        (b"One-Click", b"Two-Click"),
        (LEAVE.encode(), b"https://elsewhere.example/"),
        (b"From: ", b"From: eve@shop.example\r\nFrom: "),
        (b"\r\nTo: ", b"\r\nReply-To: eve@shop.example\r\nTo: "),
        (b"\r\n\r\nHello", b"\r\n\r\nHullo"),
    ],
)
def test_who_changes_a_letter_on_its_way_is_found_out(was, is_now, key, office, serve, set_up, email):
    key("ed25519")
    set_up(serve(office))
    email.send([letter()])
    [(_sender, _recipient, content)] = office.post

    assert is_whole(content)
    assert was in content
    assert not is_whole(content.replace(was, is_now, 1))


def test_letters_of_polku_itself_are_signed_too(key, office, serve, set_up):
    key("rsa")
    set_up(serve(office))

    system.send_now("devi@shop.example", "Your code", "123 456")

    assert is_whole(office.post[0][2])


def test_a_key_signs_when_it_has_begun_and_the_one_before_it_ends(key, office, serve, set_up, email):
    first, other_kind = key("ed25519"), key("rsa")
    second = key("ed25519", begins=False)
    assert list(keys.signing(DOMAIN)) == [first, other_kind]

    assert keys.begin(second, by=None, now=clock.now()) == [first]

    first.refresh_from_db()
    assert (list(keys.signing(DOMAIN)), first.sealed_private) == ([other_kind, second], "")
    assert [first.selector, second.selector] == ["polku-20261121e", "polku-20261121e-2"]
    set_up(serve(office))
    email.send([letter()])
    assert is_whole(office.post[0][2])


def test_keys_of_another_domain_sign_nothing(key, office, serve, set_up, email):
    key("ed25519")
    set_up(serve(office), from_address="aino@other.example")

    email.send([letter()])

    assert b"DKIM-Signature" not in office.post[0][2]


def test_a_key_that_cannot_be_opened_lets_no_letter_out_unsigned(key, office, serve, set_up, email, settings):
    key("ed25519")
    set_up(serve(office))
    settings.SECRET_KEY = "another one"

    assert email.send([letter()]) == [Failed("email_dkim_key", is_temporary=True)]
    assert office.post == []


def test_a_record_for_a_name_servers_file_comes_in_strings_that_fit(key):
    record = record_of(key("rsa"))

    strings = record.zone_line.split('"')[1::2]
    assert record.text.startswith("v=DKIM1; k=rsa; p=MII")
    assert ("".join(strings), [len(one) <= 255 for one in strings]) == (record.text, [True, True])


@example(b" \r\n \t\r\n")
@settings(deadline=None)
@given(SPACED)
def test_a_body_is_simplified_as_others_do(lines):
    content = lines + b"\r\n"

    assert canonical.body(content) == CanonicalizationPolicy.from_c_value(b"relaxed/relaxed").canonicalize_body(content)
