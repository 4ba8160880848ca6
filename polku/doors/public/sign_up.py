"""Signing up for messages by e-mail. Whoever it is, known or not, the answer is the same: look into your mailbox."""

import logging
import re

from django.http import Http404, HttpRequest, HttpResponse

from polku.act.rewards.coupons.welcome import promised
from polku.doors.public import brought
from polku.doors.public.door import page, public
from polku.doors.public.friends_gift import remembered
from polku.doors.public.languages import chosen
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import address_of, proof_of
from polku.kit import clock
from polku.know.people.consent import sign_up as signing_up
from polku.know.people.consent.purposes import MARKETING
from polku.know.people.consent.topics import topics
from polku.know.people.consent.wordings import wording
from polku.know.teams.begin import the_team
from polku.say.channels.email.system import EmailError
from polku.say.outbox.confirmation import send_question

log = logging.getLogger(__name__)

SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
FRIEND = "friend"  # to which a friend's page leads: whoever comes for what they were promised may want no news
HOURLY = 20  # sign-ups from one network
HOUR_S = 3_600


@public
def sign_up(request: HttpRequest, source: str) -> HttpResponse:
    if not SOURCE.fullmatch(source):
        raise Http404
    language = chosen(request)
    asked = wording(MARKETING, language=language, team=the_team().name)
    gift = remembered(request) if source == FRIEND else None
    given = {"asked": asked, "topics": topics(), "email": request.POST.get("email", "")[:400], "gift": gift}
    given["gets"] = promised(signing_up.SIGNED_UP, now=clock.now())
    if request.method != "POST":
        return page(request, "public/sign_up.html", given)
    if is_too_often("sign-up", address_of(request), most=HOURLY, window_s=HOUR_S):
        return page(request, "public/wait.html", status=429)
    given["chosen"] = request.POST.getlist("topic")
    agreed = request.POST.get("agreed", "")
    if agreed != asked.reference and (agreed or gift is None):
        return page(request, "public/sign_up.html", given | {"problem": "agreed"}, status=422)
    try:
        row = signing_up.ask(
            request.POST.get("email", ""),
            wishes=[signing_up.Wish(MARKETING, wording=agreed), *_topics(request)] if agreed else [],
            language=language,
            source=f"sign-up:{source}",
            proof=proof_of(request, where=f"sign-up:{source}") | brought.proof(request),
            now=clock.now(),
        )
        send_question(row, team=the_team().name)
    except signing_up.NoAddress:
        return page(request, "public/sign_up.html", given | {"problem": "email"}, status=422)
    except signing_up.TooOften:
        pass  # as if it had been sent: nobody learns who has signed up before
    except EmailError as problem:
        log.error("A sign-up could not be asked to confirm: %s", problem)  # noqa: TRY400 its sentence is enough
        return page(request, "public/sign_up.html", given | {"problem": "post"}, status=503)
    return page(request, "public/mailbox.html", given)


def _topics(request: HttpRequest) -> list[signing_up.Wish]:
    """Those they have taken; of the others nothing is said."""
    taken = request.POST.getlist("topic")
    return [signing_up.Wish(MARKETING, topic=one.key) for one in topics() if one.key in taken]
