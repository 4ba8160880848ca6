"""The kinds of items, in the order in which conditions are tried against them."""

from polku.doors.web.segments.builder.kinds.comparison import Comparison
from polku.doors.web.segments.builder.kinds.consent import Consent
from polku.doors.web.segments.builder.kinds.did import Did
from polku.doors.web.segments.builder.kinds.group import Group, Json
from polku.doors.web.segments.builder.kinds.in_segment import InSegment
from polku.doors.web.segments.builder.kinds.kind import Kind
from polku.doors.web.segments.builder.kinds.number import One, Other
from polku.doors.web.segments.builder.kinds.occurrence import Occurrence, ThatWhere, WhichWhere
from polku.doors.web.segments.builder.kinds.of_campaign import OfCampaign
from polku.doors.web.segments.builder.kinds.reachable import Reachable
from polku.doors.web.segments.builder.kinds.rewards import Balance, HasReward, Rank, UsedReward
from polku.doors.web.segments.builder.kinds.rfm import Rfm
from polku.doors.web.segments.builder.kinds.sample import Sample
from polku.doors.web.segments.builder.kinds.sequence import Sequence
from polku.doors.web.segments.builder.kinds.step import Gap, Step
from polku.doors.web.segments.builder.kinds.trait import Trait
from polku.doors.web.segments.builder.kinds.where import Where

ROWS: tuple[Kind, ...] = (
    Did(),
    Trait(),
    InSegment(),
    Occurrence(),
    Sequence(),
    Comparison(),
    Reachable(),
    Consent(),
    OfCampaign(),
    HasReward(),
    UsedReward(),
    Balance(),
    Rank(),
    Rfm(),
    Sample(),
)  # one condition each
PARTS: tuple[Kind, ...] = (Where(), Step(), Gap(), WhichWhere(), ThatWhere(), One(), Other())  # stand in a row only
KINDS: dict[str, Kind] = {kind.name: kind for kind in (Group(), *ROWS, *PARTS, Json())}
