"""The second yes of a sign-up, from the mailbox: a link, a page, one button."""

from django.http import HttpRequest, HttpResponse

from polku.act.rewards.coupons.welcome import promised
from polku.doors.public import brought
from polku.doors.public.door import Gone, page, public
from polku.doors.public.visitor import proof_of
from polku.kit import clock
from polku.know.people.consent import links, sign_up
from polku.know.people.consent.purposes import purposes


@public
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    row = sign_up.waiting(links.read_confirm(token))
    if row is None:
        raise Gone
    if request.method == "POST":
        try:
            sign_up.confirm(row, proof=proof_of(request, where="confirm"), now=clock.now())
        except sign_up.Over:
            return page(request, "public/stale.html", {"is_over": True}, status=410)
        row.refresh_from_db()
        brought.tell_of_proof(row.proof.get("friend"), ("email", row.email))
    names = {one.key: one.name for one in purposes()}
    keys = dict.fromkeys(said["purpose"] for said in row.sayings)
    given = {
        "email": row.email,
        "agreed": [names.get(key, key) for key in keys],
        "is_confirmed": row.confirmed_ms is not None,
        "gets": promised(sign_up.SIGNED_UP, now=clock.now()) if row.confirmed_ms is None else [],
    }
    return page(request, "public/confirm.html", given, hint=row.language)
