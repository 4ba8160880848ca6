"""Who asks at a till by API, and how it is said that something was not done there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from polku.act.rewards.till import problems as no
from polku.act.rewards.till.teller import Teller
from polku.doors.api.asked import address_of, key_of
from polku.doors.api.errors import ApiError
from polku.know.teams.rights import key_may

STATUS = {
    **dict.fromkeys((no.UNKNOWN, no.NO_COUPON, no.NO_ACT, no.NO_PROGRAM, no.NO_LINK, no.NOT_THEIRS), 404),
    **dict.fromkeys((no.STORE, no.NO_STORE, no.NO_RIGHT), 403),
    no.AMOUNT: 422,
    no.CURRENCY: 422,
    no.WAIT: 429,
}  # the others: 409


def teller(request: HttpRequest) -> Teller:
    key = key_of(request)
    return Teller(
        f"key:{key.pk}",
        tuple(key.stores),
        address_of(request),
        may_undo=key_may(key, "till.undo") or key_may(key, "rewards.give"),
    )


@contextmanager
def told() -> Iterator[None]:
    """What is not done is said in the API's form."""
    try:
        yield
    except no.TillProblem as problem:
        status = STATUS.get(problem.word, 409)
        raise ApiError(status, problem.word, problem.sentence, wait_s=problem.wait_s) from problem
