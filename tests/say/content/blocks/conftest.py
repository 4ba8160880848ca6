import pytest

from polku.say.content.blocks.read import mail_of
from polku.say.content.email import fill, make
from tests.say.content.blocks.reading import Reading

LEAVE = {"preferences": "https://polku.example/p/preferences/a", "unsubscribe": "https://polku.example/p/unsubscribe/b"}


@pytest.fixture
def written():
    """A mail of these blocks for a person with these facts: `written({"kind": "text", …}, facts={…})`."""

    def write(*blocks, facts=None, subject="Hello", **more):
        return fill(make(subject, mail_of({"blocks": list(blocks), **more})), facts or {}, **LEAVE)

    return write


@pytest.fixture
def read(written):
    """The same, read by a strict reader of HTML."""

    def read(*blocks, **more):
        return Reading(written(*blocks, **more).html)

    return read
