"""What a customer wants from us: by which channel, about what, a pause, nothing at all. It holds at once."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from polku.doors.public.customer import Customer, also_by_mailbox, choices, of_link
from polku.doors.public.door import page, public
from polku.doors.public.languages import chosen
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import proof_of
from polku.doors.public.wishes import changes
from polku.kit import clock
from polku.know.people.consent.record import GIVEN, PAUSED, RESUMED, WITHDRAWN, Statement, record
from polku.know.people.consent.wordings import wording
from polku.know.teams.begin import the_team
from polku.say.channels.line.linking.join import line_identities
from polku.say.channels.line.linking.models import LineLogin

PAUSES = (30, 90)  # days
SOURCE = "preferences"


@public
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    who = of_link(token)
    if is_too_often("preferences", str(who.identity_id), most=60):
        return page(request, "public/wait.html", person=who.profile, status=429)
    if request.method == "POST":
        done = _do(request, who)
        asked = {"done": done} | ({"language": request.GET["language"]} if "language" in request.GET else {})
        return HttpResponseRedirect(f"{request.path}?{urlencode(asked)}")
    given = {
        "who": who,
        "now": choices(who),
        "pauses": PAUSES,
        "done": request.GET.get("done", ""),
        "token": token,
        "has_line": LineLogin.objects.exists() or bool(line_identities(who.profile)),
    }
    return page(request, "public/preferences.html", given, person=who.profile)


def _do(request: HttpRequest, who: Customer) -> str:
    """Record what the pressed button says. Returns what the page then tells."""
    wish, now_ms = request.POST.get("do", "save"), clock.now_ms()
    if wish == "resume":
        said = [Statement(who.name, RESUMED)]
    elif wish.startswith("pause-"):
        days = int(wish.removeprefix("pause-")) if wish.removeprefix("pause-") in map(str, PAUSES) else PAUSES[0]
        wish = "pause"
        said = [Statement(who.name, PAUSED, until_ms=now_ms + days * clock.DAY_MS)]
    elif wish == "nothing":
        refusing = [one for one in choices(who).choices if one.is_on or one.may_reach_her]
        said = [Statement(who.name, WITHDRAWN, one.purpose.key) for one in refusing]
    else:
        wish = "save"
        said = [one for choice in choices(who).choices for one in changes(request, who, choice)]
    proof = proof_of(request, where=SOURCE)
    language, team = chosen(request, who.profile), the_team().name
    record(
        [
            Statement(
                one.identity,
                one.kind,
                one.purpose,
                one.channel,
                one.topic,
                until_ms=one.until_ms,
                source=SOURCE,
                wording=wording(one.purpose, language=language, team=team).reference if one.kind == GIVEN else "",
                proof=proof,
            )
            for one in also_by_mailbox(who, said)
        ],
        now_ms=now_ms,
    )
    return wish
