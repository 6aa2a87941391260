"""The coordinator's page: the officers of his own state bodies, inviting one, ending a post."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.audit.services.access import log_access
from assembly.bodies.coordination import bundles_at, coordinated_by
from assembly.bodies.enums import OfficerRole
from assembly.bodies.forms_coordination import NewOfficerForm
from assembly.bodies.models import StateBody, StateBodyOfficer
from assembly.bodies.permissions import COORDINATE_OFFICERS
from assembly.bodies.services.coordination import COORDINATION, end_own_officer, invite_officer
from assembly.common.attempts import Attempt
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.forms_persons import HandoverForm
from assembly.people.models import Person
from assembly.people.selectors import sign_in_chip


@needs_right(COORDINATE_OFFICERS)
def own_officers(request: SignedInRequest) -> HttpResponse:
    """List who acts today for the state bodies that the reader coordinates; the look is written down."""
    now = timezone.now()
    on = timezone.localdate(now)
    own = StateBody.objects.filter(pk__in=coordinated_by(request.user, on)).order_by("code")
    posts = (
        StateBodyOfficer.objects.in_force_on(on)
        .filter(state_body__in=own)
        .order_by("person__sort_key", "person__given_name", "pk")
    )
    persons = (
        Person.objects.with_invitation()
        .select_related("user")
        .in_bulk(list(posts.values_list("person_id", flat=True)))
    )
    rows: dict[int, list[Any]] = {state_body.pk: [] for state_body in own}
    for post in posts:
        person = persons[post.person_id]
        may_end = post.role == OfficerRole.OFFICER and post.term.upper is None
        rows[post.state_body_id].append((post, person, sign_in_chip(person), may_end))
    log_access(viewer=request.user, subject="own_officers", page=request.path, at=now)
    context = {"bodies": [(state_body, rows[state_body.pk]) for state_body in own], "legal": COORDINATION}
    return render(request, "bodies/own_officers.html", context)


@needs_right(COORDINATE_OFFICERS)
def own_officer_new(request: SignedInRequest, *, state_body_id: int) -> HttpResponse:
    """Invite an officer of one's own state body."""
    now = timezone.now()
    own = StateBody.objects.filter(pk__in=coordinated_by(request.user, timezone.localdate(now)))
    state_body = get_object_or_404(own, pk=state_body_id)
    attempt = Attempt(request, NewOfficerForm(request.POST or None))
    if attempt.run(
        lambda values: invite_officer(state_body_id=state_body.pk, **values, actor=request.user, at=now)
    ):
        messages.success(
            request, _("The officer is entered. If he does not sign in yet, an invitation leaves to him.")
        )
        return redirect("bodies:own_officers")
    return attempt.page("bodies/own_officer_new.html", {"state_body": state_body, "legal": COORDINATION})


@needs_right(COORDINATE_OFFICERS)
def own_officer_end(request: SignedInRequest, *, officer_id: int) -> HttpResponse:
    """End the post of an officer of one's own state body and hand over what is open."""
    now = timezone.now()
    on = timezone.localdate(now)
    officer = get_object_or_404(
        StateBodyOfficer.objects.in_force_on(on)
        .filter(state_body__in=coordinated_by(request.user, on))
        .select_related("state_body", "person__user"),
        pk=officer_id,
    )
    form = HandoverForm(request.POST or None, bundles=bundles_at(officer, on=on))
    attempt = Attempt(request, form)
    if attempt.run(
        lambda _values: end_own_officer(
            officer_id=officer.pk, handings=form.handings(), actor=request.user, at=now
        )
    ):
        messages.success(request, _("The post is ended."))
        return redirect("bodies:own_officers")
    context = {"officer": officer, "bundles": form.drawn(), "legal": COORDINATION}
    return attempt.page("bodies/own_officer_end.html", context)
