"""Posts that are published by hand: written, looked at with what there is to copy, ticked when done."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from polku.act.plan import posts
from polku.act.plan.calendar_models import Post
from polku.act.plan.problems import PlanError
from polku.act.plan.series import team_zone
from polku.doors.web.asked import Asked
from polku.doors.web.plan.instants import told
from polku.doors.web.plan.links import PLACES, place_name
from polku.doors.web.policy import shows_pictures
from polku.kit import clock
from polku.kit.wall import instant_of
from polku.know.teams.models import Member
from polku.say.content.media.keep import MOST_BYTES, PictureError, keep


class PostForm(forms.Form):
    place = forms.ChoiceField(label=_("Where"), choices=list(PLACES.items()))
    title = forms.CharField(label=_("Name"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=10_000, required=False, strip=False)
    day = forms.DateField(label=_("Day"), input_formats=["%Y-%m-%d"])
    time = forms.TimeField(label=_("Time"), input_formats=["%H:%M", "%H:%M:%S"])
    reminded = forms.ModelChoiceField(Member.objects.none(), label=_("Who is reminded"), required=False)
    picture = forms.FileField(label=_("Picture"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        who: Any = self.fields["reminded"]
        who.queryset = Member.objects.filter(is_active=True).order_by("name", "email")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Asked, post_id: int | None = None) -> HttpResponse:
    row = _post(post_id) if post_id is not None else None
    form = PostForm(request.POST, request.FILES) if request.method == "POST" else PostForm(initial=_initial(row))
    if request.method == "POST" and form.is_valid() and (kept := _keep(form, row, request)):
        messages.success(request, _("Saved."))
        return redirect("plan post", kept.pk)
    given = {"post": row, "form": form, "zone": team_zone().key, "places": PLACES.items()}
    return shows_pictures(render(request, "plan/post_write.html", given, status=422 if form.is_bound else 200))


@require_safe
def post(request: Asked, post_id: int) -> HttpResponse:
    row = _post(post_id)
    given = {"post": row, "told_at": told(row.at, team_zone()), "place": place_name(row.place)}
    return shows_pictures(render(request, "plan/post.html", given))


@require_POST
def ticked(request: Asked, post_id: int) -> HttpResponse:
    row = _post(post_id)
    posts.tick_off(row, by=request.user, now=clock.now(), is_done="undo" not in request.POST)
    return redirect("home" if request.POST.get("back") == "home" else "plan post", *_back(request, row))


@require_POST
def removed(request: Asked, post_id: int) -> HttpResponse:
    posts.remove(_post(post_id), by=request.user, now=clock.now())
    messages.success(request, _("The post is removed."))
    return redirect("plan")


def _back(request: Asked, row: Post) -> tuple[int, ...]:
    return () if request.POST.get("back") == "home" else (row.pk,)


def _keep(form: PostForm, row: Post | None, request: Asked) -> Post | None:
    given = form.cleaned_data
    at = instant_of(datetime.combine(given["day"], given["time"]), team_zone())
    came = given["picture"]
    try:
        picture = keep(came.read(MOST_BYTES + 1), title=came.name, by=request.user) if came else None
        return posts.write(
            row,
            place=given["place"],
            title=given["title"],
            text=given["text"].replace("\r\n", "\n").replace("\0", ""),
            at=at,
            picture=picture,
            reminded=given["reminded"],
            by=request.user,
        )
    except PictureError as problem:
        form.add_error("picture", str(problem))
    except PlanError as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
    return None


def _initial(row: Post | None) -> dict[str, Any]:
    local = (row.at if row else clock.now()).astimezone(team_zone())
    if row is None:
        return {"day": f"{local:%Y-%m-%d}", "time": "11:00"}
    return {
        "place": row.place, "title": row.title, "text": row.text, "day": f"{local:%Y-%m-%d}",
        "time": f"{local:%H:%M}", "reminded": row.reminded_id,
    }  # fmt: skip


def _post(number: int) -> Post:
    among = Post.objects.select_related("picture", "reminded", "made_by", "done_by")
    found: Post = get_object_or_404(among, pk=number, removed_at__isnull=True)
    return found
