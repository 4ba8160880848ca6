"""Who has a place, and who waits for one."""

from django.db import models


class Place(models.Model):
    """Somebody's place in an offer, or their wish for one."""

    class State(models.TextChoices):
        ASKED = "asked"  # until it is drawn
        TAKEN = "taken"
        WAITING = "waiting"  # for one that is given back
        BACK = "back"  # given back, or no longer wanted
        MISSED = "missed"  # not drawn

    program_id = models.BigIntegerField()
    identity_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    turn = models.BigIntegerField(default=0)  # among those who wait, the smallest first
    nth = models.IntegerField(default=1)  # time that this person wants one
    at_ms = models.BigIntegerField()  # of this state

    class Meta:
        db_table = "reward_place"
        constraints = (models.UniqueConstraint(fields=("identity_id", "program_id"), name="reward_place_person"),)
        indexes = (models.Index(fields=("program_id", "state", "turn"), name="reward_place_turn"),)

    def __str__(self) -> str:
        return f"{self.identity_id} in {self.program_id}: {self.state}"


HAS = (Place.State.ASKED, Place.State.TAKEN, Place.State.WAITING)
