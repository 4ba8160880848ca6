"""The people of a block as numbers from 0 on, and whose each of their names is."""

from collections.abc import Sequence

from polku.kit.arrays import Numbers, np
from polku.say.outbox.people import Addressee


class Persons:
    def __init__(self, addressees: Sequence[Addressee]) -> None:
        self._numbers: dict[int, int] = {}
        names: dict[int, int] = {}
        for one in addressees:
            number = self._numbers.setdefault(one.recipient.profile_id, len(self._numbers))
            for name in one.identity_ids:
                names[name] = number
        found = np.fromiter(names.keys(), np.int64, len(names))
        order = np.argsort(found)
        self.names: Numbers = found[order]  # ascending
        self.whose: Numbers = np.fromiter(names.values(), np.int64, len(names))[order]

    def __len__(self) -> int:
        return len(self._numbers)

    def of(self, addressee: Addressee) -> int:
        return self._numbers[addressee.recipient.profile_id]
