"""Tables of people. Identities' numbers come from `kit.ids.identity_id`; a profile has its leading one."""

from typing import ClassVar

from django.db import models


class Profile(models.Model):
    """One person as of now: what their identities say, taken together. `id` is that of their leading identity.

    Other rooms keep identity numbers, not profile numbers, and find the person through `Identity.profile_id`:
    so nothing has to be moved when people merge or part.
    """

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=400, default="")
    email = models.CharField(max_length=400, default="")
    phone = models.CharField(max_length=100, default="")
    traits = models.TextField(default="{}")  # JSON object: field → value
    first_seen_ms = models.BigIntegerField()
    last_seen_ms = models.BigIntegerField()  # row.NEVER: they have only been told of (an import, a passive identify)
    orders = models.IntegerField(default=0)
    revenue_minor = models.BigIntegerField(default=0)  # net of refunds, in the team's currency

    class Meta:
        db_table = "profile"
        indexes = (models.Index(fields=("last_seen_ms", "id"), name="profile_last_seen"),)

    def __str__(self) -> str:
        return self.name or self.email or str(self.id)


class Identity(models.Model):
    """One name for a person, and what was said under it. Everything a profile shows is made of its identities' rows."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=512)
    profile_id = models.BigIntegerField(db_index=True)
    traits = models.TextField(default="{}")  # JSON object: field → [value, time_ms, event id]; the newest stamp wins
    first_seen_ms = models.BigIntegerField()
    last_seen_ms = models.BigIntegerField()
    orders = models.IntegerField(default=0)
    revenue_minor = models.BigIntegerField(default=0)
    is_shared = models.BooleanField(default=False)  # claimed by so many people that it tells nobody apart
    is_named = models.BooleanField(default=True)  # False while only an alias has spoken of it
    has_spoken = models.BooleanField(default=True)  # an event came under it; False: only claimed by others' identify

    class Meta:
        db_table = "identity"

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Link(models.Model):
    """Two identities were said to be one person. The earliest saying counts (by time, then event id)."""

    low_id = models.BigIntegerField()  # the smaller of the two identity numbers
    high_id = models.BigIntegerField()
    at_ms = models.BigIntegerField(null=True)  # null: a verdict came, the saying not yet
    event_id = models.CharField(max_length=200, default="")
    is_explicit = models.BooleanField(default=False)  # an alias said it, not only an identify
    is_cut = models.BooleanField(default=False)  # undone by a member; the newest verdict counts
    verdict_ms = models.BigIntegerField(null=True)
    verdict_id = models.CharField(max_length=200, default="")
    rule = models.CharField(max_length=40, default="")  # which rule refuses it, see kinds.py; empty: none

    class Meta:
        db_table = "identity_link"
        constraints = (models.UniqueConstraint(fields=("low_id", "high_id"), name="identity_link_pair"),)
        indexes = (models.Index(fields=("high_id",), name="identity_link_high"),)

    def __str__(self) -> str:
        return f"{self.low_id} – {self.high_id}"


class RefusedLinks(models.Manager["Refused"]):
    def get_queryset(self) -> models.QuerySet["Refused"]:
        return super().get_queryset().exclude(rule="")


class Refused(Link):
    """A merge that was asked for and not made: a link against which a rule speaks."""

    objects: ClassVar[RefusedLinks] = RefusedLinks()

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.low_id} – {self.high_id}: {self.rule}"


class Merge(models.Model):
    """A link that made one person of two who had both been seen; and whether a member has undone it.

    Derived from the links in their order (see resolve.py), so it does not depend on the order of arrival.
    """

    low_id = models.BigIntegerField()  # the link
    high_id = models.BigIntegerField()
    profile_id = models.BigIntegerField(db_index=True)  # the person who remained, as of now
    absorbed_id = models.BigIntegerField(db_index=True)  # what the other one's number was
    identities = models.TextField()  # JSON array: the identities that came with the absorbed one
    event_id = models.CharField(max_length=200)
    at_ms = models.BigIntegerField()
    undone_at_ms = models.BigIntegerField(null=True)
    undone_by = models.CharField(max_length=254, default="")

    class Meta:
        db_table = "merge"
        constraints = (models.UniqueConstraint(fields=("low_id", "high_id"), name="merge_pair"),)

    def __str__(self) -> str:
        return f"{self.absorbed_id} into {self.profile_id}"


class Changed(models.Model):
    """Profiles and identities whose row in the column store is old. Written by the fold, taken by the columns."""

    id = models.BigIntegerField(primary_key=True)
    at_seq = models.BigIntegerField()

    class Meta:
        db_table = "people_changed"

    def __str__(self) -> str:
        return str(self.id)


class Regrouped(models.Model):
    """Numbers of people who were merged or parted. Written by the fold of people, taken by the one of segments."""

    id = models.BigIntegerField(primary_key=True)
    at_seq = models.BigIntegerField()

    class Meta:
        db_table = "people_regrouped"

    def __str__(self) -> str:
        return str(self.id)


class PeopleDay(models.Model):
    """People first seen on one day (UTC). Kept with every change of a profile: an absorbed one is taken off its day."""

    day = models.IntegerField(primary_key=True)  # days since 1970
    people = models.IntegerField(default=0)

    class Meta:
        db_table = "people_day"

    def __str__(self) -> str:
        return f"day {self.day}: {self.people}"
