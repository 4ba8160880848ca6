"""What somebody gets for something, as terms name it."""

import msgspec


class Prize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`program`: of coupons or of points. `amount`: of points; a coupon is one."""

    program: int
    amount: int = 1
