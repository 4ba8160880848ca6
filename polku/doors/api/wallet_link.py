"""The address of what somebody has, for messages of other programs."""

from django.http import HttpRequest
from ninja import Router

from polku.doors.api.forms.base import answers
from polku.doors.api.forms.wallet_link import WalletLink
from polku.doors.api.key import Key
from polku.doors.api.people import wanted
from polku.know.people.consent.links import wallet_url

router = Router(tags=["rewards"])


@router.post(
    "/people/{person_id}/wallet/link",
    auth=Key("till.use"),
    response=answers(WalletLink, 404, 410),
    summary="A link to somebody's own pages",
)
def link(request: HttpRequest, person_id: str) -> WalletLink:
    """Whoever opens it sees what the coupons and cards are called. Codes are shown once they prove who they are."""
    return WalletLink(url=wallet_url(wanted(person_id).id))
