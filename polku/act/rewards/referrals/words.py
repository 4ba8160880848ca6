"""States and reasons, in sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.act.rewards.referrals import judge
from polku.act.rewards.referrals.models import Referral

S = Referral.State

STATES: dict[str, str | Promise] = {
    S.INVITED: _("came by the link"),
    S.KNOWN: _("has signed up"),
    S.BOUGHT: _("has bought, not enough yet"),
    S.WAITING: _("has bought"),
    S.HELD: _("held for review"),
    S.REWARDED: _("rewarded"),
    S.REFUSED: _("does not count"),
    S.REVOKED: _("has sent it back: taken back"),
}

REASONS: dict[str, str | Promise] = {
    judge.SELF: _("The friend is the same person."),
    judge.DEVICE: _("The friend uses the same device as who brought them."),
    judge.LOOP: _("The friend has brought, directly or over others, who brings them."),
    judge.TWICE: _("Somebody else has brought this friend."),
    judge.CUSTOMER: _("The friend had bought before."),
    judge.KNOWN: _("The friend was known before they came by the link."),
    judge.LATE: _("The friend has not bought in time."),
    judge.DECIDED: _("Somebody has looked and refused it."),
    judge.NETWORK: _("Both come from the same network. Families do, too."),
    judge.CROWD: _("Many friends come from one network within a day."),
    judge.RUSH: _("One person brings many friends within a day."),
    judge.LEAST: _("All friends of one person buy hardly more than the least."),
    judge.DEVICE_AGAIN: _("Another friend came on the same device."),
    "sent_back": _("The friend has sent back what they had bought."),
    "month": _("Who brought them has had as many as there are in a month."),
}
