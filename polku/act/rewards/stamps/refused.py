"""Why there is no stamp, in a word and in a sentence."""

from django.utils.translation import gettext_lazy as _

NOT_LIVE, STORE, NOTHING, FINISHED = "not_live", "store", "nothing", "finished"
DAY, HOUR, PLACE = "day", "hour", "place"
LATER, SPENT, GONE = "later", "spent", "gone"

SENTENCES = {
    NOT_LIVE: _("No stamps are given now."),
    STORE: _("This card is stamped at other stores."),
    NOTHING: _("This purchase brings no stamp."),
    FINISHED: _("They have filled as many of these cards as there are for one person."),
    DAY: _("They have got as many stamps today as there are in a day."),
    HOUR: _("They have just got a stamp: the next one is a little later."),
    PLACE: _("They have got as many stamps here today as there are in a day."),
    LATER: _("The card was filled and stamped again since: undo the later stamp first."),
    SPENT: _("What there was for this stamp has been used: the stamp stays."),
    GONE: _("This stamp has been undone already, or its time is over."),
}
# The same to whoever holds the card.
OWN_SENTENCES = {
    NOT_LIVE: _("There are no stamps on this card at the moment."),
    STORE: _("This card is stamped at other stores."),
    NOTHING: _("This card is not stamped by scanning. Please ask at the till."),
    FINISHED: _("You have filled as many of these cards as there are for one person. Thank you!"),
    DAY: _("You have all of today’s stamps already. See you tomorrow!"),
    HOUR: _("You have just got a stamp. The next one is there a little later."),
    PLACE: _("You have all of today’s stamps of this place already. See you tomorrow!"),
}


class Refused(Exception):
    """There is no stamp now, or it cannot be undone: one of the words above."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.word])

    @property
    def own_sentence(self) -> str:
        return str(OWN_SENTENCES[self.word])
