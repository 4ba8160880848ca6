"""Acts that happen once by their Idempotency-Key, and the stores at which a caller's key serves."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header

from polku.doors.api.asked import key_of
from polku.doors.api.errors import ApiError
from polku.doors.api.key import stores_of

OnceKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        pattern=r"^[^\x00]+$",
        description="Of this act alone: asked again with it, nothing happens twice and the answer is the first one",
    ),
]


def own(request: HttpRequest, key: str) -> str:
    """Two programs that number their acts alike are not in each other's way."""
    return f"{key_of(request).pk}/{key}"


def other_request() -> ApiError:
    told = _("This key was used for something else before: an act of its own needs a key of its own.")
    return ApiError(409, "other_request", told)


def only_there(request: HttpRequest, store: str) -> None:
    """A key that is limited to stores serves at these. Raises ApiError."""
    allowed = stores_of(request)
    if allowed and store not in allowed:
        told = _("This key serves at these stores only: {stores}.").format(stores=", ".join(allowed))
        raise ApiError(403, "forbidden", told, field="store")
