"""One letter at once, to every kind of server there is."""

import socket
import threading
import time

import pytest

from polku.say.channels.email.system import NotSent, NotSetUp, send_now
from tests.say.channels.email.certificates import context
from tests.say.channels.email.office import Office, only_aino

pytestmark = pytest.mark.django_db


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """Certificates of `context(tmp_path, …)` are among those that the system trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    return tmp_path


def code_of_failure():
    with pytest.raises(NotSent) as caught:
        send_now("devi@shop.example", "Hello", "Hello Devi")
    assert caught.value.trouble.sentence == str(caught.value)
    return caught.value.trouble.code


def test_a_letter_arrives_with_both_its_parts(office, serve, set_up):
    set_up(serve(office))

    send_now("devi@shop.example", "こんにちは", "Line one\n.\nLine three ☕", "<p>Line one</p>")

    [message] = office.messages()
    assert message["Subject"] == "こんにちは"
    assert message["To"] == "devi@shop.example"
    assert message["From"] == "Kahvila <aino@kahvila.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().splitlines() == ["Line one", ".", "Line three ☕"]
    assert message.get_body(("html",)).get_content().strip() == "<p>Line one</p>"


def test_without_settings_it_says_so():
    with pytest.raises(NotSetUp) as caught:
        send_now("devi@shop.example", "Hello", "Hello Devi")

    assert str(caught.value) == "E-mail is not set up yet: name your mail server under Settings → E-mail."


def test_a_text_alone_gets_its_html(office, serve, set_up):
    set_up(serve(office))

    send_now("devi@shop.example", "Hello", "a < b\n\nc")

    [message] = office.messages()
    assert "<p>a &lt; b</p>" in message.get_body(("html",)).get_content()


def test_an_address_that_is_none_is_not_tried(office, serve, set_up):
    set_up(serve(office))

    with pytest.raises(NotSent) as caught:
        send_now("devi at shop", "Hello", "Hello")

    assert caught.value.trouble.code == "email_address"
    assert office.connections == 0


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_trusted_certificate_lets_the_letter_through(security, office, serve, set_up, trusted):
    tls = context(trusted)
    port = serve(office, tls=tls) if security == "tls" else serve(office, tls_context=tls, require_starttls=True)
    set_up(port, host="localhost", security=security)

    send_now("devi@shop.example", "Hello", "Hello Devi")

    assert office.arrived == {"devi@shop.example": 1}


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("certificate", "code"),
    [
        ({"days": -1}, "email_expired"),
        ({"host": "other.example"}, "email_other_host"),
        ({"days": 200}, "email_not_yet"),
    ],
)
def test_a_bad_certificate_is_named(security, certificate, code, office, serve, set_up, trusted):
    tls = context(trusted, **certificate)
    port = serve(office, tls=tls) if security == "tls" else serve(office, tls_context=tls)
    set_up(port, host="localhost", security=security)

    assert code_of_failure() == code
    assert office.post == []


def test_a_certificate_of_nobody_known_is_refused_unless_checking_is_off(office, serve, set_up, tmp_path):
    port = serve(office, tls=context(tmp_path))
    set_up(port, host="localhost", security="tls")

    assert code_of_failure() == "email_unknown_issuer"

    set_up(port, host="localhost", security="tls", verifies_certificate=False)
    send_now("devi@shop.example", "Hello", "Hello Devi")
    assert office.arrived == {"devi@shop.example": 1}


def test_tls_and_starttls_are_told_apart(office, serve, set_up, tmp_path, monkeypatch):
    monkeypatch.setattr("polku.say.channels.email.connect.CONNECT_S", 1.0)
    plain, encrypted = serve(office), serve(office, tls=context(tmp_path))

    set_up(plain, security="tls")
    assert code_of_failure() == "email_tls"
    set_up(plain, security="starttls")
    assert code_of_failure() == "email_no_starttls"
    set_up(encrypted, security="none")
    assert code_of_failure() in {"email_not_smtp", "email_cut", "email_timeout"}


def test_the_password_opens_and_a_wrong_one_is_named(office, serve, set_up):
    port = serve(office, authenticator=only_aino, auth_required=True, auth_require_tls=False)

    set_up(port, user="aino", password="secret")
    send_now("devi@shop.example", "Hello", "Hello Devi")
    assert office.arrived == {"devi@shop.example": 1}

    set_up(port, user="aino", password="guessed")
    assert code_of_failure() == "email_auth"


def test_a_password_sealed_with_another_key_must_be_entered_again(office, serve, set_up, settings):
    set_up(serve(office), user="aino", password="secret")

    settings.SECRET_KEY = "another"

    assert code_of_failure() == "email_key"


def test_nobody_at_the_port_is_named(set_up):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    set_up(port)

    assert code_of_failure() == "email_refused"


def test_a_name_that_nobody_knows_is_named(set_up):
    set_up(25, host="no-such-host.invalid")

    assert code_of_failure() == "email_dns"


def test_a_silent_server_is_given_up(set_up, monkeypatch):
    monkeypatch.setattr("polku.say.channels.email.connect.CONNECT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        set_up(silent.getsockname()[1])
        begun = time.monotonic()

        assert code_of_failure() == "email_timeout"
        assert time.monotonic() - begun < 5


def test_a_server_of_another_kind_is_named(set_up):
    with socket.create_server(("127.0.0.1", 0)) as web:

        def answer():
            knock, _address = web.accept()
            knock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            knock.close()

        threading.Thread(target=answer).start()
        set_up(web.getsockname()[1])

        assert code_of_failure() == "email_not_smtp"


@pytest.mark.parametrize(
    ("step", "answer", "code"),
    [
        ("MAIL", "550 who are you", "email_sender"),
        ("RCPT", "450 greylisted, come back", "email_later"),
        ("RCPT", "550 no such user", "email_recipient"),
        ("DATA", "554 looks like spam", "email_letter"),
        ("DATA", "452 disk full", "email_later"),
    ],
)
def test_what_the_server_says_is_passed_on(step, answer, code, office, serve, set_up):
    set_up(serve(office))
    office.says[step, "*"] = [answer]

    assert code_of_failure() == code


def test_several_processes_see_a_change_at_once(serve, set_up):
    first, second = Office(), Office()
    set_up(serve(first))
    send_now("devi@shop.example", "Hello", "Hello")

    set_up(serve(second))
    send_now("devi@shop.example", "Hello", "Hello")

    assert (first.arrived, second.arrived) == ({"devi@shop.example": 1}, {"devi@shop.example": 1})


def test_the_password_does_not_lie_open_in_the_database(office, serve, set_up):
    server = set_up(serve(office), user="aino", password="secret")

    assert "secret" not in server.sealed_password
