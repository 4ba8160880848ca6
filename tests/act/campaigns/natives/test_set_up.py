"""Natives: a campaign's message for other channels and languages, as a draft."""

import pytest

from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.set_up import add_native, choose, remove_native
from polku.act.campaigns.natives.several import Several
from polku.act.campaigns.natives.wordings import by_version, channels_of, in_use, label, wordings
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.trials.set_up import add_variant, remove_variant
from polku.act.campaigns.trials.versions import versions
from polku.act.plan.copies import duplicate
from polku.say.content.blocks.blocks import Text
from polku.say.content.blocks.read import stored

pytestmark = pytest.mark.django_db


def said(campaign):
    return [(one.number, one.channel, one.language, one.body) for one in wordings(campaign)]


def test_a_native_is_numbered_behind_its_version_and_variants_begin_with_theirs(draft, aino):
    campaign = draft(body="Tea")
    first = add_native(campaign, channel="email", by=aino)
    add_native(campaign, channel="paper", language="PT_br", body="Chá", by=aino)
    assert (first.body, stored(first.mail).blocks[0]) == ("", Text("Tea"))
    assert campaign.several == {"choice": "fixed", "fallback_h": None, "until": "clicked"}

    add_variant(campaign, body="Coffee", by=aino)
    variant = add_variant(campaign, body="Cocoa", by=aino)
    add_native(variant, channel="paper", language="ja", body="お茶", by=aino)

    assert [one.number for one in versions(campaign)] == [0, 1, 2]
    assert {place: [one.number for one in there] for place, there in by_version(campaign).items()} == {
        0: [0, 10, 20],
        1: [1, 11, 21],
        2: [2, 12, 22, 32],
    }
    remove_variant(versions(campaign)[1], by=aino)
    assert said(campaign) == [
        (0, "paper", "", "Tea"),
        (10, "email", "", ""),
        (20, "paper", "pt-br", "Chá"),
        (1, "paper", "", "Cocoa"),
        (11, "email", "", ""),
        (21, "paper", "pt-br", "Chá"),
        (31, "paper", "ja", "お茶"),
    ]
    assert (
        label(wordings(campaign)[-1], wordings(campaign))
        == "Version B · Paper (sends nothing, shows everything) · 日本語"
    )


def test_a_copy_says_the_same(draft, aino):
    campaign = draft()
    add_native(campaign, channel="email", by=aino)
    add_variant(campaign, by=aino)
    choose(campaign, Several("best", 24, "opened"), by=aino)

    made = duplicate(campaign, by=aino)

    assert said(made) == said(campaign)
    assert fingerprint(made, name="") == fingerprint(campaign, name="")
    remove_native(wordings(made)[1], by=aino)
    assert fingerprint(made, name="") != fingerprint(campaign, name="")


def test_without_a_choice_it_goes_by_one_channel(draft, aino):
    campaign = draft()
    add_native(campaign, channel="paper", language="ja", by=aino)
    assert campaign.several is None
    native = add_native(campaign, channel="email", by=aino)
    assert channels_of(campaign) == ["paper", "email"]

    choose(campaign, None, by=aino)
    assert [one.number for one in in_use(campaign)] == [0, 10]

    choose(campaign, Several(), by=aino)
    remove_native(native, by=aino)
    assert Campaign.objects.get(pk=campaign.pk).several is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"channel": "paper"}, "language"),
        ({"channel": "paper", "language": "日本語"}, "language"),
    ],
)
def test_what_cannot_be_added(draft, aino, given, field):
    with pytest.raises(NotReady) as refused:
        add_native(draft(), **given, by=aino)

    assert refused.value.problems[0].field == field


def test_what_is_missing_is_said_of_the_native_and_nothing_changes_once_it_has_gone(draft, aino, noon):
    campaign = draft()
    native = add_native(campaign, channel="paper", language="ja", body="", by=aino)
    with pytest.raises(NotReady, match="· 日本語: The message is empty"):
        launch(campaign, by=aino, now=noon)
    for wrong in (Several("worst"), Several(fallback_h=0), Several(fallback_h=169), Several(fallback_h=True)):
        with pytest.raises(NotReady):
            choose(campaign, wrong, by=aino)
    Campaign.every.filter(pk=native.pk).update(body="お茶")

    launch(campaign, by=aino, now=noon)

    for change in (
        lambda: add_native(campaign, channel="email", by=aino),
        lambda: remove_native(native, by=aino),
        lambda: choose(campaign, Several(), by=aino),
    ):
        with pytest.raises(AlreadyLaunched):
            change()
