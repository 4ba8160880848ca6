"""Tables of the log."""

from django.db import models


class LogBatch(models.Model):
    """One append: events that were accepted together. An event's address is (`seq`, its index in the payload)."""

    seq = models.BigAutoField(primary_key=True)
    received_ms = models.BigIntegerField()
    source = models.BigIntegerField()  # know.teams.Source, or 0 for polku itself; no foreign key, the log outlives it
    count = models.IntegerField()
    payload = models.BinaryField()  # see envelope.py

    class Meta:
        db_table = "log_batch"

    def __str__(self) -> str:
        return f"batch {self.seq}"


class Cursor(models.Model):
    """How far a reader has come: everything up to `seq` has had its effect. Moved in the transaction of that effect."""

    reader = models.CharField(max_length=40, primary_key=True)
    seq = models.BigIntegerField(default=0)
    moved_ms = models.BigIntegerField(default=0)
    trouble = models.TextField(default="")  # why it stands still, in a sentence; empty when all is well
    trouble_since_ms = models.BigIntegerField(null=True)
    note = models.TextField(default="")  # the reader's own memory, for example what it was about to write

    class Meta:
        db_table = "log_cursor"

    def __str__(self) -> str:
        return f"{self.reader} at {self.seq}"


class Seen(models.Model):
    """Every event id that was ever accepted, as 63 + 63 bits of its hash: how the same id twice becomes one event."""

    hash = models.BigIntegerField(primary_key=True)
    check_hash = models.BigIntegerField()

    class Meta:
        db_table = "log_seen"

    def __str__(self) -> str:
        return str(self.hash)


class Duplicate(models.Model):
    """The events of one batch that had been accepted before; readers step over them."""

    seq = models.BigIntegerField(primary_key=True)
    indexes = models.TextField()  # JSON array

    class Meta:
        db_table = "log_duplicate"

    def __str__(self) -> str:
        return f"duplicates in batch {self.seq}"


class Refusal(models.Model):
    """An event that was not accepted, and why. Only the newest are kept."""

    received_ms = models.BigIntegerField(db_index=True)
    source = models.BigIntegerField()
    reason = models.CharField(max_length=40)  # the name of the check
    detail = models.TextField()
    event = models.TextField()  # its beginning, as it came

    class Meta:
        db_table = "log_refusal"

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class Wish(models.Model):
    """Something that one process asks of the one that runs the loops, for example to rebuild the column store."""

    REBUILD_COLUMNS = "rebuild columns"
    RECOUNT_ORDERS = "recount orders"

    name = models.CharField(max_length=40, primary_key=True)
    asked_ms = models.BigIntegerField()

    class Meta:
        db_table = "wish"

    def __str__(self) -> str:
        return self.name


class Forgetting(models.Model):
    """Somebody, or some events, to be forgotten. Once that is done only numbers are left, nothing that leads back."""

    class What(models.TextChoices):
        PEOPLE = "people"
        EVENTS = "events"

    class State(models.TextChoices):
        ASKED = "asked"
        WORKING = "working"  # found again after a crash, and done from the beginning: every step may be done twice
        DONE = "done"

    what = models.CharField(max_length=10, choices=What.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    step = models.CharField(max_length=40, default="")  # what is being done, for those who watch
    asked_ms = models.BigIntegerField()
    at_seq = models.BigIntegerField(default=0)  # the end of the log then: what comes later is somebody new
    by = models.CharField(max_length=254, default="")  # a member, a key, "themselves", "polku"
    reason = models.CharField(max_length=300, default="")
    done_ms = models.BigIntegerField(null=True)
    todo = models.TextField(default="")  # JSON: whom, or which events; empty once it is done
    counts = models.TextField(default="{}")  # JSON object: what was forgotten → how many
    trouble = models.TextField(default="")

    class Meta:
        db_table = "forgetting"
        indexes = (models.Index(fields=("state",), name="forgetting_open", condition=~models.Q(state="done")),)

    def __str__(self) -> str:
        return f"forgetting {self.pk}"


class KeepFor(models.Model):
    """How long one kind of data is kept. Without a row: for ever."""

    kind = models.CharField(max_length=20)  # see retention.py
    name = models.CharField(max_length=400, default="")  # of events: one name only; "": all others
    days = models.IntegerField()
    changed_ms = models.BigIntegerField()
    by = models.CharField(max_length=254, default="")
    looked_ms = models.BigIntegerField(default=0)  # when nothing more was found to forget
    forgotten = models.BigIntegerField(default=0)  # since it was decided

    class Meta:
        db_table = "keep_for"
        constraints = (models.UniqueConstraint(fields=("kind", "name"), name="keep_for_kind_name"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.days} days"
