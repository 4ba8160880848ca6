"""Tables of imports: what was imported of each row, and the imports themselves."""

from django.db import models

from polku.know.teams.models import Member

COUPONS = "coupons"  # a kind beside those that are uploaded: history, carried on and undone in act/rewards/history


class Imported(models.Model):
    """One person or order of one source, as it was last imported: how the same file twice changes nothing."""

    id = models.BigIntegerField(primary_key=True)  # kit.ids.hash63 of kind, source and the row's own id
    content_hash = models.BigIntegerField()
    version = models.IntegerField(default=1)  # of the event that counts; 0: its import was undone, and nothing does
    top = models.IntegerField(db_default=0)  # the highest there ever was, where that is more: no event id comes twice

    class Meta:
        db_table = "imported"

    def __str__(self) -> str:
        return f"{self.id} version {self.version}"


class Amended(models.Model):
    """What counted of a row before one of its amendments: there an undo goes back to."""

    key = models.BigIntegerField()  # of `Imported`
    version = models.IntegerField()  # the amendment's
    before_version = models.IntegerField()
    before_hash = models.BigIntegerField()

    class Meta:
        db_table = "imported_amended"
        constraints = (models.UniqueConstraint(fields=("key", "version"), name="imported_amended_version"),)

    def __str__(self) -> str:
        return f"{self.key} version {self.version}, before {self.before_version}"


class Import(models.Model):
    """One file on its way in, and what became of it. The row is the work: the loop claims it and carries it on."""

    class Kind(models.TextChoices):
        PEOPLE = "people"
        ORDERS = "orders"
        CONSENTS = "consents"

    class State(models.TextChoices):
        NEW = "new"  # uploaded; its columns are being named
        CHECKING = "checking"  # the dry run is wanted, or under way
        CHECKED = "checked"
        RUNNING = "running"
        STOPPED = "stopped"  # by somebody who had enough; part of it may have been imported
        FAILED = "failed"  # see `trouble`
        DONE = "done"
        UNDOING = "undoing"
        UNDONE = "undone"
        GIVEN_UP = "given up"  # never run; its file is gone

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    file_name = models.CharField(max_length=255)  # as it was called where it came from
    stored = models.CharField(max_length=80, default="")  # as it is called in the data folder; empty: not, or no more
    refused_stored = models.CharField(max_length=80, default="")  # the same of its refused lines
    size = models.BigIntegerField(default=0)  # bytes
    source = models.CharField(max_length=200, default="Import")  # the name of where the data come from
    told = models.JSONField(default=dict)  # what was said of how to read it: see `told.py`
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=254, default="")  # as they were called then; empty: the command line
    created_ms = models.BigIntegerField()
    asked_ms = models.BigIntegerField(null=True)  # when the run was; all its events bear this time of arrival
    begun_ms = models.BigIntegerField(null=True)  # the dry run, or the run
    ended_ms = models.BigIntegerField(null=True)
    claim = models.CharField(max_length=40, default="")  # who carries it on
    claimed_ms = models.BigIntegerField(default=0)  # when they last gave a sign of life
    step = models.CharField(max_length=20, default="")  # what is being done
    at = models.BigIntegerField(default=0)  # how many lines or rows that step has behind it
    share = models.FloatField(default=0.0)  # of the step, 0 to 1
    lines = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)  # people or orders
    new = models.BigIntegerField(default=0)
    amended = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)  # lines
    reasons = models.JSONField(default=dict)  # the kind of reason → lines
    trouble = models.TextField(default="")
    undone_ms = models.BigIntegerField(null=True)
    undone_who = models.CharField(max_length=254, default="")
    forgetting_id = models.BigIntegerField(null=True)  # which takes its events out of the log

    class Meta:
        db_table = "file_import"
        indexes = (
            models.Index(
                fields=("id",),
                name="file_import_open",
                condition=models.Q(state__in=("checking", "running", "undoing")),
            ),
        )

    def __str__(self) -> str:
        return f"import {self.pk}: {self.file_name}"


class ImportBatch(models.Model):
    """A batch of the log that an import has appended; it holds nothing else."""

    seq = models.BigIntegerField(primary_key=True)
    import_id = models.BigIntegerField(db_index=True)  # no foreign key: written on a hot path

    class Meta:
        db_table = "import_batch"

    def __str__(self) -> str:
        return f"batch {self.seq} of import {self.import_id}"
