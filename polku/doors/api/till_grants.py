"""For tills of a store's own: what staff give that nobody has yet: a coupon, and a friend's link its due."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from polku.act.rewards.till import friends, grants
from polku.doors.api.asked import bounded
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.till import shown
from polku.doors.api.forms.till_grants import TillFriend, TillFriendIn, TillGranted, TillGrantIn
from polku.doors.api.key import Key
from polku.doors.api.keyed import OnceKey
from polku.doors.api.teller import told
from polku.doors.api.till import press

router = Router(tags=["till"])


@router.post(
    "/till/grants",
    auth=Key("till.use"),
    response=answers(TillGranted, 400, 404, 409, 413, 422),
    summary="Give a coupon that staff may give, once",
)
def give(request: HttpRequest, given: TillGrantIn, key: OnceKey) -> Any:
    """Those of `to_give` of the customer. 409 `refused`: there is none for them now, and the sentence says why. A code
    of the phone brings one of each program once.
    """
    with told():
        answer, is_new = grants.give(press(request, given, key), visit=given.visit, program=bounded(given.program))
    return shown(answer, is_new=is_new)


@router.post(
    "/till/friends",
    auth=Key("till.use"),
    response=answers(TillFriend, 400, 404, 409, 413, 422, 429),
    summary="Note that a friend's link has brought a customer, once",
)
def came(request: HttpRequest, given: TillFriendIn, key: OnceKey) -> Any:
    """Whether they count is seen when they buy. It stands in today's list, and can be undone until something was
    given for it.
    """
    with told():
        answer, is_new = friends.came(press(request, given, key), visit=given.visit, code=given.code)
    return shown(answer, is_new=is_new)
