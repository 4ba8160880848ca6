"""The guide names what there is, and its rules can be read."""

import json
import re
from pathlib import Path

import pytest

from polku.know.rules.tree import read
from polku.know.segments.rfm.classes import CLASSES
from polku.know.segments.segments import create
from polku.know.segments.templates.table import TEMPLATES

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "segments.md").read_text()


def first_cells(heading: str) -> list[str]:
    section = GUIDE.split(heading, 1)[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def test_every_template_is_named():
    assert sorted(first_cells("### Templates")) == sorted(
        [*(one.key for one in TEMPLATES if not one.key.startswith("rfm-")), "rfm-…"]
    )


def test_every_class_is_named_with_its_scores():
    rows = re.findall(r"^\| `(\w+)` \| ([\d, ]+) \| ([\d, ]+) \|", GUIDE, re.MULTILINE)

    told = {name: (tuple(map(int, r.split(", "))), tuple(map(int, f.split(", ")))) for name, r, f in rows}
    assert told == dict(CLASSES)


@pytest.mark.django_db
def test_its_rules_can_be_read():
    create("VIP", rule={"all": []})
    rules = [json.loads(text) for text in re.findall(r"`(\{\"(?:in_segment|rfm|did)\".*?\})`", GUIDE)]

    assert [read(rule) is not None for rule in rules] == [True] * 3
