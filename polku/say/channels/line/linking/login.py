"""An account's channel of LINE Login, as the team has entered it."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock, net, seal
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.linking.models import LOGIN, LineLogin
from polku.say.channels.line.models import API, LineAccount
from polku.say.channels.line.way import is_this_machine
from polku.say.channels.line.wrong import CHANNEL_ID, SECRET, Wrong

SHOWN = ("channel_id", "login_base", "leads_friends")


def login_of(account: LineAccount) -> LineLogin | None:
    """None where nobody can log in by LINE."""
    return LineLogin.objects.filter(account=account, account__ended_at__isnull=True).select_related("account").first()


def usual_base(account: LineAccount) -> str:
    """LINE's own pages; a stand-in has its own where it has everything else."""
    return LOGIN if account.api_base.rstrip("/") == API else account.api_base.rstrip("/")


def dialog_base(account: LineAccount) -> str:
    found = login_of(account)
    return found.login_base.rstrip("/") if found is not None else usual_base(account)


def back_address(account: LineAccount) -> str:
    """What LINE's console must know as a callback. Of the setting, not of the request: nobody can bend it."""
    return f"{settings.BASE_URL}/p/line/{account.name}/back"


def keep(
    account: LineAccount, *, channel_id: str, secret: str, login_base: str, leads_friends: bool, by: Member | None
) -> LineLogin:
    """`secret`: "" leaves what there is. Raises Wrong."""
    row = LineLogin.objects.filter(account=account).first() or LineLogin(account=account)
    before = _shown(row) if row.pk else {}
    row.channel_id, row.leads_friends = channel_id.strip(), leads_friends
    row.login_base = (login_base.strip() or usual_base(account)).rstrip("/")
    if not CHANNEL_ID.fullmatch(row.channel_id):
        raise Wrong("channel_id", _("The channel ID is a number: LINE’s console shows it under Basic settings."))
    if row.channel_id == account.channel_id:
        raise Wrong("channel_id", _("This is the channel of the Messaging API: LINE Login has one of its own."))
    if secret.strip() and not SECRET.fullmatch(secret.strip()):
        raise Wrong("secret", _("The channel secret is a row of letters and digits, as LINE’s console shows it."))
    if secret.strip():
        row.sealed_secret = seal.shut(secret.strip(), key=settings.SECRET_KEY)
    if not row.sealed_secret:
        raise Wrong("secret", _("Enter the channel secret of LINE Login."))
    _check_base(row.login_base)
    row.changed_at, row.changed_by = clock.now(), by
    with transaction.atomic():
        row.save()
        old, new = trail.changed(before, _shown(row))
        trail.note(by, "line_login.saved", subject=f"line_login:{account.pk}", before=old, after=new)
    return row


@transaction.atomic
def end(account: LineAccount, *, by: Member | None) -> None:
    """Nobody logs in by LINE any more; who is connected stays so. A second time changes nothing."""
    row = LineLogin.objects.filter(account=account).first()
    if row is not None:
        row.delete()
        trail.note(by, "line_login.ended", subject=f"line_login:{account.pk}", before=_shown(row))


def _check_base(base: str) -> None:
    allow_private = settings.ALLOW_PRIVATE_ADDRESSES or is_this_machine(base)
    try:
        address = net.check(base, allow_private=allow_private)
    except net.Refused as problem:
        raise Wrong("login_base", str(problem.sentence)) from problem
    if address.query_string or address.fragment:
        raise Wrong("login_base", _("An address without ? and #."))
    if address.scheme != "https" and not allow_private:
        raise Wrong("login_base", _("The address must begin with https://."))


def _shown(row: LineLogin) -> dict[str, object]:
    return {name: getattr(row, name) for name in SHOWN}
