"""Something of what the other rooms keep, with a hostile name: files, webhooks, consents, mail servers, pictures."""

from datetime import timedelta

from polku.act.webhooks.models import Delivery, Webhook
from polku.kit import clock
from polku.know.events.imports.models import Import
from polku.know.people.consent.models import Consent, ConsentPurpose, ConsentTopic, ConsentWording
from polku.know.teams.access.models import Invitation
from polku.know.teams.models import Member
from polku.say.channels.email.models import EmailServer, Suppressed
from polku.say.content.models import Picture


def furnish(hostile: str, *, by: Member, person: int) -> dict[str, object]:
    """The ids by which addresses know them. `person`: the number of their leading identity."""
    ms, now = clock.now_ms(), clock.now()
    webhook = Webhook.objects.create(
        name=hostile, url="https://shop.example/", secret="s", from_seq=0, events=[hostile]
    )
    Delivery.objects.create(
        webhook_id=webhook.pk, seq=1, nth=0, name=hostile, message_id="m", answer=hostile, due_ms=ms, asked_ms=ms,
        settled_ms=ms, state="failed", status=500,
    )  # fmt: skip
    ConsentPurpose.objects.create(key="odd", name=hostile, about=hostile, basis="opt-in")
    ConsentTopic.objects.create(key="odd", name=hostile, about=hostile)
    ConsentWording.objects.create(purpose="odd", language="en", version=1, text=hostile)
    Consent.objects.create(
        id=1, identity_id=person, kind="given", purpose="odd", at_ms=ms, source=hostile, wording=hostile[:120],
        by=hostile, event_id="e1",
    )  # fmt: skip
    EmailServer.objects.create(
        host="mail.example", from_name=hostile, from_address="shop@kahvila.example", bounce_secret="b", changed_at=now
    )  # fmt: skip
    Suppressed.objects.create(address=hostile.lower(), why="bounced", sentence=hostile, at_ms=ms)
    Picture.objects.create(name="p.png", title=hostile, width=1, height=1, bytes=1, created_by=by)
    asked = Invitation.objects.create(
        email=f"{hostile}@x.example", role="viewer", stores=[hostile], fingerprint="f", invited_by=by,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    done = Import.objects.create(
        kind="people",
        state="done",
        file_name=hostile,
        source=hostile,
        who=hostile,
        created_ms=ms,
        trouble=hostile,
        by=by,
    )
    return {
        "webhook_id": webhook.pk,
        "key": "odd",
        "import_id": done.pk,
        "settings invitation letter: number": asked.pk,
        "settings invitation link: number": asked.pk,
        "settings invitation withdrawal: number": asked.pk,
    }
