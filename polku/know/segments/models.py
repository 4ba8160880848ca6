"""Tables of segments."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Segment(models.Model):
    """A rule with a name, or a list of people with a name. The rule of a list is `{"in_segment": its own number}`."""

    class Kind(models.TextChoices):
        RULE = "rule"
        LIST = "list"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.RULE)
    rule = models.JSONField()
    version = models.IntegerField(default=1)  # the newest of its versions
    is_live = models.BooleanField(default=True)  # who joins and leaves is followed, and told by events
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)
    edited_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)  # from then on nobody wants it any more, and it is not followed
    was_live = models.BooleanField(default=False)  # of an archived one: it is followed again when it is taken back

    # Whatever calls for asking everybody anew counts `edits` up: an edit, a change of the list, an edit of a segment
    # in its rule. The loop takes over what `edits` was when it began: so nothing is missed that comes meanwhile.
    edits = models.IntegerField(default=1)
    checked_edits = models.IntegerField(default=0)
    checked_at = models.DateTimeField(null=True)  # everybody was asked
    drift = models.IntegerField(default=0)  # how many were wrong when everybody was asked without an edit
    took_ms = models.IntegerField(null=True)  # asking everybody
    looked_ms = models.BigIntegerField(default=0)  # the instant up to which time alone has been followed
    trouble = models.TextField(default="")  # why it is not followed just now: see words.trouble_of

    size = models.IntegerField(null=True)  # people in it; null: nobody has counted yet
    changed_at = models.DateTimeField(null=True)  # when somebody last joined or left
    listed = models.BigIntegerField(default=0)  # of a list: how often it was changed; its copy in the columns follows

    class Meta:
        db_table = "segment"

    def __str__(self) -> str:
        return self.name

    @property
    def is_list(self) -> bool:
        return self.kind == self.Kind.LIST

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_settled(self) -> bool:
        """Everybody has been asked since the last edit."""
        return self.checked_edits == self.edits


class SegmentVersion(models.Model):
    """What a segment was from `at` on, until its next version."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    name = models.CharField(max_length=200)
    rule = models.JSONField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "segment_version"
        constraints = (models.UniqueConstraint(fields=("segment", "number"), name="segment_version_number"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class SegmentSize(models.Model):
    """How many people were in a segment at an instant, and how many joined and left since the row before."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="sizes")
    at = models.DateTimeField()
    size = models.IntegerField()
    joined = models.IntegerField(default=0)
    left = models.IntegerField(default=0)

    class Meta:
        db_table = "segment_size"
        constraints = (models.UniqueConstraint(fields=("segment", "at"), name="segment_size_at"),)

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.size}"


class ListMember(models.Model):
    """Somebody on a list, by one of their identities: whoever it belongs to now is the one."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="listed_people")
    identity_id = models.BigIntegerField(db_index=True)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "segment_list_member"
        constraints = (models.UniqueConstraint(fields=("segment", "identity_id"), name="segment_list_member_once"),)

    def __str__(self) -> str:
        return f"{self.identity_id} on {self.segment_id}"
