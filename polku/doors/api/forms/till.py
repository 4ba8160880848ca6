"""What programs of tills send, and what they are answered."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AwareDatetime, Field

from polku.doors.api.forms.base import Currency, Given, Text
from polku.doors.api.forms.reward_uses import BasketIn

Minor = Annotated[int, Field(ge=1, le=10**12, strict=True)]
VISIT = "As the customer's answer gave it: good for a day, for whoever asked"
A_VISIT = "NDcxMSA.19abc.Zm9v"


class TillPress(Given):
    store: Annotated[Text, Field(max_length=80)] = Field("", description="Where, if at a store", examples=["kallio"])
    told_at: AwareDatetime | None = Field(
        None,
        description="When it was pressed, by the till's own clock: written down, and conditions of time look at it "
        "where it waited for a line, up to a day",
        examples=["2026-11-21T10:00:00Z"],
    )
    sent_at: AwareDatetime | None = Field(
        None,
        description="When it is sent, by the same clock: however wrong it is, how long it waited is right then",
        examples=["2026-11-21T10:04:00Z"],
    )


class TillCustomerIn(Given):
    code: Annotated[Text, Field(min_length=1, max_length=200)] = Field(
        description="The code on the phone or of a coupon; or an e-mail address, a phone or a member's number",
        examples=["7Q2M-K4TC-5H9Y-0C3X"],
    )
    store: Annotated[Text, Field(max_length=80)] = Field("", description="Where, if at a store", examples=["kallio"])
    currency: Currency | None = Field(None, description="Three letters (ISO 4217); null: the team's", examples=["EUR"])


class TillCoupon(Schema):
    coupon: str = Field(description="The coupon", examples=["0000000000c4t"])
    program: int = Field(description="Of which program", examples=[4])
    title: str = Field(description="As customers see it", examples=["A tenth off all tea"])
    line: str = Field(description="What it gives, and when, in one line", examples=["10% off · From €8.00 on"])
    uses_left: int = Field(description="So often it can still be used", examples=[1])
    ends: datetime | None = Field(description="Until then; null: for good", examples=["2026-12-21T22:00:00Z"])
    why: str = Field(description="Why not here and now; empty: it can be used", examples=[""])
    is_shown: bool = Field(description="Its code was the one that was read", examples=[True])
    asks_off: bool = Field(description="Say with its use what it took off: `off_minor`", examples=[False])


class TillToGive(Schema):
    program: int = Field(description="Of which program: for `till/grants`", examples=[4])
    title: str = Field(description="As customers see it", examples=["A tenth off all tea"])
    line: str = Field(description="What it gives, and when, in one line", examples=["10% off · From €8.00 on"])
    why: str = Field(description="Why they get none now; empty: it can be given", examples=[""])


class TillCard(Schema):
    program: int = Field(description="Of which program: for `till/stamps`", examples=[5])
    title: str = Field(description="As customers see it", examples=["Ten cups"])
    has: int = Field(description="So many stamps are on it", examples=[7])
    size: int = Field(description="So many there is room for", examples=[10])
    is_by_order: bool = Field(description="A purchase that is recorded brings its stamps by itself", examples=[False])


class TillDiscount(Schema):
    program: int = Field(description="Which discount: for `till/uses`", examples=[9])
    title: str = Field(description="As customers see it", examples=["Tea Tuesday"])
    line: str = Field(description="What it gives, and when, in one line", examples=["5% off · On everything"])
    why: str = Field(description="Why not any more; empty: it can be used", examples=[""])
    asks_off: bool = Field(description="Say with its use what it took off: `off_minor`", examples=[False])


class TillReward(Schema):
    reward: int = Field(description="Its place: for `till/spending`", examples=[1])
    title: str = Field(description="As customers see it", examples=["A cup of tea"])
    points: int = Field(description="So many points it costs", examples=[300])


class TillBalance(Schema):
    program: int = Field(description="Of which program: for `till/points` and `till/spending`", examples=[6])
    title: str = Field(description="As customers see it", examples=["Leaves"])
    left: int = Field(description="So many can be spent", examples=[230])
    unit: str = Field(description="What they are called; empty: points", examples=["beans"])
    worth_minor: int | None = Field(description="What they take off a price; null: nothing", examples=[230])
    least: int | None = Field(description="So many of them at once; null: they take nothing off", examples=[100])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    rewards: list[TillReward] = Field(description="What there is for them")


class TillCustomer(Schema):
    visit: str = Field(description="For the acts that follow: good for a day, for whoever asked", examples=[A_VISIT])
    person: str = Field(description="The person's id", examples=["0c5h9yq7m2k4t"])
    first_name: str = Field(description="Empty where they have not told one", examples=["Devi"])
    rank: str = Field(description="Their rank, as customers read it; empty: none", examples=["Silver"])
    coupons: list[TillCoupon] = Field(description="The one that was read, then what can be used, then the others")
    more: int = Field(
        description="So many more coupons they have: show the code of the one that is meant", examples=[0]
    )
    to_give: list[TillToGive] = Field(description="Coupons that staff may give them here")
    discounts: list[TillDiscount] = Field(description="Automatic discounts that hold here and now")
    cards: list[TillCard] = Field(description="Stamp cards that are stamped here")
    balances: list[TillBalance] = Field(description="Points")


class TillUseIn(TillPress):
    code: Annotated[Text, Field(max_length=200)] = Field(
        "", description="Of the coupon, as it was typed or scanned", examples=["7Q2M-K4TC-5H9Y-0C3X"]
    )
    coupon: Annotated[Text, Field(max_length=40)] = Field(
        "", description="Or one that the visit showed", examples=["0000000000c4t"]
    )
    program: int | None = Field(
        None, description="Or an automatic discount; without a visit it is of nobody", examples=[None], strict=True
    )
    visit: Annotated[Text, Field(max_length=500)] = Field(
        "", description=f"{VISIT}. A shared code needs it", examples=[A_VISIT]
    )
    amount_minor: Minor | None = Field(
        None, description="What is bought, in the currency's smallest unit, where that is known", examples=[1250]
    )
    off_minor: Minor | None = Field(
        None,
        description="What it took off, where the amount alone does not say it: of a coupon for some goods, say. No "
        "more than the amount and its terms allow",
        examples=[None],
    )
    currency: Currency | None = Field(None, description="Three letters (ISO 4217); null: the team's", examples=["EUR"])


class TillUsed(Schema):
    act: int = Field(description="By this number it can be undone", examples=[815])
    use: int = Field(description="The movement of the ledger", examples=[9120])
    coupon: str = Field("", description="Which coupon", examples=["0000000000c4t"])
    title: str = Field(description="As customers see it", examples=["A tenth off all tea"])
    off_minor: int = Field(description="What it takes off, where that can be said", examples=[125])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    is_new: bool = Field(description="False: it has happened before, and this is the first answer", examples=[True])


class TillStampsIn(TillPress):
    visit: Annotated[Text, Field(min_length=1, max_length=500)] = Field(description=VISIT, examples=[A_VISIT])
    program: int = Field(description="Which card, by its program", examples=[5], strict=True)
    count: Annotated[int, Field(ge=1, le=50, strict=True)] = Field(1, description="How many stamps", examples=[1])


class TillStamped(Schema):
    act: int = Field(description="By this number it can be undone", examples=[815])
    program: int = Field(description="Of which program", examples=[5])
    title: str = Field(description="As customers see it", examples=["Ten cups"])
    has: int = Field(description="So many stamps are on the card now", examples=[8])
    size: int = Field(description="So many there is room for", examples=[10])
    filled: int = Field(description="So many cards became full", examples=[0])
    rewards: list[str] = Field(description="What there was for it", examples=[["A cup of tea"]])
    missed: list[str] = Field(
        [], description="What could not be given: none left, over, or they have had their share", examples=[[]]
    )
    is_new: bool = Field(description="False: it has happened before, and this is the first answer", examples=[True])


class TillPointsIn(TillPress):
    visit: Annotated[Text, Field(min_length=1, max_length=500)] = Field(description=VISIT, examples=[A_VISIT])
    program: int = Field(description="Which points, by their program", examples=[6], strict=True)
    points: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = Field(
        None, description="So many; or", examples=[50]
    )
    amount_minor: Minor | None = Field(
        None,
        description="what was paid, where no order tells it: the program's rules count",
        examples=[None],
    )


class TillPointsGiven(Schema):
    act: int = Field(description="By this number it can be undone", examples=[815])
    program: int = Field(description="Of which program", examples=[6])
    points: int = Field(description="So many were given", examples=[50])
    left: int = Field(description="So many can be spent now", examples=[280])
    is_new: bool = Field(description="False: it has happened before, and this is the first answer", examples=[True])


class TillSpendIn(TillPress):
    visit: Annotated[Text, Field(min_length=1, max_length=500)] = Field(description=VISIT, examples=[A_VISIT])
    program: int = Field(description="Which points, by their program", examples=[6], strict=True)
    amount_minor: Minor | None = Field(
        None, description="What there is to pay: points take no more off. Or else `reward`", examples=[1250]
    )
    points: Annotated[int, Field(ge=1, le=10**12, strict=True)] | None = Field(
        None, description="So many off the amount; null: as many as there are for it", examples=[300]
    )
    reward: Annotated[int, Field(ge=1, le=1_000, strict=True)] | None = Field(
        None, description="Which of the program's rewards", examples=[None]
    )
    currency: Currency | None = Field(None, description="Three letters (ISO 4217); null: the team's", examples=["EUR"])


class TillSpent(Schema):
    act: int = Field(description="By this number it can be undone", examples=[815])
    program: int = Field(description="Of which program", examples=[6])
    title: str = Field(description="The reward, or the points, as customers see it", examples=["Leaves"])
    spending: int = Field(description="The movement of the ledger", examples=[9120])
    points: int = Field(description="So many were spent", examples=[300])
    off_minor: int = Field(description="So much is off the price", examples=[300])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    to_pay_minor: int | None = Field(description="What is left to pay; null: it was for a reward", examples=[950])
    left: int = Field(description="So many points can be spent now", examples=[30])
    is_new: bool = Field(description="False: it has happened before, and this is the first answer", examples=[True])


class TillPurchaseIn(TillPress):
    visit: Annotated[Text, Field(min_length=1, max_length=500)] = Field(description=VISIT, examples=[A_VISIT])
    amount_minor: Minor = Field(description="What was paid, in the currency's smallest unit", examples=[1250])
    currency: Currency | None = Field(None, description="Three letters (ISO 4217); null: the team's", examples=["EUR"])
    receipt: Annotated[Text, Field(max_length=100)] = Field(
        "", description="The till's number of it: an order that is reported under it too is one", examples=["K7-0815"]
    )
    discounts: Annotated[list[Annotated[int, Field(strict=True)]], Field(max_length=50)] = Field(
        default_factory=list, description="Automatic discounts it was priced with, by their programs", examples=[[9]]
    )
    basket: BasketIn | None = Field(None, description="What these were taken off: needed with them")


class TillTakenOff(Schema):
    program: int = Field(description="Which discount", examples=[9])
    use: int = Field(description="The movement of the ledger", examples=[9121])
    off_minor: int = Field(description="What it took off the basket", examples=[65])


class TillPurchase(Schema):
    act: int = Field(description="By this number it can be undone", examples=[815])
    order: str = Field(description="The order's number", examples=["K7-0815"])
    amount_minor: int = Field(description="What was paid", examples=[1250])
    currency: str = Field(description="Three letters (ISO 4217)", examples=["EUR"])
    discounts: list[TillTakenOff] = Field([], description="The discounts that were recorded with it")
    is_new: bool = Field(description="False: it has happened before, and this is the first answer", examples=[True])


class TillUndoIn(TillPress):
    act: int = Field(description="Which act, by its number", examples=[815], strict=True)


class TillUndone(Schema):
    act: int = Field(description="The number of the undoing", examples=[816])
    undone: int = Field(description="Of what was undone", examples=[815])
    is_new: bool = Field(description="False: it has happened before, and this is the first answer", examples=[True])


class TillActOut(Schema):
    act: int = Field(description="Its number", examples=[815])
    kind: str = Field(description="use, give, stamps, points, spend, purchase, friend or undo", examples=["use"])
    at: datetime = Field(description="By our clock", examples=["2026-11-21T10:00:02Z"])
    told_at: datetime | None = Field(description="By the till's", examples=["2026-11-21T10:00:00Z"])
    by: str = Field(description="Which member or key", examples=["key:2"])
    first_name: str = Field(description="Whom it was for", examples=["Devi"])
    program: str = Field(description="Of which program, by its name", examples=["Autumn tea"])
    amount: int = Field(description="So many uses, stamps or points", examples=[1])
    money_minor: int = Field(description="What was paid, or taken off", examples=[125])
    currency: str = Field(description="Of that", examples=["EUR"])
    is_undone: bool = Field(description="It has been undone", examples=[False])
    of: int | None = Field(description="Which act this undoes", examples=[None])


class TillToday(Schema):
    acts: list[TillActOut] = Field(description="Since midnight by the store's clock, the newest first; 200 at the most")


def shown(answer: dict[str, Any], *, is_new: bool) -> dict[str, Any]:
    return answer | {"is_new": is_new}
