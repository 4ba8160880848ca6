"""What one message says to one person."""

from functools import lru_cache

from polku.kit import ids
from polku.know.people.consent.links import preferences_url, unsubscribe_url
from polku.know.people.consent.purposes import SERVICE
from polku.say.channels import chat as chats
from polku.say.channels.channel import Channel, Letter
from polku.say.channels.email.links import Tracks
from polku.say.content.chat.read import of_text, to_store
from polku.say.content.email import email
from polku.say.content.link_tags.tags import Tags, stored
from polku.say.content.quick import Quick, quick
from polku.say.content.render import render
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee


def letter(claimed: Claimed, wording: Wording, person: Addressee, *, address: str, channel: Channel) -> Letter:
    """Raises BrokenTemplate."""
    if channel.content == "text" and not channel.is_html:
        return _plain(claimed, wording, person, address=address)
    html: tuple[str, ...] = ()
    unsubscribe = ""
    chat, is_silent = b"", False
    if channel.content == "mail":
        preferences = preferences_url(claimed.identity_id)
        # What belongs to the service needs no consent, so there is nothing to withdraw.
        if wording.purpose != SERVICE:
            unsubscribe = unsubscribe_url(
                claimed.identity_id,
                channel=channel.kind,
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
            tags=wording.link_tags,
        )
        subject, text, html = made.subject, made.text, made.pieces
    elif channel.content == "chat":
        links = Tracks(claimed.id).followed if follows(wording, channel) else None
        made_chat = _chat(wording, channel)
        filled = made_chat.fill(person.facts, through_us=links)
        subject, text, chat, is_silent = "", filled.text, filled.chat, made_chat.is_silent
    else:
        subject = quick(wording.subject).fill(person.facts)
        text = stored(wording.link_tags).in_text(render(wording.body, person.facts, is_html=True))
    return Letter(
        letter_key(claimed.cause, claimed.identity_id),
        claimed.identity_id,
        claimed.campaign_id,
        address,
        subject,
        text,
        html=html,
        chat=chat,
        message_id=claimed.id,
        unsubscribe_url=unsubscribe,
        tracks_opens=wording.tracks_opens,
        tracks_clicks=wording.tracks_clicks,
        is_silent=is_silent,
    )


def _plain(claimed: Claimed, wording: Wording, person: Addressee, *, address: str) -> Letter:
    """Nothing but text. In the order of the fields: names take time."""
    subject, body, tags = _read(wording.subject, wording.body, wording.link_tags)
    return Letter(
        letter_key(claimed.cause, claimed.identity_id),
        claimed.identity_id,
        claimed.campaign_id,
        address,
        subject.fill(person.facts),
        tags.in_text(body.fill(person.facts)),
        (),
        b"",
        claimed.id,
        "",
        wording.tracks_opens,
        wording.tracks_clicks,
    )


@lru_cache(maxsize=64)  # asked for every message
def _read(subject: str, body: str, link_tags: str) -> tuple[Quick, Quick, Tags]:
    return quick(subject), quick(body), stored(link_tags)


def is_constant(wording: Wording, channel: Channel) -> bool:
    """Whether everybody gets the very same chat, so that it need be made for one person only. Raises BrokenTemplate."""
    if channel.content != "chat":
        return False
    return _chat(wording, channel).is_constant(follows=follows(wording, channel))


def follows(wording: Wording, channel: Channel) -> bool:
    """Whether links of a chat lead by way of us: then each person's are their own, and no two letters are the same."""
    return wording.tracks_clicks and chats.can_follow(channel)


def _chat(wording: Wording, channel: Channel) -> chats.Made:
    return chats.made(channel.kind, wording.mail or _text_only(wording.body), wording.link_tags)


@lru_cache(maxsize=32)
def _text_only(body: str) -> str:
    return to_store(of_text(body))


def same(claimed: Claimed, first: Letter, *, address: str) -> Letter:
    """For one more person, where everybody gets the very same chat. In the order of the fields: names take time."""
    return Letter(
        letter_key(claimed.cause, claimed.identity_id),
        claimed.identity_id,
        claimed.campaign_id,
        address,
        first.subject,
        first.text,
        first.html,
        first.chat,
        claimed.id,
        first.unsubscribe_url,
        first.tracks_opens,
        first.tracks_clicks,
        first.is_silent,
    )


@lru_cache(maxsize=16_384)  # asked when a letter is written and when it is settled; blocks are smaller
def letter_key(cause: str, identity_id: int) -> str:
    """The message's own name, the same at every attempt."""
    return f"{cause}/{ids.public(identity_id)}"
