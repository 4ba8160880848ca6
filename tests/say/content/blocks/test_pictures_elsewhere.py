"""A picture elsewhere on the web is an address in the mail: polku checks it, writes it, and never asks for it."""

import socket

import pytest

from polku.say.content.blocks.check import problems
from polku.say.content.blocks.read import mail_of


@pytest.fixture
def neighbour():
    """Something on this machine that must not be talked to."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.2)
        yield door


def test_its_address_is_never_asked_for(written, neighbour, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    picture = {"kind": "image", "src": f"https://127.0.0.1:{neighbour.getsockname()[1]}/a.png", "alt": "Beans"}

    list(problems("Hello", mail_of({"blocks": [picture]})))
    mail = written(picture)

    assert picture["src"] in mail.html
    with pytest.raises(TimeoutError):
        neighbour.accept()


def test_an_address_of_a_private_network_is_refused(settings):
    settings.ALLOW_PRIVATE_ADDRESSES = False
    mail = mail_of({"blocks": [{"kind": "image", "src": "https://169.254.169.254/a.png", "alt": "Beans"}]})

    assert [problem.field for problem in problems("Hello", mail)] == ["blocks.1"]
