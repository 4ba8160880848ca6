"""Who stands at the till."""

from typing import Annotated, Any

import msgspec
from django.views.decorators.http import require_POST

from polku.act.rewards.till import customer as verbs
from polku.doors.web.asked import Asked
from polku.doors.web.till.told import answered, body, teller
from polku.kit import clock


class AskedFor(msgspec.Struct, frozen=True):
    code: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    store: Annotated[str, msgspec.Meta(max_length=80)] = ""


@require_POST
@answered
def customer(request: Asked) -> Any:
    asked = body(request, AskedFor)
    return verbs.customer(asked.code, teller(request), store=asked.store, now=clock.now())
