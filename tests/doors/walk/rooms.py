"""Something of what the other rooms keep, with a hostile name: files, webhooks, consents, mail servers, pictures."""

from datetime import timedelta

from polku.act.webhooks.models import Delivery, Webhook
from polku.kit import clock
from polku.know.events.imports.models import Import
from polku.know.people.consent.models import Consent, ConsentPurpose, ConsentTopic, ConsentWording
from polku.know.teams.access.models import Invitation
from polku.know.teams.models import Member
from polku.say.channels.email.models import DkimKey, EmailServer, Suppressed
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponWish
from polku.say.channels.line.menus.models import LineMenu
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.channels.line.wide.models import LineWide
from polku.say.content.chat.blocks import Chat, Text
from polku.say.content.chat.read import to_store
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
    key = DkimKey.objects.create(
        domain="kahvila.example",
        selector="odd",
        algorithm="rsa",
        public=hostile,
        sealed_private="s",
        made_at=now,
        made_by=by,
    )
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
    account = LineAccount.objects.create(
        name="odd", title=hostile, channel_id="1", sealed_secret="s", display_name=hostile, basic_id="@odd",
        api_base="http://127.0.0.1:9",
    )  # fmt: skip
    source = LineSource.objects.create(account=account, key="odd", title=hostile, line=hostile)
    menu = LineMenu.objects.create(
        account=account, title=hostile, chat_bar=hostile, picture="p.png", width=900, height=600, trouble=hostile,
        areas=[{"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": {"type": "message", "text": hostile}}],
    )  # fmt: skip
    told = dict.fromkeys(("title", "description", "usageCondition", "couponCode", "timezone", "imageUrl"), hostile)
    told |= {"reward": {"type": hostile}, "acquisitionCondition": {"type": "lottery", "lotteryProbability": hostile}}
    coupon = LineCoupon.objects.create(
        account=account, line_id=hostile, title=hostile, status="RUNNING", told=told, fetched_at=now, is_stale=False,
        trouble=hostile,
    )  # fmt: skip
    wish = LineCouponWish.objects.create(account=account, said={"title": hostile}, state="lost", trouble=hostile)
    told = {"overview": {"delivered": hostile}, "messages": [{"seq": hostile}], "clicks": [{"url": hostile}]}
    wide = LineWide.objects.create(
        account=account, title=hostile, kind="narrowcast", mail=to_store(Chat((Text(hostile),))), state="sent",
        wanted={"in": [1], "out": [2]}, request_id=hostile, trouble=hostile, phase="sending", statistics=told,
        launched_at=now, over_ms=clock.to_ms(now),
    )  # fmt: skip
    return {
        "account": account.name,
        "settings email key begun: key_id": key.pk,
        "settings email key ended: key_id": key.pk,
        "broadcast_id": wide.pk,
        "coupon_id": coupon.pk,
        "wish_id": wish.pk,
        "menu_id": menu.pk,
        "source_id": source.pk,
        "webhook_id": webhook.pk,
        "key": "odd",
        "import_id": done.pk,
        "settings invitation letter: number": asked.pk,
        "settings invitation link: number": asked.pk,
        "settings invitation withdrawal: number": asked.pk,
    }
