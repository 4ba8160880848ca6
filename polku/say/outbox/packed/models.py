"""The tables of packed messages, and the view that counts them together with the others."""

from django.db import models

WAITING = models.Q(state__in=("asked", "claimed"))
APART = "apart"  # of an outcome: these messages have rows of their own


class MessageBlock(models.Model):
    """Up to some hundred messages of one cause on one channel; small, for it changes with every slice."""

    class State(models.TextChoices):
        ASKED = "asked"
        CLAIMED = "claimed"
        SETTLED = "settled"

    cause = models.CharField(max_length=80)
    channel = models.CharField(max_length=40)
    campaign_id = models.BigIntegerField(null=True)
    version = models.SmallIntegerField(db_default=0)  # which of the cause's wordings
    first_id = models.BigIntegerField(unique=True)  # the message of the first recipient; the others follow
    size = models.IntegerField()  # recipients
    first_identity = models.BigIntegerField()
    last_identity = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    due_ms = models.BigIntegerField()  # asked: when it may go; claimed: when the claim ends
    planned_ms = models.BigIntegerField()  # when it was to go: its place in the queue
    claim = models.IntegerField(default=0)  # claims so far: the number of the one that holds it
    attempts = models.IntegerField(default=0)  # claims of the slice in hand
    done = models.IntegerField(default=0)  # recipients of whom it is known what became
    taken = models.IntegerField(default=0)  # recipients that have been taken in hand
    asked_ms = models.BigIntegerField()

    class Meta:
        db_table = "message_block"
        constraints = (models.UniqueConstraint(fields=("cause", "first_identity"), name="message_block_cause"),)
        indexes = (
            models.Index(fields=("channel", "due_ms"), name="message_block_due", condition=WAITING),
            models.Index(fields=("campaign_id",), name="message_block_campaign"),
            models.Index(fields=("first_identity", "last_identity"), name="message_block_people"),
        )

    def __str__(self) -> str:
        return f"{self.size} of {self.cause}"


class MessageRecipients(models.Model):
    """The people of a block, written once: identities as 64-bit numbers, ascending. 0: erased since."""

    block = models.OneToOneField(MessageBlock, primary_key=True, on_delete=models.CASCADE)
    identities = models.BinaryField()

    class Meta:
        db_table = "message_recipients"

    def __str__(self) -> str:
        return f"recipients of {self.block_id}"


class MessageOutcome(models.Model):
    """What became of some of a block, at once. Written once and never changed."""

    block = models.ForeignKey(MessageBlock, on_delete=models.CASCADE)
    cause = models.CharField(max_length=80)
    channel = models.CharField(max_length=40)
    campaign_id = models.BigIntegerField(null=True)
    version = models.SmallIntegerField(db_default=0)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)
    settled_ms = models.BigIntegerField()
    count = models.IntegerField()
    places = models.BinaryField()  # which: places in the block as 16-bit numbers, ascending

    class Meta:
        db_table = "message_outcome"
        indexes = (
            models.Index(fields=("campaign_id", "state"), name="message_outcome_campaign"),
            models.Index(fields=("settled_ms",), name="message_outcome_settled"),
        )

    def __str__(self) -> str:
        return f"{self.count} {self.state} of {self.block_id}"


class MessageCounted(models.Model):
    """Every message, packed or not, counted: `count` is to be summed up. A view, made by a migration.

    What alters one of its tables drops it before and makes it again after."""

    cause = models.CharField(max_length=80, primary_key=True)  # no key: Django wants one
    campaign_id = models.BigIntegerField(null=True)
    version = models.SmallIntegerField()
    channel = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)
    due_ms = models.BigIntegerField()
    settled_ms = models.BigIntegerField(null=True)
    count = models.IntegerField()

    class Meta:
        managed = False
        db_table = "message_counted"

    def __str__(self) -> str:
        return f"{self.count} {self.state} of {self.cause}"
