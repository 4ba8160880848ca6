"""What people send is fetched at once, waited for while LINE prepares it, and let go of where there is too much."""

import pytest

from polku.kit import clock
from polku.say.channels.line import thread
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.media import files, loop
from polku.say.channels.line.media.loop import claim, settle, tick
from polku.say.channels.line.media.tidy import Tidy
from tests.say.channels.line.rogue import Say
from tests.say.channels.line.webhooks import event

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\nof buns"


@pytest.fixture
def sent(tell, carry_on, account, settings, tmp_path):
    """`sent("image")`: Devi has sent one; its row."""
    settings.DATA_DIR = tmp_path

    def run(kind="image", number="571", **more):
        tell(event("message", message={"id": number, "type": kind, **more}))
        carry_on()
        return LineMedia.objects.get(message_id=number)

    yield run
    thread.close()


def content(rogue, *answers):
    told = list(answers)

    def fault(asked):
        if "/transcoding" in asked.path:
            return Say(body={"status": "processing"})
        return (told.pop(0) if len(told) > 1 else told[0]) if asked.path.endswith("/content") else None

    rogue.fault = fault


def again():
    """When the next attempt is due."""
    return clock.from_ms(LineMedia.objects.values_list("due_ms", flat=True).get())


def test_a_picture_is_fetched_and_kept(sent, rogue):
    sent(contentProvider={"type": "line"})
    content(rogue, Say(body=PICTURE))

    assert tick(clock.now()) == 1
    row = LineMedia.objects.get()
    assert (row.state, row.content_type, row.bytes) == ("there", "image/png", len(PICTURE))
    assert files.path(row.name).read_bytes() == PICTURE
    assert files.path(row.name).stat().st_mode & 0o777 == 0o600
    assert tick(clock.now()) == 0


def test_a_large_one_is_waited_for(sent, rogue):
    sent("video")
    content(rogue, Say(202), Say(202), Say(body=PICTURE))

    for _attempt in range(3):
        assert LineMedia.objects.get().state == "asked"
        tick(again())

    assert LineMedia.objects.get().state == "there"


@pytest.mark.parametrize(("answer", "state"), [(404, "gone"), (410, "gone"), (500, "asked"), (403, "asked")])
def test_what_line_says_decides(sent, rogue, answer, state):
    sent("file", fileName="menu.pdf", fileSize=3)
    content(rogue, Say(answer, {"message": "Not found"}))
    tick(clock.now())

    row = LineMedia.objects.get()
    assert (row.state, row.trouble) == (state, f"{answer} Not found")


def test_one_that_cannot_be_had_for_a_day_is_given_up(sent, rogue):
    row = sent()
    content(rogue, Say(500))
    LineMedia.objects.update(asked_ms=row.asked_ms - clock.DAY_MS - 1)
    tick(clock.now())

    assert LineMedia.objects.get().state == "failed"


def test_one_that_is_too_large_is_not_kept(sent, rogue, monkeypatch):
    monkeypatch.setattr("polku.say.channels.line.media.fetch.MOST_BYTES", 10)
    sent()
    content(rogue, Say(body=PICTURE))
    tick(clock.now())

    row = LineMedia.objects.get()
    assert (row.state, row.name) == ("too_large", "")


def test_one_that_lies_on_the_web_is_not_fetched(tell, carry_on, account):
    provider = {"type": "external", "originalContentUrl": "https://shop.example/a.png"}
    tell(event("message", message={"id": "571", "type": "image", "contentProvider": provider}))
    carry_on()

    assert not LineMedia.objects.exists()


def test_what_is_taken_back_on_its_way_is_thrown_away(sent):
    sent()
    (claimed,) = claim(clock.now())
    assert claim(clock.now()) == []
    LineMedia.objects.all().delete()

    settle(claimed, loop.Found(loop.State.THERE, PICTURE, "image/png"), now=clock.now())

    assert not [path for path in files.folder().rglob("*") if path.is_file()]


def test_whose_claim_has_ended_changes_nothing(sent):
    row = sent()
    (first,) = claim(clock.now())
    later = clock.from_ms(row.asked_ms + loop.LEASE_MS + 60_000)
    (second,) = claim(later)

    settle(second, loop.Found(loop.State.GONE), now=later)
    settle(first, loop.Found(loop.State.THERE, PICTURE, "image/png"), now=later)

    assert LineMedia.objects.get().state == "gone"


def test_a_file_that_nobody_knows_is_removed_after_a_day(sent, rogue):
    sent()
    content(rogue, Say(body=PICTURE))
    tick(clock.now())
    stray = files.path(files.write(b"of a process that was killed"))
    tomorrow = clock.from_ms(clock.now_ms() + clock.DAY_MS + 60_000)
    tidy = Tidy()

    assert sum(tidy.tick(clock.now()) for _folder in range(256)) == 0
    assert sum(tidy.tick(tomorrow) for _folder in range(256)) == 1
    assert not stray.exists()
    assert files.path(LineMedia.objects.get().name).exists()
