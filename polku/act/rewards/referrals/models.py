"""Who has a link, and whom they brought."""

from django.db import models
from django.db.models import Q


class Referrer(models.Model):
    """Somebody with a link of their own; its code is this row's number, enciphered."""

    program_id = models.BigIntegerField()
    identity_id = models.BigIntegerField()
    is_listed = models.BooleanField(default=False)  # they agreed to stand in the list of the best
    opened = models.IntegerField(default=0)  # how often the link was opened
    device = models.CharField(max_length=32, default="")  # theirs, as a hash; "": not known
    network = models.CharField(max_length=32, default="")
    at_ms = models.BigIntegerField()

    class Meta:
        db_table = "reward_referrer"
        constraints = (models.UniqueConstraint(fields=("identity_id", "program_id"), name="reward_referrer_person"),)

    def __str__(self) -> str:
        return f"{self.identity_id} in {self.program_id}"


class Referral(models.Model):
    """A friend who came by somebody's link."""

    class State(models.TextChoices):
        INVITED = "invited"  # they came; nobody knows who it is
        KNOWN = "known"
        BOUGHT = "bought"  # something, and less than what counts
        WAITING = "waiting"  # what they bought can still be sent back
        HELD = "held"  # somebody has to look first
        REWARDED = "rewarded"
        REFUSED = "refused"
        REVOKED = "revoked"  # sent back after the reward, which was taken back

    program_id = models.BigIntegerField()
    terms = models.IntegerField()  # on which they came
    referrer = models.ForeignKey(Referrer, on_delete=models.CASCADE, related_name="referrals")
    identity_id = models.BigIntegerField()  # the friend
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.CharField(max_length=20, default="")  # it is held or refused: a word of words.py
    came_ms = models.BigIntegerField()
    due_ms = models.BigIntegerField(null=True)  # when it is looked at again
    at_ms = models.BigIntegerField()  # of this state
    bought_minor = models.BigIntegerField(null=True)  # what counts of what they bought
    device = models.CharField(max_length=32, default="")
    network = models.CharField(max_length=32, default="")
    decided = models.CharField(max_length=10, default="")  # "approved", "refused": what a person said
    decided_by = models.CharField(max_length=80, default="")

    class Meta:
        db_table = "reward_referral"
        constraints = (models.UniqueConstraint(fields=("identity_id", "program_id"), name="reward_referral_friend"),)
        indexes = (
            models.Index(fields=("due_ms",), condition=Q(due_ms__isnull=False), name="reward_referral_due"),
            models.Index(fields=("program_id", "state", "at_ms"), name="reward_referral_state"),
            models.Index(
                fields=("program_id", "network", "came_ms"), condition=~Q(network=""), name="reward_referral_network"
            ),
        )

    def __str__(self) -> str:
        return f"{self.identity_id}: {self.state}"


OPEN = (
    Referral.State.INVITED,
    Referral.State.KNOWN,
    Referral.State.BOUGHT,
    Referral.State.WAITING,
    Referral.State.HELD,
)
