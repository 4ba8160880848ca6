"""The town's stores, made up, and where they stand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Store:
    name: str
    latitude: float
    longitude: float
    share: float  # of shoppers who usually come here


STORES = (
    Store("Kahvila Ekimae", 35.68124, 139.76712, 0.40),
    Store("Kahvila Kawagishi", 35.71083, 139.79652, 0.25),
    Store("Kahvila Daigaku", 35.71268, 139.76198, 0.20),
    Store("Kahvila Minato", 35.62969, 139.77542, 0.15),
)
