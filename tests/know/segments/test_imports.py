"""People are put on a list by lines that name them."""

import pytest

from polku.know.segments import imports, lists, segments
from polku.know.segments.errors import NoList
from tests.know.segments.conftest import number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_lines_are_added_known_already_repeated_or_refused(live):
    for name in ("devi", "emile", "fumi"):
        live(name)
    tasters = lists.make_list("Tasters", identities=[number("devi")])

    done = imports.import_people(tasters, ["devi", "emile", "emile", "nobody"])

    assert (done.added, done.already, done.again, done.refused_count) == (1, 1, 1, 1)
    assert [(one.line, one.given, one.why) for one in done.refused] == [(4, "nobody", "Nobody is known by this.")]
    assert segments.people_on(tasters) == {number("devi"), number("emile")}

    done = imports.import_people(tasters, ["fumi"], replaces=True)

    assert (done.added, done.already) == (1, 0)
    assert segments.people_on(tasters) == {number("fumi")}


def test_nobody_is_put_into_a_rule():
    with pytest.raises(NoList):
        imports.import_people(segments.create("Everybody", rule={"all": []}), ["devi"])
