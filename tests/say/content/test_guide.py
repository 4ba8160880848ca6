"""docs/guide/messages.md names what templates can do, no more and no less."""

import json
import re

from polku.say.content.blocks.check import problems, unfinished
from polku.say.content.blocks.read import mail_of
from polku.say.content.filters import ALLOWED
from tests.house.tree import ROOT


def test_the_guide_lists_every_filter():
    guide = (ROOT / "docs/guide/messages.md").read_text()
    section = guide.split("## Filters")[1].split("##")[0]

    assert re.findall(r"`(\w+)`", section) == sorted(ALLOWED)


def test_the_example_of_a_mail_is_sound():
    guide = (ROOT / "docs/guide/email.md").read_text()
    given = json.loads(guide.split("```json")[1].split("```")[0])
    mail = mail_of({"blocks": given["blocks"], "preheader": given["preheader"]})

    assert problems(given["subject"], mail) + unfinished(given["subject"], mail) == []
