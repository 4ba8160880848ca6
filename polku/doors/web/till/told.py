"""Who asks from the till's page, and how it is answered: as JSON, for its script."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from polku.act.rewards.till import problems as no
from polku.act.rewards.till.teller import Teller
from polku.doors.web.asked import Asked
from polku.doors.web.come_in import address
from polku.know.teams.rights import may

STATUS = {
    **dict.fromkeys((no.UNKNOWN, no.NO_COUPON, no.NO_ACT, no.NO_PROGRAM, no.NO_LINK, no.NOT_THEIRS), 404),
    **dict.fromkeys((no.STORE, no.NO_STORE, no.NO_RIGHT), 403),
    no.AMOUNT: 422,
    no.WAIT: 429,
}  # the others: 409
LONGEST = 10_000  # bytes


def teller(request: Asked) -> Teller:
    member = request.user
    return Teller(f"member:{member.pk}", tuple(member.stores), address(request), may_undo=may(member, "till.undo"))


def body(request: Asked, form: type[Any]) -> Any:
    """Raises TillProblem where the script has sent something else."""
    try:
        found = msgspec.json.decode(request.body[:LONGEST], type=form)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise no.TillProblem(no.MALFORMED) from problem
    if any("\0" in str(value) for value in msgspec.structs.astuple(found)):
        raise no.TillProblem(no.MALFORMED)
    return found


def answered(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """What the view gives, or why not."""

    @never_cache
    @wraps(view)
    def wrapped(request: Asked) -> HttpResponse:
        try:
            return JsonResponse(msgspec.to_builtins(view(request)), safe=False)
        except no.TillProblem as problem:
            said = {"word": problem.word, "sentence": problem.sentence, "wait_s": problem.wait_s}
            return JsonResponse({"problem": said}, status=STATUS.get(problem.word, 409))

    return wrapped
