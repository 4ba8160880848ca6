"""The meaning of rules once more, slow and obvious: what SQL has to agree with. Knows nothing of the program.

One file a leaf; each adds itself to `meaning.LEAVES`.
"""

from tests.know.rules.oracle import compare, did, occurrence, sequence, trait  # noqa: F401 - they add what they mean
from tests.know.rules.oracle.meaning import holds
from tests.know.rules.oracle.people import At, Event, Somebody

__all__ = ["At", "Event", "Somebody", "holds"]
