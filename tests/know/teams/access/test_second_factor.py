"""One-time codes: each once, none too early or too late; and codes for the day the phone is lost."""

from datetime import datetime, timedelta

import pyotp
import pytest

from polku.know.teams.access import recovery_codes, second_factor
from polku.know.teams.access.models import RecoveryCode, SecondFactor
from polku.know.teams.access.problems import WrongCode, WrongPassword
from polku.know.teams.models import Member, TrailEntry

HALF_MINUTE = timedelta(seconds=30)


@pytest.fixture
def app(aino: Member) -> pyotp.TOTP:
    """Aino's phone."""
    return pyotp.TOTP(second_factor.begin(aino))


def test_it_is_on_only_after_a_right_code(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    with pytest.raises(WrongCode):
        second_factor.confirm(aino, "000000", now=noon)
    assert not second_factor.is_on(aino)

    codes = second_factor.confirm(aino, app.at(noon), now=noon)

    assert second_factor.is_on(aino)
    assert len(set(codes)) == 10


def test_the_secret_is_the_same_until_it_is_confirmed(aino: Member, app: pyotp.TOTP) -> None:
    assert second_factor.begin(aino) == app.secret


def test_what_the_picture_says_is_understood_by_apps(aino: Member, app: pyotp.TOTP) -> None:
    read = pyotp.parse_uri(second_factor.address(app.secret, aino, house="Kahvila Ääni"))

    assert (read.secret, read.name, read.issuer) == (app.secret, "aino@kahvila.example", "Kahvila Ääni")


def test_a_code_is_used_once(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    second_factor.confirm(aino, app.at(noon), now=noon)
    later = noon + HALF_MINUTE

    assert not second_factor.check(aino, app.at(noon), now=noon)
    assert second_factor.check(aino, app.at(later), now=later)
    assert not second_factor.check(aino, app.at(later), now=later)


@pytest.mark.parametrize(("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(
    aino: Member, app: pyotp.TOTP, noon: datetime, steps: int, is_right: bool
) -> None:
    second_factor.confirm(aino, app.at(noon), now=noon)
    later = noon + 10 * HALF_MINUTE

    assert second_factor.check(aino, app.at(later + steps * HALF_MINUTE), now=later) == is_right


def test_a_code_older_than_one_that_was_used_opens_nothing(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    second_factor.confirm(aino, app.at(noon), now=noon)
    later = noon + 10 * HALF_MINUTE
    second_factor.check(aino, app.at(later), now=later)

    assert not second_factor.check(aino, app.at(later - HALF_MINUTE), now=later)


def test_codes_are_read_with_the_spaces_that_people_type(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    code = app.at(noon)

    assert second_factor.confirm(aino, f" {code[:3]} {code[3:]}", now=noon)


def test_a_recovery_code_lets_in_once_however_it_is_typed(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    first, second, *_rest = second_factor.confirm(aino, app.at(noon), now=noon)

    assert second_factor.check(aino, first, now=noon)
    assert not second_factor.check(aino, first, now=noon)
    assert second_factor.check(aino, second.replace("-", " ").upper(), now=noon)
    assert recovery_codes.left(aino) == 8


def test_a_recovery_code_of_another_member_opens_nothing(
    aino: Member, bo: Member, app: pyotp.TOTP, noon: datetime
) -> None:
    codes = second_factor.confirm(aino, app.at(noon), now=noon)
    second_factor.confirm(bo, pyotp.TOTP(second_factor.begin(bo)).at(noon), now=noon)

    assert not second_factor.check(bo, codes[0], now=noon)


def test_new_recovery_codes_end_the_old_ones(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    old = second_factor.confirm(aino, app.at(noon), now=noon)
    new = second_factor.new_codes(aino, old[0], now=noon)

    assert not second_factor.check(aino, old[1], now=noon)
    assert second_factor.check(aino, new[0], now=noon)


def test_neither_the_secret_nor_a_code_can_be_read_in_the_database(
    aino: Member, app: pyotp.TOTP, noon: datetime
) -> None:
    codes = second_factor.confirm(aino, app.at(noon), now=noon)

    assert app.secret not in SecondFactor.objects.get().secret
    kept = set(RecoveryCode.objects.values_list("fingerprint", flat=True))
    assert kept.isdisjoint(codes)
    assert kept.isdisjoint(code.replace("-", "") for code in codes)


def test_switching_it_off_takes_the_password_and_a_code(aino: Member, app: pyotp.TOTP, noon: datetime) -> None:
    codes = second_factor.confirm(aino, app.at(noon), now=noon)

    with pytest.raises(WrongPassword):
        second_factor.end(aino, password="guess", code=codes[0], now=noon)
    with pytest.raises(WrongCode):
        second_factor.end(aino, password="kahvia-kiitos", code="123456", now=noon)
    assert second_factor.is_on(aino)
    second_factor.end(aino, password="kahvia-kiitos", code=codes[0], now=noon)
    assert not second_factor.is_on(aino)


def test_an_owner_takes_it_from_a_member_who_lost_it_and_the_trail_says_so(
    aino: Member, bo: Member, noon: datetime
) -> None:
    second_factor.confirm(bo, pyotp.TOTP(second_factor.begin(bo)).at(noon), now=noon)

    second_factor.reset(bo, by=aino)

    last = TrailEntry.objects.latest("pk")
    assert (last.member, last.action, last.number) == (aino, "second_factor.ended", str(bo.pk))
    assert not second_factor.is_on(bo)
    assert RecoveryCode.objects.count() == 0
