"""What marketing messages are about: the team's own list, from which people choose."""

from datetime import datetime

from polku.know.people.consent.models import ConsentTopic
from polku.know.people.consent.purposes import key_of


def topics() -> list[ConsentTopic]:
    """Those in use, in the order in which they were made."""
    return list(ConsentTopic.objects.filter(ended_at=None).order_by("created_at", "key"))


def named(name: str) -> ConsentTopic | None:
    """The one in use that has this name, or one that makes the same key."""
    return ConsentTopic.objects.filter(key=key_of(name), ended_at=None).first()


def add(name: str, *, about: str = "") -> ConsentTopic:
    """A new topic; the same name again is the one there was, with what people chose then."""
    row, _is_new = ConsentTopic.objects.update_or_create(
        key=key_of(name), defaults={"name": name.strip(), "about": about.strip(), "ended_at": None}
    )
    return row


def end(key: str, *, now: datetime) -> bool:
    return bool(ConsentTopic.objects.filter(key=key, ended_at=None).update(ended_at=now))
