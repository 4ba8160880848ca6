"""What a customer chooses on their own page holds at once."""

import json
from datetime import UTC, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from polku.doors.public import customer, languages
from polku.kit import clock, ids
from polku.know.events.models import Forgetting
from polku.know.people.consent import links
from polku.know.people.consent.history import history
from polku.know.people.consent.models import ConsentPurpose, ConsentTopic
from polku.know.people.consent.record import WITHDRAWN, Statement, record
from polku.know.teams.models import TrailEntry
from polku.say.channels.registry import register, unregister
from tests.say.outbox.pigeon import Pigeon

pytestmark = pytest.mark.django_db


@pytest.fixture
def channels():
    """E-mail, and a pigeon that may only fly to who has agreed."""
    pigeon = Pigeon(has_idempotency_key=True)
    pigeon.is_opt_out = False
    register(pigeon)
    yield
    unregister("pigeon")


@pytest.fixture
def save(outside, path):
    def press(do: str = "save", **chosen):
        return outside.post(path(), {"do": do, **chosen})

    return press


def test_the_page_shows_what_holds_and_whose_it_is_without_telling_strangers(outside, path):
    page = outside.get(path()).content.decode()

    assert "d•••@shop.example" in page
    assert "devi@shop.example" not in page
    assert 'value="marketing" checked' in page
    assert 'value="profiling">' in page
    assert 'value="service"' not in page


def test_switching_off_withdraws_from_every_channel(save, why):
    answer = save()

    assert (answer.status_code, answer["Location"].endswith("?done=save")) == (302, True)
    assert (why("email"), why("line")) == ("withdrawn", "withdrawn")


def test_switching_on_gives_with_the_wording_that_they_read(save, why, devi):
    save()
    assert why() == "withdrawn"

    with clock.fixed(clock.from_ms(clock.now_ms() + 1_000)):
        save(purpose=["marketing", "profiling"])

    assert (why(), why(purpose="profiling")) == ("", "")
    newest = {one.purpose: one for one in history(devi.id) if one.kind == "given" and one.source == "preferences"}
    assert newest["marketing"].wording.startswith("marketing/en/0#")
    assert json.loads(newest["marketing"].proof)["network"] == "127.0.0.0"


def test_saving_what_holds_already_says_nothing_new(save, devi):
    before = len(history(devi.id))

    save(purpose="marketing", channel=["marketing:email"])

    assert len(history(devi.id)) == before


def test_one_channel_can_be_left_and_come_back(channels, save, why):
    save(purpose="marketing", channel=["marketing:pigeon"])
    assert (why("email"), why("pigeon"), why("line")) == ("withdrawn", "", "")

    with clock.fixed(clock.from_ms(clock.now_ms() + 1_000)):
        save(purpose="marketing", channel=["marketing:pigeon", "marketing:email"])
    assert (why("email"), why("pigeon")) == ("", "")


def test_saying_yes_to_some_channels_only(channels, save, why):
    save()
    with clock.fixed(clock.from_ms(clock.now_ms() + 1_000)):
        save(purpose="marketing", channel=["marketing:email"])

    assert (why("email"), why("pigeon")) == ("", "withdrawn")


def test_topics_are_chosen_one_by_one(save, why, outside, path):
    for key in ("news", "offers"):
        ConsentTopic.objects.create(key=key, name=key.title())

    save(purpose="marketing", topic=["news"])

    assert (why(topic="offers"), why(topic="news"), why()) == ("topic", "", "")
    assert 'value="news" checked' in outside.get(path()).content.decode()


def test_a_pause_and_its_end(save, why, outside, path):
    with clock.fixed(clock.from_ms(clock.now_ms())):
        now = clock.now_ms()
        save("pause-30")
        assert why() == "paused"
        assert "You are taking a break" in outside.get(path()).content.decode()
    with clock.fixed(clock.from_ms(now + 30 * clock.DAY_MS)):
        assert why() == ""
    with clock.fixed(clock.from_ms(now + 1_000)):
        save("resume")
        assert why() == ""


def test_a_pause_of_any_other_length_cannot_be_asked_for(save, devi):
    save("pause-99999")

    until = history(devi.id)[0].until_ms
    assert until is not None
    assert until <= clock.now_ms() + 30 * clock.DAY_MS


def test_no_more_messages_at_all_stops_what_needs_no_consent_too(save, why):
    ConsentPurpose.objects.create(key="surveys", basis="opt_out")
    assert why(purpose="surveys") == ""

    save("nothing")

    assert (why(), why(purpose="surveys"), why(purpose="service")) == ("withdrawn", "withdrawn", "")
    assert why("paper", is_opt_out=True) == "withdrawn"


def test_the_page_promises_service_messages_only_where_they_come(save, outside):
    always, none = "an order or a question of yours always come", "You will get no more messages from us"

    after = save("nothing")["Location"]
    page = outside.get(after).text
    assert (always in page, "write only about an order" in page, none in page) == (True, True, False)

    record([Statement(("user_id", "devi"), WITHDRAWN)])  # of everything, as a shop or the API may say it
    page = outside.get(after).text
    assert (always in page, "write only about an order" in page, none in page) == (False, False, True)


def test_service_messages_that_the_team_asks_consent_for_are_not_promised(outside, path):
    ConsentPurpose.objects.create(key="service", basis="opt_in")

    assert "always come" not in outside.get(path()).text


def test_switching_off_what_was_never_on_keeps_paper_away_too(save, why, team, log_events, carry_on):
    save(purpose="")

    assert why("paper", is_opt_out=True) == "withdrawn"


@pytest.mark.parametrize(("tongue", "spoken"), [(code, "ja" if code == "ja" else "en") for code in languages.CODES])
def test_the_page_opens_in_every_language_keeps_it_and_marks_its_own(outside, path, tongue, spoken):
    answer = outside.get(f"{path()}?language={tongue}")

    assert (answer.status_code, answer["Content-Language"]) == (200, spoken)
    assert f'<html lang="{spoken}">' in answer.text
    assert f'lang="{spoken}" hreflang="{spoken}" aria-current="true"' in answer.text
    assert outside.post(f"{path()}?language={tongue}", {"do": "save"})["Location"].endswith(f"language={tongue}")


def test_where_a_language_lacks_the_page_is_as_a_whole_in_the_next_one_that_they_read(save, outside, path):
    with clock.fixed(datetime(2026, 2, 1, tzinfo=UTC)):
        save("pause-30")

        for said, spoken, day in (
            ("fr, ja;q=0.8", "ja", "2026年3月3日"),
            ("fr, de;q=0.8", "en", "03/03/2026"),
            ("de, en;q=0.8", "en", "March 3, 2026"),
        ):
            page = outside.get(path(), headers={"Accept-Language": said}).text

            assert (f'<html lang="{spoken}">' in page, f"<b>{day}</b>" in page) == (True, True)


def test_a_language_is_spoken_as_soon_as_most_of_its_sentences_are_there(outside, path, settings, tmp_path):
    catalogue = Catalog(locale="fi")
    for page in languages.PAGES.glob("*.html"):
        for _quote, sentence in languages.SENTENCE.findall(page.read_text("utf-8")):
            catalogue.add(sentence, f"fi: {sentence}")
    (tmp_path / "fi/LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "fi/LC_MESSAGES/django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path]
    languages.is_translated.cache_clear()

    answer = outside.get(f"{path()}?language=fi")
    languages.is_translated.cache_clear()

    assert (answer["Content-Language"], '<html lang="fi">' in answer.text) == ("fi", True)


def test_the_language_is_theirs_then_their_browsers(outside, path, log_events, carry_on):
    assert outside.get(path(), headers={"Accept-Language": "de-DE,en;q=0.5"})["Content-Language"] == "en"

    log_events({"type": "identify", "userId": "devi", "traits": {"locale": "ja_JP"}})
    carry_on()

    assert outside.get(path(), headers={"Accept-Language": "en"})["Content-Language"] == "ja"
    assert "どのようなお知らせ" in outside.get(path()).content.decode()


def test_a_link_lasts_a_year_and_says_kindly_when_it_is_over(outside, devi, path):
    link = path()

    with clock.fixed(clock.from_ms(clock.now_ms() + 367 * clock.DAY_MS)):
        answer = outside.get(link)

    assert (answer.status_code, "has run out" in answer.content.decode()) == (410, True)


def test_their_data_can_be_taken_along_to_read_and_for_programs(columns, proved, path):
    answer = proved.get(path() + "/data?format=json")
    told = json.loads(answer.content)
    assert (answer["Content-Disposition"], answer["Referrer-Policy"]) == (
        'attachment; filename="my-data.json"',
        "no-referrer",
    )
    assert told["person"]["email"] == "devi@shop.example"
    assert told["consents"][0]["purpose"] == "marketing"

    readable = proved.get(path() + "/data?language=ja")
    assert readable["Content-Disposition"] == 'attachment; filename="my-data.html"'
    assert "devi@shop.example" in readable.content.decode()


def test_their_data_is_not_handed_out_again_and_again(columns, proved, path, noon):
    answers = [proved.get(path() + "/data?format=json").status_code for _ in range(7)]

    assert answers == [200] * 6 + [429]


def test_being_forgotten_is_asked_once_more_and_then_begun(outside, proved, path, devi):
    assert "Shall we forget you?" in proved.get(path() + "/forget-me").content.decode()
    assert Forgetting.objects.count() == 0

    answer = proved.post(path() + "/forget-me")

    row = Forgetting.objects.get()
    assert (answer.status_code, row.by, row.what) == (200, "themselves", "people")
    assert "devi@shop.example" in row.todo
    assert outside.get(path()).status_code == 404
    assert Forgetting.objects.count() == 1
    [entry] = TrailEntry.objects.all()
    assert (entry.who, entry.action, entry.kind, entry.number) == (
        "themselves",
        "person.erased",
        "person",
        ids.public(devi.id),
    )
    assert (entry.member, entry.key, entry.address, entry.before, entry.after) == (None, None, None, None, None)


@pytest.mark.parametrize("page", ["", "/data", "/forget-me"])
def test_another_kind_of_link_opens_none_of_it(outside, path, page):
    token = path(links.unsubscribe_url, channel="email").rsplit("/", 1)[1]

    assert outside.get(f"/p/preferences/{token}{page}").status_code == 404


def test_names_of_people_and_shops_stay_text(outside, path, team, log_events, carry_on):
    team.name = "<b>Bobby's</b>"
    team.save()
    log_events({"type": "identify", "userId": "devi", "traits": {"email": "<i>x</i>@shop.example"}})
    carry_on()
    ConsentTopic.objects.create(key="t", name="<script>alert(1)</script>")

    page = outside.get(path()).content.decode()

    assert [tag in page for tag in ("<b>Bobby", "<i>", "<script>")] == [False, False, False]


def test_too_many_looks_are_asked_to_wait(noon, outside, path):
    answers = {outside.get(path()).status_code for _ in range(61)}

    assert answers == {200, 429}


def test_guessing_links_is_slowed(noon, outside, team):
    answers = [outside.get(f"/p/preferences/{number}").status_code for number in range(62)]

    assert (answers[0], answers[-1]) == (404, 429)


def test_paper_is_not_offered_for_it_reaches_nobody(devi):
    ways = {way.key for choice in customer.choices(customer.customer(devi.id)).choices for way in choice.ways}

    assert "paper" not in ways
