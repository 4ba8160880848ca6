"""LINE's own coupons: what the account has at LINE (`LineCoupon`), and what is to be made there (`LineCouponWish`).

LINE is the truth: rows of coupons are a mirror that nobody here writes in, also of those made in LINE's own manager.
LINE changes no coupon; it makes one and closes one. It has no key by which the same request counts once, so a wish is
asked for a single time, is written down before, and where no answer came the account's list tells what became of it.

*A kind of reward* is a pair of functions of one shape, which rewards (act/rewards) and the composer use alike:

    choices(account, now=…) -> list[Choice]    what can be given now or soon, the latest first; from the mirror alone
    block(choice.id, tag=…) -> AnyBlock        what a chat holds to hand it over (say/content/chat)

Here they are `choices.choices` and `choices.block`. LINE hands this kind out by itself: there is nothing to issue to
one person, no code to draw, and nothing comes back. Whoever needs to know who took and who used a reward takes a kind
that polku keeps itself.
"""
