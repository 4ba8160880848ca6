"""Telling somebody on LINE that their LINE account and a customer account are no longer one."""

from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.people.models import Identity
from polku.know.teams.begin import the_team
from polku.say.channels.line.models import LineFriend
from polku.say.outbox.line_answer import tell


def tell_parted(identity: Identity) -> None:
    """By the account that heard of them last; who is no friend of any is told by the page alone."""
    friends = LineFriend.objects.filter(user_id=identity.value, is_friend=True, account__ended_at__isnull=True)
    friend = friends.select_related("account").order_by("-changed_ms").first()
    if friend is not None:
        cause = f"line-parted:{identity.id}:{clock.now_ms()}"
        tell(identity.id, friend.account, cause, _words, language=friend.language)


def _words() -> str:
    return _(
        "This LINE account is no longer connected with your customer account at {team}. "
        "You can connect it again at any time."
    ).format(team=the_team().name)
