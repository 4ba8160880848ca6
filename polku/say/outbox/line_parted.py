"""Telling somebody on LINE that their LINE account and a customer account are no longer one."""

from django.utils import translation
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.people.consent.purposes import SERVICE
from polku.know.people.models import Identity
from polku.know.teams.begin import the_team
from polku.say.channels.line.models import LineFriend
from polku.say.outbox.ask import ask_many, put_into_words


def tell_parted(identity: Identity) -> None:
    """By the account that heard of them last; who is no friend of any is told by the page alone."""
    friends = LineFriend.objects.filter(user_id=identity.value, is_friend=True, account__ended_at__isnull=True)
    friend = friends.select_related("account").order_by("-changed_ms").first()
    if friend is None:
        return
    now = clock.now()
    language = friend.language if translation.check_for_language(friend.language) else "en"
    with translation.override(language):
        text = _(
            "This LINE account is no longer connected with your customer account at {team}. "
            "You can connect it again at any time."
        ).format(team=the_team().name)
    cause = f"line-parted:{identity.id}:{clock.to_ms(now)}"
    put_into_words(cause, subject="", body=text, purpose=SERVICE, tracks_opens=False, tracks_clicks=False)
    ask_many(
        cause,
        identity_ids=[identity.id],
        channel=f"line:{friend.account.name}",
        campaign_id=None,
        due_ms=clock.to_ms(now),
        now=now,
    )
