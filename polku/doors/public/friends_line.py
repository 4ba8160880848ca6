"""How a friend comes by LINE: by LINE Login, where the account has it; else by a message that carries the code."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.follow import FIELD
from polku.act.rewards.referrals.models import Referrer
from polku.doors.public.languages import spoken
from polku.doors.public.speaking import speaking
from polku.say.channels.line.linking.login import login_of
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.addresses import chat_with


@dataclass(frozen=True)
class Way:
    """`is_chat`: what is laid out there has to be sent."""

    title: str
    address: str
    is_chat: bool


def ways(request: HttpRequest, referrer: Referrer) -> list[Way]:
    """One for each account of the team's."""
    rows = LineAccount.objects.filter(ended_at__isnull=True).order_by("title", "pk")
    return [way for row in rows if (way := _way(request, row, referrer)).address]


def _way(request: HttpRequest, account: LineAccount, referrer: Referrer) -> Way:
    if login_of(account) is not None:
        address = reverse("wallet line", args=(account.name,))
        return Way(account.title, f"{address}?{urlencode({'to': reverse('wallet')})}", is_chat=False)
    with speaking(spoken(request)):
        text = _("A friend sent me: {code}").format(code=link.spoken(referrer))
    return Way(account.title, chat_with(account, text), is_chat=True)


def code_at(request: HttpRequest) -> str:
    """The code that a link has brought to a page within LINE: in its address, or in what LIFF keeps of that."""
    state = request.GET.get("liff.state", "")[:400]
    kept = parse_qs(urlsplit(state).query).get(FIELD, [""])
    return (request.GET.get(FIELD, "") or kept[0])[:60]
