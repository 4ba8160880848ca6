"""Tables of the ledger."""

from django.db import models
from django.db.models import Q

from polku.kit import clock
from polku.know.teams.models import Member


class Program(models.Model):
    """Something that is given to people, and used by them. Its unit follows from its kind."""

    class Kind(models.TextChoices):
        COUPON = "coupon"  # uses
        STAMPS = "stamps"
        POINTS = "points"
        DRAW = "draw"  # tickets
        RANKS = "ranks"  # a ladder: nothing is given of it, people stand on it
        REFERRAL = "referral"  # friends who were brought along
        BENEFIT = "benefit"  # for what somebody has done or been: the tenth purchase, a birthday
        DISCOUNT = "discount"  # by itself, without a code
        OFFER = "offer"  # for members: places

    class State(models.TextChoices):
        DRAFT = "draft"
        LIVE = "live"
        PAUSED = "paused"  # nothing is given; what people have they can use
        ENDED = "ended"  # nothing is given or used any more

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    currency = models.CharField(max_length=3)  # of what it costs
    bearer = models.CharField(max_length=80, default="", blank=True)  # who bears that now; "": the team
    budget_minor = models.BigIntegerField(null=True, blank=True)  # at the most so much; None: no end
    is_open_counted = models.BooleanField(default=False)  # in the budget: also what people have and may still use
    ended_ms = models.BigIntegerField(null=True, blank=True)  # since when; None: it goes on
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "reward_program"

    def __str__(self) -> str:
        return self.name


class Terms(models.Model):
    """What a program promises from some moment on. Whoever was given something keeps the terms of that moment."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="terms")
    number = models.IntegerField()  # of the program, from 1
    terms = models.JSONField()  # by kind: act/rewards/coupons/terms.py, …
    bearer = models.CharField(max_length=80, default="", db_default="")  # who bears the cost of what is given on them
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "reward_terms"
        constraints = (models.UniqueConstraint(fields=("program", "number"), name="reward_terms_number"),)

    def __str__(self) -> str:
        return f"{self.program} ({self.number})"


class Movement(models.Model):
    """Units given to a person, or taken; never changed. `amount` is above zero, its sign follows from the kind."""

    class Kind(models.TextChoices):
        GRANT = "grant"
        USE = "use"
        BACK = "back"  # a use undone
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"

    program_id = models.BigIntegerField()
    terms = models.IntegerField()
    identity_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    lot = models.BigIntegerField(null=True)  # the grant's number; None of a grant
    of = models.BigIntegerField(null=True)  # which use is undone
    amount = models.BigIntegerField()
    cause = models.CharField(max_length=200)
    part = models.IntegerField(default=0)  # of one cause that takes from several lots
    at_ms = models.BigIntegerField()
    money_minor = models.BigIntegerField(default=0)  # what it is worth: taken off a price, say
    beside_minor = models.BigIntegerField(default=0, db_default=0)  # what it cost beside that: a gift
    currency = models.CharField(max_length=3, default="")
    store = models.CharField(max_length=80, default="")
    by = models.CharField(max_length=80, default="")  # "member:3", "key:2"
    code = models.CharField(max_length=80, default="", db_default="")  # what was shown, where that tells more

    class Meta:
        db_table = "reward_movement"
        constraints = (
            models.UniqueConstraint(fields=("cause", "identity_id", "part"), name="reward_movement_cause"),
            models.UniqueConstraint(fields=("of",), condition=Q(of__isnull=False), name="reward_movement_undone_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="reward_movement_amount"),
        )
        indexes = (
            models.Index(fields=("lot",), condition=Q(lot__isnull=False), name="reward_movement_lot"),
            # For counting what was taken of a program, which is little of all.
            models.Index(fields=("program_id", "kind"), condition=Q(lot__isnull=False), name="reward_movement_taken"),
            models.Index(fields=("identity_id",), name="reward_movement_person"),
            models.Index(fields=("program_id", "at_ms"), name="reward_movement_program"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}: {self.cause}"


class Lot(models.Model):
    """What is left of a grant; its number is the grant's."""

    id = models.BigIntegerField(primary_key=True)
    program_id = models.BigIntegerField()
    terms = models.IntegerField()
    identity_id = models.BigIntegerField()
    left = models.BigIntegerField()
    from_ms = models.BigIntegerField()
    until_ms = models.BigIntegerField()  # no more from that instant on

    class Meta:
        db_table = "reward_lot"
        constraints = (models.CheckConstraint(condition=Q(left__gte=0), name="reward_lot_left"),)
        indexes = (
            models.Index(fields=("identity_id", "program_id"), name="reward_lot_person"),
            models.Index(fields=("until_ms",), condition=Q(left__gt=0), name="reward_lot_until"),
            models.Index(fields=("program_id",), name="reward_lot_program"),
        )

    def __str__(self) -> str:
        return f"{self.left} left of {self.pk}"


class Counter(models.Model):
    """How much of a limit has been taken. `scope`: of what, see limits.py."""

    program_id = models.BigIntegerField()
    scope = models.CharField(max_length=120)
    count = models.BigIntegerField()

    class Meta:
        db_table = "reward_counter"
        constraints = (
            models.UniqueConstraint(fields=("program_id", "scope"), name="reward_counter_scope"),
            models.CheckConstraint(condition=Q(count__gte=0), name="reward_counter_count"),
        )

    def __str__(self) -> str:
        return f"{self.scope}: {self.count}"


class Act(models.Model):
    """Something that was asked for under a key, and what came of it: whoever asks again gets the same answer."""

    key = models.CharField(max_length=200, unique=True)
    fingerprint = models.CharField(max_length=64)  # of what was asked
    answer = models.JSONField(null=True)
    at_ms = models.BigIntegerField()

    class Meta:
        db_table = "reward_act"

    def __str__(self) -> str:
        return self.key
