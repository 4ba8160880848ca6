"""Devi at her own pages: by a link, and signed in by a code."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.know.people.consent import links
from polku.know.people.models import Profile
from tests.doors.public.conftest import as_person as as_person  # the others of this folder have it from here
from tests.say.channels.email.office import Office


@pytest.fixture
def post(office: Office, serve: Callable[..., int], set_up: Callable[..., Any]) -> Office:
    set_up(serve(office))
    return office


@pytest.fixture
def code_in(post: Office) -> Callable[[], str]:
    def read() -> str:
        found = re.search(r"\b\d{6}\b", post.messages()[-1].get_body(("plain",)).get_content())
        assert found
        return found[0]

    return read


@pytest.fixture
def by_link(devi: Profile, outside: Client) -> Client:
    """A browser in which a link of Devi's was pressed."""
    answer = outside.get("/p/wallet/of/" + links.wallet_url(devi.id).rpartition("/")[2])
    assert (answer.status_code, answer["Location"]) == (302, "/p/wallet")
    return outside


@pytest.fixture
def signed_in(proved: Client) -> Client:
    """A browser in which Devi has proved who she is."""
    return proved
