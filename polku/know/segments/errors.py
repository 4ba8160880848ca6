"""What can be wrong with a segment, each in words that a person knows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.know.segments.uses import Use


class SegmentError(Exception):
    """Something is wrong with a segment. `code` tells programs what, `field` where."""

    code = "segment"
    field = ""

    @property
    def sentence(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.sentence


class NameTaken(SegmentError):
    """Another segment has this name."""

    code, field = "name_taken", "name"

    def __init__(self, *, by_archived: bool = False) -> None:
        super().__init__()
        self.by_archived = by_archived

    @property
    def sentence(self) -> str:
        if self.by_archived:
            return _("A segment in the archive has this name. Give this one another, or take that one back.")
        return _("There is a segment of this name already. Give this one another.")


class SegmentInUse(SegmentError):
    """This segment is used by something else; that must let go of it first."""

    code = "in_use"

    def __init__(self, used_by: Sequence[Use]) -> None:
        super().__init__()
        self.uses = used_by

    @property
    def sentence(self) -> str:
        names = ", ".join(f"{use.what_it_is} {use.number} “{use.name}”" for use in self.uses)
        return _("This segment stays, for it is used by %(names)s.") % {"names": names}


class SegmentArchived(SegmentError):
    """What is archived is taken back before it is changed."""

    code = "archived"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @property
    def sentence(self) -> str:
        return _("The segment “%(name)s” is archived. Take it back first.") % {"name": self.name}


class NoRule(SegmentError):
    """A list of people has no rule that could be changed."""

    code, field = "is_a_list", "rule"

    @property
    def sentence(self) -> str:
        return _("This segment is a list of people: it has no rule.")


class NoList(SegmentError):
    """Who is in this segment follows from its rule; people can be put on lists only."""

    code = "is_no_list"

    @property
    def sentence(self) -> str:
        return _("Who is in this segment follows from its rule. Make a list to put people on.")
