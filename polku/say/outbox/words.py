"""What one message says to one person."""

from polku.kit import ids
from polku.know.people.consent.links import preferences_url, unsubscribe_url
from polku.know.people.consent.purposes import SERVICE
from polku.say.channels.channel import Channel, Letter
from polku.say.content.email import email
from polku.say.content.render import render
from polku.say.outbox.claim import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee


def letter(claimed: Claimed, wording: Wording, person: Addressee, *, address: str, channel: Channel) -> Letter:
    """Raises BrokenTemplate."""
    html: tuple[str, ...] = ()
    unsubscribe = ""
    if channel.has_blocks:
        preferences = preferences_url(claimed.identity_id)
        # What belongs to the service needs no consent, so there is nothing to withdraw.
        if wording.purpose != SERVICE:
            unsubscribe = unsubscribe_url(
                claimed.identity_id,
                channel=channel.name,
                purpose=wording.purpose,
                topic=wording.topic,
                campaign_id=claimed.campaign_id,
                message_id=claimed.id,
            )
        made = email(
            wording.subject,
            wording.mail,
            person.facts,
            preferences=preferences,
            unsubscribe=unsubscribe or preferences,
            body=wording.body,
        )
        subject, text, html = made.subject, made.text, made.pieces
    else:
        subject = render(wording.subject, person.facts)
        text = render(wording.body, person.facts, is_html=channel.is_html)
    return Letter(
        letter_key(claimed.cause, claimed.identity_id),
        claimed.identity_id,
        claimed.campaign_id,
        address,
        subject,
        text,
        html=html,
        message_id=claimed.id,
        unsubscribe_url=unsubscribe,
        tracks_opens=wording.tracks_opens,
        tracks_clicks=wording.tracks_clicks,
    )


def letter_key(cause: str, identity_id: int) -> str:
    """The message's own name, the same at every attempt."""
    return f"{cause}/{ids.public(identity_id)}"
