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


class Refused(Exception):
    """There is no stamp now, or it cannot be undone: one of the words above."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.word])
