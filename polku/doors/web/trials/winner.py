"""Choosing by hand which version the rest gets."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.trials.decide import NotOnTrial, decide
from polku.act.campaigns.trials.models import Trial
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.doors.web.widgets.amounts import number as as_number
from polku.kit import clock
from polku.kit.columns import ColumnsError


@require_POST
def chosen(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch"), pk=campaign_id)
    number = whole_number(request.POST.get("number"))
    try:
        asked = decide(row, -1 if number is None else number, why=Trial.Why.CHOSEN, by=request.user, now=clock.now())
    except NotOnTrial:
        messages.error(request, _("It has been decided already, or there is nothing to choose."))
    except ColumnsError:
        messages.error(request, _("Nobody can be asked at the moment; the column store is not there."))
    else:
        sentence = ngettext("It goes to %(count)s more person.", "It goes to %(count)s more people.", asked)
        messages.success(request, sentence % {"count": as_number(asked)})
    return redirect("campaign", row.pk)
