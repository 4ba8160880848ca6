"""An import of coupons is undone: what it brought goes from the ledger and the log, and what was used since stays."""

import json

import pytest

from polku.act.rewards.history import undo
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.flow import KEEPERS, READERS
from polku.kit import clock
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.imports import ask
from polku.know.events.imports.models import Import
from polku.know.events.imports.undo import settle_undone
from polku.know.events.models import Forgetting, LogBatch
from polku.know.people.models import Profile
from polku.know.teams.models import Member
from tests.act.rewards.history.test_history import bring_in, folder  # noqa: F401 a fixture

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def aino():
    return Member.objects.create_user("aino@kahvila.example", "secret", name="Aino")


def take_back(row, aino):
    assert ask.undo(row, by=aino)
    while undo.tick(clock.now()):
        pass
    row.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_all_of_it_goes_and_the_same_files_bring_it_again(folder, aino, columns, carry_on):  # noqa: F811 the fixture
    first, _history = bring_in(folder)
    carry_on()
    people = Profile.objects.count()
    row = Import.objects.get()
    counted = (row.new, row.told["given"], len(row.told["programs"]))
    take_back(row, aino)
    carry_on()
    forgetter = Forgetter(READERS, KEEPERS)
    while Forgetting.objects.exclude(state="done").exists():
        forgetter.tick()
    settle_undone()
    row.refresh_from_db()

    assert counted == (first.given + first.used, first.given, 5)
    assert (row.state, row.told["kept"]) == ("undone", 0)
    assert (Movement.objects.count(), Lot.objects.count(), Program.objects.count()) == (0, 0, 0)
    assert (people > 0, Profile.objects.count()) == (True, 0)

    assert bring_in(folder)[0] == first
    carry_on()
    assert Profile.objects.count() == people


@pytest.mark.django_db
def test_what_has_been_used_since_stays_as_a_whole_with_its_person(folder, aino, carry_on):  # noqa: F811 the same
    bring_in(folder)
    carry_on()
    row, lot = Import.objects.get(), Lot.objects.order_by("pk")[3]
    use = Movement.objects.filter(lot=lot.pk).first()
    Movement.objects.create(
        program_id=lot.program_id, terms=1, identity_id=lot.identity_id, kind="back", lot=lot.pk, of=use.pk,
        amount=use.amount, cause="back:1", at_ms=clock.now_ms(), by="member:1",
    )  # fmt: skip
    Lot.objects.filter(pk=lot.pk).update(left=use.amount)
    there, theirs = Movement.objects.filter(lot=lot.pk).count(), Lot.objects.filter(identity_id=lot.identity_id).count()
    expected = undo.kept(row)
    events = sum(LogBatch.objects.values_list("count", flat=True))
    take_back(row, aino)
    gone = json.loads(Forgetting.objects.get().todo)["places"]

    assert (expected, row.told["kept"]) == (1, 1)
    assert sum(len(indexes) for _seq, indexes in gone) == events - there - theirs  # each campaign said who they are
    assert list(Lot.objects.values_list("pk", flat=True)) == [lot.pk]
    assert (Movement.objects.count(), Program.objects.get().pk) == (there + 1, lot.program_id)
    assert list(prove.wrong()) == []
