"""Why somebody cannot enter or play, in a sentence for them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "not_live": _("Nothing can be entered or played now."),
    "early": _("It has not begun yet."),
    "closed": _("It is over: nobody can enter any more."),
    "age": _("It is for people who are older."),
    "age_unknown": _("It asks for an age, and we do not know your birthday. Please tell us."),
    "country": _("It is for people in other countries."),
    "segment": _("It is for other customers."),
    "places": _("Not all the places have been visited yet."),
    "quiz": _("It is entered by answering the questions."),
    "tried": _("The questions have been answered already: there is one try."),
    "missed": _("Not enough answers were right."),
    "entered": _("You have entered already."),
    "no_ticket": _("There is no ticket to play with."),
    "only_given": _("Tickets for this one are given to you. There is none yet."),
    "day": _("That is enough for today. Come back tomorrow!"),
    "full": _("All tickets have been given out."),
    "late": _("It cannot be claimed any more: the time for that is over."),
    "instant": _("This one is played, not drawn."),
    "scheduled": _("This one is drawn, not played."),
}


class Refused(Exception):
    """It cannot be done now: a word of these."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def sentence(word: str) -> str:
    return str(SENTENCES[word])
