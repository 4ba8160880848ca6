"""What a look at DNS finds, asked of a name server of our own."""

import pytest

from polku.kit import clock
from polku.say.channels.email.domain import dns as asking
from polku.say.channels.email.domain.dns import Dns
from polku.say.channels.email.domain.look import look, return_domain
from polku.say.channels.email.models import DkimKey, EmailServer
from polku.say.channels.email.signing.record import record_of
from tests.say.channels.email.name_server import NameServer

DOMAIN = "kahvila.example"
HOST = "mail.kahvila.example"
GOOD = {
    (DOMAIN, "TXT"): ["something else", f"v=spf1 a:{HOST} ~all"],
    (f"_dmarc.{DOMAIN}", "TXT"): ["v=DMARC1; p=reject"],
    (HOST, "A"): ["192.0.2.25"],
}
KEY = DkimKey(pk=1, domain=DOMAIN, selector="polku-1", algorithm="rsa", public="A" * 392, signs_from=clock.now())


@pytest.fixture
def seen():
    """`seen(records, key=KEY, …)`: what a look finds where DNS says this; `more`: the settings."""
    started = []

    def run(records, *, keys=(KEY,), silent=frozenset(), **more):
        started.append(NameServer(records, silent=silent))
        server = EmailServer(**({"host": HOST, "from_address": f"aino@{DOMAIN}"} | more))
        return look(server, keys, Dns(started[-1].address))

    yield run
    for one in started:
        one.stop()


def spf(text):
    return {**GOOD, (DOMAIN, "TXT"): [text] if isinstance(text, str) else text}


def dmarc(*texts):
    return {**GOOD, (f"_dmarc.{DOMAIN}", "TXT"): list(texts)}


def test_all_is_well(seen):
    record = record_of(KEY)

    found = seen({**GOOD, (record.name, "TXT"): [record.text]})

    assert [found.spf.state, found.dmarc.state, found.keys[1].state] == ["good", "good", "good"]
    assert [found.spf.record, found.dmarc.record, found.keys[1].record] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "state", "to_copy"),
    [
        ([], "missing", f"v=spf1 a:{HOST} ~all"),
        ("v=spf1 -all", "missing", f"v=spf1 a:{HOST} -all"),
        ("v=spf1 redirect=_spf.shop.example", "missing", f"v=spf1 a:{HOST} redirect=_spf.shop.example"),
        ("v=spf1 ip4:192.0.2.0/24 -all", "good", None),
        ("v=spf1 ip6:2001:db8::/32 ip4:192.0.2.25 ?all", "good", None),
        ("v=spf1 mx ~all", "good", None),
        ("v=spf1 a:other.example/24 ~all", "good", None),
        ("V=SPF1 include:_deep.shop.example -all", "good", None),
        ("v=spf1 -ip4:192.0.2.25 +mx ~all", "missing", f"v=spf1 -ip4:192.0.2.25 +mx a:{HOST} ~all"),
        ("v=spf1 a mx +all", "wrong", "v=spf1 a mx ~all"),
        (["v=spf1 mx -all", "v=spf1 ip4:192.0.2.1 ~all"], "wrong", "v=spf1 ip4:192.0.2.1 mx -all"),
        ("v=spf1 ipv4:192.0.2.1 -all", "wrong", None),
        ("v=spf1 ip4:192.0.2.300 -all", "wrong", None),
        ("v=spf1 include:nobody.example -all", "wrong", None),
        (f"v=spf1 include:{DOMAIN} -all", "wrong", None),
        ("v=spf1 " + " ".join(f"a:a{n}.example" for n in range(11)) + " -all", "wrong", None),
    ],
)
def test_the_servers_that_may_send(text, state, to_copy, seen):
    records = spf(text) | {
        (DOMAIN, "MX"): [f"10 {HOST}."],
        ("other.example", "A"): ["192.0.2.77"],
        ("_spf.shop.example", "TXT"): ["v=spf1 -all"],
        ("_deep.shop.example", "TXT"): ["v=spf1 include:_deeper.shop.example ~all"],
        ("_deeper.shop.example", "TXT"): ["v=spf1 ip4:192.0.2.25 ~all"],
    }

    found = seen(records).spf

    assert (found.state, found.record.text if found.record else None) == (state, to_copy)


def test_a_provider_is_named_as_it_asks_to_be(seen):
    there = {("_spf.google.com", "TXT"): ["v=spf1 ip4:192.0.2.0/24 ~all"]}

    lacking = seen(spf("v=spf1 mx ~all") | there, host="smtp-relay.gmail.com").spf
    named = seen(spf("v=spf1 include:_spf.google.com ~all") | there, host="smtp-relay.gmail.com").spf

    assert lacking.record.text == "v=spf1 mx include:_spf.google.com ~all"
    assert named.state == "good"


@pytest.mark.parametrize("host", ["localhost", "10.0.0.7", "post.internal"])
def test_of_a_server_within_ones_own_network_it_cannot_be_told(host, seen):
    assert seen(GOOD, host=host).spf.state == "unsure"


def test_what_counts_is_the_domain_to_which_letters_come_back(seen):
    server = {"bounce_address": "bounce+*@back.example"}

    found = seen({**GOOD, ("back.example", "TXT"): ["v=spf1 -all"]}, **server)

    assert return_domain(EmailServer(from_address=f"aino@{DOMAIN}", **server)) == "back.example"
    assert found.spf.record.name == "back.example"


@pytest.mark.parametrize(
    ("texts", "state", "to_copy"),
    [
        ([], "missing", "v=DMARC1; p=none"),
        (["v=DMARC1; p=none; rua=mailto:x@y.example"], "good", None),
        (["v=DMARC1;p=quarantine"], "good", None),
        (["v=DMARC1; rua=mailto:x@y.example"], "wrong", "v=DMARC1; p=none"),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], "wrong", None),
        (["v=spf1 -all"], "missing", "v=DMARC1; p=none"),
    ],
)
def test_what_others_do_with_forged_letters(texts, state, to_copy, seen):
    found = seen(dmarc(*texts)).dmarc

    assert (found.state, found.record.text if found.record else None) == (state, to_copy)


def test_a_subdomain_stands_under_the_policy_of_the_one_above(seen):
    found = seen({(f"_dmarc.{DOMAIN}", "TXT"): ["v=DMARC1; p=none; sp=reject"]}, from_address=f"a@news.{DOMAIN}").dmarc

    assert (found.state, found.sentence) == ("good", "Forged letters are turned away.")


def test_another_return_domain_needs_a_key_that_signs(seen):
    elsewhere = {"bounce_address": "bounce@provider.example"}

    assert seen(dmarc("v=DMARC1; p=none"), keys=(), **elsewhere).dmarc.state == "wrong"
    assert seen(dmarc("v=DMARC1; p=none"), **elsewhere).dmarc.state == "good"


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        ([], "missing"),
        (["v=DKIM1; k=rsa; p=" + "A" * 255 + " " + "A" * 137], "good"),
        (["v=DKIM1; p=" + "A" * 391], "wrong"),
        (["v=DKIM1; k=ed25519; p=" + "A" * 392], "wrong"),
        (["v=DKIM1; p="], "wrong"),
        (["p=" + "A" * 392, "p=" + "B" * 392], "wrong"),
    ],
)
def test_whether_a_key_is_published(texts, state, seen):
    assert seen({(record_of(KEY).name, "TXT"): texts}).keys[1].state == state


def test_a_name_server_that_says_nothing_is_told_calmly_and_the_records_stand_there_all_the_same(seen, monkeypatch):
    monkeypatch.setattr(asking, "ANSWER_S", 0.1)

    found = seen(GOOD, silent=frozenset("*"))

    assert found.is_silent
    assert [one.record.text for one in (found.spf, found.dmarc, found.keys[1])] == [
        f"v=spf1 a:{HOST} ~all",
        "v=DMARC1; p=none",
        record_of(KEY).text,
    ]


def test_one_name_that_is_not_answered_for_leaves_the_rest(seen, monkeypatch):
    monkeypatch.setattr(asking, "ANSWER_S", 0.1)

    found = seen(spf("v=spf1 include:slow.example -all"), silent=frozenset({"slow.example"}))

    assert (found.spf.state, found.dmarc.state) == ("silent", "good")
