"""Columns of numbers (numpy), in memory only once somebody needs them: 20 MB that most processes can do without."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
else:

    class _Later:
        """The library itself, from the first time that something of it is asked for."""

        def __getattr__(self, name: str) -> Any:
            import numpy  # see above

            return getattr(numpy, name)

    np = _Later()
    Numbers = Floats = Flags = Any

__all__ = ["Flags", "Floats", "Numbers", "np"]
