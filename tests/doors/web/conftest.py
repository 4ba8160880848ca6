"""What the pages' tests stand on: Aino signed in, customers who came by, and the columns that follow them."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from django.core.cache import cache
from django.test import Client

from polku.kit import clock, columns
from polku.know.people import columns as people_columns
from polku.know.people.find import by_identity
from polku.know.people.models import Profile
from polku.know.teams.access import second_factor
from polku.know.teams.models import Member, Source, Team, create_source


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")


@pytest.fixture
def aino(team: Team) -> Member:
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino")


@pytest.fixture
def source(db: None) -> Source:
    return create_source("Web shop")


@pytest.fixture
def web(client: Client, aino: Member) -> Client:
    """A browser in which Aino is signed in."""
    client.force_login(aino)
    client.get("/keys")  # whose first page begins the sign-in that the others go on with
    return client


@pytest.fixture
def factor(aino: Member) -> list[str]:
    """Aino has set up a second factor; the recovery codes."""
    app = pyotp.TOTP(second_factor.begin(aino))
    long_ago = clock.now() - timedelta(hours=1)
    return second_factor.confirm(aino, app.at(long_ago), now=long_ago)


@pytest.fixture
def come_by(log_events: Callable[..., None], carry_on: Callable[[], None]) -> Callable[..., list[Profile]]:
    """Customers introduce themselves: `come_by("Devi", "Emile")`, each an hour after the one before."""

    def come(*names: str) -> list[Profile]:
        for number, name in enumerate(names):
            user = name.casefold().replace(" ", "-")
            at = clock.from_ms(clock.now_ms() - (len(names) - number) * clock.HOUR_MS).isoformat()
            traits = {"name": name, "first_name": name.split()[0], "email": f"{number}-{user[:20]}@example.com"}
            log_events({"type": "identify", "userId": user, "traits": traits, "timestamp": at})
        carry_on()
        found = [by_identity("user_id", name.casefold().replace(" ", "-")) for name in names]
        return [profile for profile in found if profile is not None]

    return come


@pytest.fixture
def buy(log_events: Callable[..., None], carry_on: Callable[[], None]) -> Callable[..., None]:
    """Somebody orders coffee: `buy("devi", "1001")`."""

    def buy(user: str, *order_ids: str) -> None:
        for order_id in order_ids:
            line = {"product_id": "c1", "name": "Coffee beans", "quantity": 2, "price": 6.25}
            given = {"order_id": order_id, "revenue": 12.5, "currency": "EUR", "products": [line]}
            log_events({"type": "track", "userId": user, "event": "Order Completed", "properties": given})
        carry_on()

    return buy


@pytest.fixture
def follow(columns: None) -> Callable[[], None]:
    """Let the column store catch up with people."""

    def run() -> None:
        while people_columns.sync(1_000):
            pass

    return run


@pytest.fixture
def no_columns() -> None:
    """The column store is closed, as after a start on a damaged folder."""
    columns.close()
