"""docs/guide/messages.md names what templates can do, no more and no less."""

import re

from polku.say.content.filters import ALLOWED
from tests.house.tree import ROOT


def test_the_guide_lists_every_filter():
    guide = (ROOT / "docs/guide/messages.md").read_text()
    section = guide.split("## Filters")[1].split("##")[0]

    assert re.findall(r"`(\w+)`", section) == sorted(ALLOWED)
