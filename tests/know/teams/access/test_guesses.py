"""Guessing becomes slow: on one account, on many from one address, and from many addresses on one account."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from polku.kit import clock
from polku.know.teams.access import guesses
from polku.know.teams.access.counts import at_sign_in
from polku.know.teams.access.models import Guesses

AINO = "aino@kahvila.example"


def waits(email: str, address: str, *, known_browser: str = "") -> int:
    return guesses.knock(at_sign_in(email, address, known_browser=known_browser))


@pytest.mark.usefixtures("db")
class TestGuessing:
    def test_five_are_free_then_waits_grow(self, noon: datetime) -> None:
        assert [waits(AINO, "192.0.2.1") for _ in range(5)] == [0] * 5

        grown, at = [], noon
        for _ in range(4):
            with clock.fixed(at):
                grown.append(waits(AINO, "192.0.2.1"))
            at += timedelta(seconds=grown[-1])
            with clock.fixed(at):
                assert waits(AINO, "192.0.2.1") == 0
        assert grown == [1, 2, 4, 8]

    def test_who_waits_is_not_counted(self, noon: datetime) -> None:
        for _ in range(5):
            waits(AINO, "192.0.2.1")

        assert [waits(AINO, "192.0.2.1") for _ in range(20)] == [1] * 20

    def test_one_password_on_many_members_from_one_address_is_slow(self, noon: datetime) -> None:
        spread = [waits(f"member{number}@kahvila.example", "192.0.2.1") for number in range(30)]

        assert spread[:20] == [0] * 20
        assert all(wait > 0 for wait in spread[20:])

    def test_other_addresses_of_the_same_household_do_not_help(self, noon: datetime) -> None:
        spread = [waits(f"member{number}@kahvila.example", f"2001:db8:1:2::{number}") for number in range(30)]

        assert all(wait > 0 for wait in spread[20:])
        assert waits(AINO, "2001:db8:1:3::1") == 0

    def test_many_addresses_on_one_account_are_slow(self, noon: datetime) -> None:
        spread = [waits(AINO, f"192.0.2.{number}") for number in range(60)]

        assert spread[:50] == [0] * 50
        assert all(wait > 0 for wait in spread[50:])

    def test_nobody_locks_out_a_browser_in_which_the_member_was_before(self, noon: datetime) -> None:
        for number in range(60):
            waits(AINO, f"192.0.2.{number}")

        assert waits(AINO, "192.0.2.1") > 0
        assert waits(AINO, "192.0.2.1", known_browser="theirs") == 0

    def test_a_browser_that_was_known_is_counted_too(self, noon: datetime) -> None:
        tried = [waits(AINO, f"192.0.2.{number}", known_browser="stolen") for number in range(12)]

        assert tried == [0] * 10 + [1, 1]

    def test_a_right_answer_forgets_the_pair_but_not_the_address(self, noon: datetime) -> None:
        for number in range(19):
            waits(f"member{number}@kahvila.example", "192.0.2.1")
        own = at_sign_in(AINO, "192.0.2.1")
        guesses.knock(own)
        guesses.was_right(own)

        assert waits("next@kahvila.example", "192.0.2.1") == 0
        assert waits("last@kahvila.example", "192.0.2.1") > 0

    def test_after_a_day_all_is_forgotten(self, noon: datetime) -> None:
        for _ in range(5):
            waits(AINO, "192.0.2.1")

        with clock.fixed(noon + timedelta(days=1, seconds=1)):
            assert [waits(AINO, "192.0.2.1") for _ in range(5)] == [0] * 5
        assert guesses.forget_old(clock.to_ms(noon + timedelta(days=3))) == 3

    def test_no_wait_is_longer_than_a_quarter_of_an_hour(self, noon: datetime) -> None:
        at = noon
        for number in range(60):
            with clock.fixed(at):
                wait = waits(f"member{number}@kahvila.example", "192.0.2.1")
            at += timedelta(seconds=wait)
            assert wait <= 900

    def test_no_address_is_kept_in_the_clear(self, noon: datetime) -> None:
        waits(AINO, "192.0.2.1")

        assert all("aino" not in row.key and "192" not in row.key[:4] for row in Guesses.objects.all())
        assert {len(row.key) for row in Guesses.objects.all()} == {64}


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_one_by_one(noon: datetime) -> None:
    free: list[int] = []

    def knock() -> None:
        free.append(waits(AINO, "192.0.2.1"))
        connection.close()

    threads = [threading.Thread(target=knock) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(free)[:5] == [0] * 5
    assert sum(wait == 0 for wait in free) == 5
