"""Links and pictures in letters: answered at once, told to the log, and never a way to somewhere else."""

import json
import re

import pytest

from polku.kit import clock, ids, seal
from polku.know.events.models import LogBatch
from polku.know.people.models import Identity, Profile
from polku.say.channels.email import links
from polku.say.channels.email.models import EmailServer, Suppressed
from polku.say.channels.email.names import name_of
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SHOP = "https://shop.example/tea?kind=green&a=b"


@pytest.fixture
def message(transactional_db):
    """Devi got it an hour ago."""
    number = ids.identity_id("user_id", "devi")
    Profile.objects.create(
        id=number, name="Devi", email="Devi@shop.example", traits="{}", first_seen_ms=0, last_seen_ms=0
    )
    Identity.objects.create(id=number, kind="user_id", value="devi", profile_id=number, first_seen_ms=0, last_seen_ms=0)
    hour_ago = clock.now_ms() - clock.HOUR_MS
    return Message.objects.create(
        cause="campaign:7", identity_id=number, channel="email", campaign_id=7, state="sent",
        due_ms=0, asked_ms=0, settled_ms=hour_ago,
    )  # fmt: skip


@pytest.fixture
def knock(letters):
    """`knock(address)`: as a browser does; gives the status and the headers."""

    def run(url, *, agent=BROWSER, method="GET"):
        answer = letters.request(
            method, re.sub("^https?://[^/]+", "", url), None, {"User-Agent": agent} if agent else {}
        )
        letters.settle()
        return answer

    return run


def told():
    """Name and properties of everything in the log."""
    found = []
    for batch in LogBatch.objects.order_by("seq"):
        for event in json.loads(bytes(batch.payload))["batch"]:
            assert (batch.source, event["identity"]) == (0, ["user_id", "devi"])
            found.append((event["event"], event["properties"]))
    return found


def test_a_link_leads_on_and_is_told(knock, message):
    answer = knock(links.click_url(message.pk, SHOP))

    assert (answer.status, answer.headers["location"]) == (302, SHOP)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert told() == [
        ("Message Clicked", {"campaign_id": 7, "channel": "email", "message_id": message.pk, "url": SHOP})
    ]


def test_a_picture_is_a_point_and_is_told_once_a_minute(knock, message):
    answer = knock(links.open_url(message.pk))
    knock(links.open_url(message.pk))

    assert (answer.status, answer.headers["content-type"]) == (200, "image/gif")
    assert "no-store" in answer.headers["cache-control"]
    assert told() == [("Message Opened", {"campaign_id": 7, "channel": "email", "message_id": message.pk})]


def test_the_picture_is_one(letters, message):
    assert letters.raw("GET", links.open_url(message.pk).partition(".gif")[0][21:] + ".gif")[:6] == b"GIF89a"


@pytest.mark.parametrize(
    "url",
    [
        "/p/l/https://evil.example",
        "/p/l/",
        "/p/l/aHR0cHM6Ly9ldmlsLmV4YW1wbGU.AAAAAAAAAAAAAAAAAAAAAA",
        "/p/l/" + seal.signed("1|https://evil.example", key="another", purpose=links.CLICK),
        "/p/l/" + seal.signed("1|https://evil.example", key="only-for-tests", purpose="unsubscribe"),
        "/p/o/x.gif",
    ],
)
def test_an_address_that_we_have_not_made_leads_nowhere(url, knock, message):
    answer = knock(url)

    assert (answer.status, answer.headers.get("location")) == (404, None)
    assert told() == []


def test_an_address_with_a_letter_changed_leads_nowhere(knock, message):
    url = links.click_url(message.pk, SHOP)
    for place in range(len(url) - 60, len(url), 7):
        assert knock(url[:place] + ("A" if url[place] != "A" else "B") + url[place + 1 :]).status == 404


def test_where_a_link_leads_can_add_no_header(knock, message):
    answer = knock(links.click_url(message.pk, "https://shop.example/\r\nSet-Cookie: a=b\n/ü"))

    assert answer.headers["location"] == "https://shop.example/%0D%0ASet-Cookie:%20a=b%0A/%C3%BC"
    assert "set-cookie" not in answer.headers


def test_a_link_leads_on_when_the_person_is_no_more(knock, message):
    Identity.objects.all().delete()

    assert knock(links.click_url(message.pk, SHOP)).status == 302
    assert told() == []


@pytest.mark.parametrize(
    ("agent", "method", "sign"),
    [
        ("Mozilla/5.0", "GET", "apple"),
        ("", "GET", "no agent"),
        ("Barracuda Sentinel (EE)", "GET", "program"),
        ("python-requests/2.32", "GET", "program"),
        (BROWSER, "HEAD", "head"),
    ],
)
def test_machines_are_marked(agent, method, sign, knock, message):
    knock(links.open_url(message.pk), agent=agent, method=method)

    [(name, properties)] = told()
    assert (name, properties["machine"], properties["sign"]) == ("Message Opened", True, sign)


def test_who_opens_a_letter_in_the_second_it_was_sent_is_a_machine(knock, message):
    Message.objects.update(settled_ms=clock.now_ms())

    knock(links.open_url(message.pk))

    assert told()[0][1]["sign"] == "too soon"


def test_all_links_at_once_is_a_machine_and_no_click_of_it_counts(knock, message, carry_on):
    for number in range(4):
        knock(links.click_url(message.pk, f"https://shop.example/{number}"))
    carry_on()

    assert [properties.get("sign") for _name, properties in told()] == [None, "burst", "burst", "burst"]
    reaction = Reaction.objects.get()
    assert (reaction.clicked_ms, reaction.machine_clicked_ms is not None) == (None, True)


def test_what_happened_first_is_kept_for_each_message(knock, message, carry_on):
    knock(links.open_url(message.pk))
    knock(links.click_url(message.pk, SHOP))
    knock(links.open_url(message.pk), agent="Mozilla/5.0")
    carry_on()

    reaction = Reaction.objects.get()
    assert (reaction.message_id, reaction.campaign_id) == (message.pk, 7)
    assert None not in (reaction.opened_ms, reaction.clicked_ms, reaction.machine_opened_ms)
    assert reaction.opened_ms <= reaction.clicked_ms <= reaction.machine_opened_ms


def test_links_answer_to_reading_only(letters, message):
    assert letters.request("POST", "/p/l/x", b"", {}).status == 405


# --- what mail servers send back ----------------------------------------------------------------------------------


@pytest.fixture
def report(letters):
    EmailServer.objects.create(
        host="mail.example", from_address="aino@kahvila.example", bounce_secret="bs_open", changed_at=clock.now()
    )

    def post(content, *, secret="bs_open"):
        return letters.request("POST", f"/p/bounce/{secret}", content.encode(), {"Content-Type": "message/rfc822"})

    return post


def dsn(message_id, *, status="5.1.1", action="failed", said="smtp; 550 5.1.1 no such user", name=None):
    return f"""From: MAILER-DAEMON@mail.example
To: bounce@kahvila.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry to have to inform you.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; devi@shop.example
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--B
Content-Type: text/rfc822-headers

From: aino@kahvila.example
Message-ID: <{name or name_of(message_id)}@kahvila.example>
Subject: Tea

--B--
"""


def complaint(message_id):
    return f"""From: feedback@provider.example
To: abuse@kahvila.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

An abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1.0
Version: 1

--B
Content-Type: message/rfc822

From: aino@kahvila.example
Message-ID: <{name_of(message_id)}@kahvila.example>
Subject: Tea

Hello

--B--
"""


def test_a_bounce_is_told_and_the_address_is_not_written_to_again(report, message, carry_on):
    answer = report(dsn(message.pk))
    carry_on()

    assert (answer.status, answer.json) == (200, {"success": True, "reports": 1})
    [(name, properties)] = told()
    assert (name, properties["is_hard"], properties["said"]) == ("Message Bounced", True, "550 5.1.1 no such user")
    assert Suppressed.objects.values_list("address", "why", "sentence").get() == (
        "devi@shop.example", "bounced", "550 5.1.1 no such user",
    )  # fmt: skip
    assert Reaction.objects.get().bounced_ms is not None


def test_a_full_mailbox_is_told_and_not_suppressed(report, message, carry_on):
    report(dsn(message.pk, status="5.2.2", said="smtp; 552 5.2.2 mailbox full"))
    carry_on()

    assert told()[0][1]["is_hard"] is False
    assert not Suppressed.objects.exists()


def test_a_report_of_delivery_is_told(report, message, carry_on):
    report(dsn(message.pk, status="2.0.0", action="delivered", said="smtp; 250 ok"))
    carry_on()

    assert [name for name, _properties in told()] == ["Message Delivered"]
    assert Reaction.objects.get().delivered_ms is not None


def test_a_letter_that_is_only_late_is_no_bounce(report, message):
    assert report(dsn(message.pk, status="4.4.1", action="delayed")).json["reports"] == 0


def test_a_complaint_is_told_and_the_address_is_not_written_to_again(report, message, carry_on):
    report(complaint(message.pk))
    carry_on()

    assert [name for name, _properties in told()] == ["Message Complained"]
    assert Suppressed.objects.get().why == "complained"


def test_the_bounce_addresss_own_name_is_enough(report, message):
    returned = dsn(message.pk, name="something-else").replace(
        "To: bounce@kahvila.example", f"To: bounce+{name_of(message.pk).upper()}@kahvila.example"
    )

    assert report(returned).json["reports"] == 1


def test_a_report_of_what_we_have_not_sent_is_not_believed(report, message):
    forged = name_of(message.pk)[:-1] + ("0" if name_of(message.pk)[-1] != "0" else "1")

    assert report(dsn(message.pk, name=forged)).json["reports"] == 0
    assert told() == []


def test_reports_need_the_secret(report, message):
    assert report(dsn(message.pk), secret="bs_guessed").status == 404
    assert report(dsn(message.pk), secret="").status == 404
    assert told() == []


@pytest.mark.parametrize(
    "content", ["", "\0\0", "Content-Type: multipart/report\n\n", "Content-Type: message/delivery-status\n\nx"]
)
def test_rubbish_is_no_report(content, report, message):
    assert report(content + name_of(message.pk)).json["reports"] == 0


def test_a_mail_that_is_too_large_is_not_read(report, message):
    assert report("x" * 1_000_001).status == 413


def test_the_same_report_twice_is_one_event(report, message, carry_on):
    report(dsn(message.pk))
    first = Suppressed.objects.count()
    report(dsn(message.pk))
    carry_on()

    assert (first, Suppressed.objects.count(), Reaction.objects.count()) == (0, 1, 1)


def test_a_shops_own_event_of_that_name_silences_nobody(log_events, carry_on, message):
    log_events(
        {
            "type": "track", "event": "Message Bounced", "userId": "devi",
            "properties": {"address": "devi@shop.example", "is_hard": True, "message_id": message.pk},
        }
    )  # fmt: skip
    carry_on()

    assert not Suppressed.objects.exists()
    assert not Reaction.objects.exists()
