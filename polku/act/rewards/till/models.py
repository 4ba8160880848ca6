"""Tables of the till."""

from django.db import models
from django.db.models import Q


class TillAct(models.Model):
    """Something that was done at a till: by whom, where, for whom; what it moved, and what it undid."""

    class Kind(models.TextChoices):
        USE = "use"
        GIVE = "give"  # a coupon; `movement`: the grant's
        STAMPS = "stamps"
        POINTS = "points"  # given
        SPEND = "spend"  # points, for money off or a reward
        PURCHASE = "purchase"
        FRIEND = "friend"  # who named the code of a link; `cause`: whose
        UNDO = "undo"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    at_ms = models.BigIntegerField()
    told_ms = models.BigIntegerField(null=True)  # by the till's own clock, where it told that
    store = models.CharField(max_length=80, default="")
    by = models.CharField(max_length=80)  # "member:3", "key:2"
    identity_id = models.BigIntegerField()
    program_id = models.BigIntegerField(null=True)
    movement = models.BigIntegerField(null=True)  # the ledger's
    cause = models.CharField(max_length=200, default="")  # of what was given
    amount = models.BigIntegerField(default=1)  # uses, stamps, points
    order_id = models.CharField(max_length=200, default="")  # of a purchase
    money_minor = models.BigIntegerField(default=0)  # what it took off, or what was bought
    currency = models.CharField(max_length=3, default="")
    of = models.BigIntegerField(null=True)  # which act is undone

    class Meta:
        db_table = "till_act"
        constraints = (
            models.UniqueConstraint(fields=("of",), condition=Q(of__isnull=False), name="till_act_undone_once"),
        )
        indexes = (
            models.Index(fields=("store", "at_ms"), name="till_act_store"),
            models.Index(fields=("by", "at_ms"), name="till_act_by"),
            models.Index(fields=("at_ms",), name="till_act_at"),
            models.Index(fields=("identity_id",), name="till_act_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} by {self.by}"
