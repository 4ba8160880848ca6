"""The guide's example is a rule, and means what the guide says."""

import json
import re
from pathlib import Path

from polku.know.rules.sentence import sentence

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "rules.md").read_text()


def test_the_guides_example_reads_as_the_guide_says():
    [example] = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    [said] = re.findall(r"^> ((?:.*\n> )*.*)$", GUIDE, re.MULTILINE)

    assert sentence(json.loads(example)) == said.replace("\n> ", " ")
