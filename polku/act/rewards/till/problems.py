"""Why something was not done at the till: a word for programs, a sentence for whoever stands there."""

from django.utils.translation import gettext_lazy as _

UNKNOWN, NO_COUPON, STALE, OVER, SERVED = "unknown", "no_coupon", "stale", "visit_over", "served"
STORE, NO_STORE, OTHER_REQUEST, AMOUNT = "store", "no_store", "other_request", "amount"
NO_ACT, LATE, NOT_UNDONE, NO_RIGHT = "no_act", "late", "not_undone", "no_right"
NO_PROGRAM, NO_POINTS, WAIT, MALFORMED = "no_program", "no_points", "wait", "malformed"
FRIEND, OWN_LINK, NO_LINK = "friend", "own_link", "no_link"  # codes of friends' links
SHARED, NOT_THEIRS = "shared", "not_theirs"  # codes that everybody shows
CURRENCY, RECEIPT, MUCH = "currency", "receipt", "much"
REFUSED = "refused"  # by the program itself, which says why

SENTENCES = {
    UNKNOWN: _("Nobody is known by this. Check it, or ask for the code on the phone."),
    NO_COUPON: _("Nobody has a coupon with this code."),
    STALE: _("This code is too old: ask the customer to show the one that is on the phone now."),
    OVER: _("This customer was served too long ago: scan the code again."),
    SERVED: _("This code has been used for that already: ask the customer to show a new one."),
    STORE: _("You serve at other stores."),
    NO_STORE: _("Say at which of your stores."),
    OTHER_REQUEST: _("This key was used for something else before: an act of its own needs a key of its own."),
    AMOUNT: _("Give an amount above zero."),
    NO_ACT: _("There is nothing of this number to undo."),
    LATE: _("That was too long ago to be undone at the till."),
    NOT_UNDONE: _("It has been undone already, or what it gave has been used since."),
    NO_RIGHT: _("A manager undoes this."),
    NO_PROGRAM: _("There is no such program, or it gives nothing of this kind."),
    NO_POINTS: _("There are no points for this now."),
    FRIEND: _("This is the code of a friend’s link. Find the customer first, then type it again."),
    OWN_LINK: _("This is the code of their own link: it is for friends."),
    NO_LINK: _("This code is of nobody, or what it is for is over."),
    SHARED: _("Everybody shows this code. Find the customer first, then type or scan it again."),
    NOT_THEIRS: _("They have no coupon with this code, or it has been used already."),
    CURRENCY: _("There is no such currency."),
    RECEIPT: _("A receipt of this number was recorded before. Each needs its own: put store and day into it."),
    MUCH: _("So many points at once are given by a manager."),
    MALFORMED: _("This was not understood: load the page again."),
    WAIT: _("Too many codes that nobody has: wait a few minutes, then try again."),
}


class TillProblem(Exception):
    """`word` for programs, `sentence` for people. `wait_s`: try again after so many seconds."""

    def __init__(self, word: str, sentence: str = "", *, wait_s: int = 0) -> None:
        super().__init__(sentence or word)
        self.word, self.wait_s = word, wait_s
        self.sentence = sentence or str(SENTENCES[word])
