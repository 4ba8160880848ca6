"""Addresses of the pages of rewards."""

from polku.doors.web.page import Page
from polku.doors.web.programs import acts, giving, goods, listed, new, program
from polku.doors.web.programs.draws import acts as draws
from polku.doors.web.programs.friends import card as friends
from polku.doors.web.programs.offer import card as offers
from polku.doors.web.programs.stamps import screen

PAGES = (
    Page("rewards.see", "rewards", listed.programs, "rewards"),
    Page("rewards.edit", "rewards/goods/<str:part>", goods.goods, "program goods"),
    Page("rewards.edit", "rewards/new", new.kinds, "program new"),
    Page("rewards.edit", "rewards/new/<str:kind>", new.form, "program new kind"),
    Page("rewards.edit", "rewards/new/<str:kind>/preview", new.preview, "program preview"),
    Page("rewards.see", "rewards/<int:program_id>", program.program, "program"),
    Page("rewards.edit", "rewards/<int:program_id>/edit", new.edit, "program edit"),
    Page("rewards.see", "rewards/<int:program_id>/errands", giving.progress, "program errands"),
    Page("rewards.give", "rewards/<int:program_id>/give", giving.give, "program give"),
    Page("rewards.give", "rewards/<int:program_id>/withdrawal", giving.withdraw, "program withdrawal"),
    Page(
        "rewards.give",
        "rewards/<int:program_id>/errands/<int:errand_id>/stop",
        giving.stopped,
        "program errand stopped",
    ),
    Page("rewards.give", "rewards/<int:program_id>/state", acts.become, "program state"),
    Page("rewards.edit", "rewards/<int:program_id>/copy", acts.copied, "program copy"),
    Page("rewards.edit", "rewards/<int:program_id>/removal", acts.removed, "program removal"),
    Page("rewards.give", "rewards/<int:program_id>/friends/<int:referral_id>", friends.decide, "program friend"),
    Page("rewards.give", "rewards/<int:program_id>/places/<int:place_id>", offers.give_back, "program place"),
    Page("people.export", "rewards/<int:program_id>/record.csv", draws.as_csv, "draw record", also="rewards.see"),
    Page("rewards.give", "rewards/<int:program_id>/prizes/<int:number>", draws.handed, "draw handed"),
    Page(
        "rewards.give",
        "rewards/<int:program_id>/prizes/<int:number>/disqualification",
        draws.disqualified,
        "draw disqualified",
    ),
    Page("rewards.give", "rewards/<int:program_id>/screens", screen.renewed, "program screen"),
    Page("rewards.give", "rewards/<int:program_id>/mixing", draws.mixed, "draw mixing"),
)
