"""State bodies: entering one, changing its place and contacts, ending one with its successor."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.bodies.forms import StateBodyChangeForm, StateBodyEndForm, StateBodyForm
from assembly.bodies.models import StateBody
from assembly.bodies.permissions import KEEP_STATE_BODIES
from assembly.bodies.services.state_bodies import (
    CHANGEABLE,
    add_state_body,
    change_state_body,
    end_state_body,
)
from assembly.common.attempts import Attempt
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right

COORDINATION = regulation("28")


def _keys(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the form's values with records turned into their keys: ``parent`` becomes ``parent_id``."""
    plain = {name: value for name, value in values.items() if name not in names}
    return plain | {f"{name}_id": values[name].pk if values[name] else None for name in names}


@needs_right(KEEP_STATE_BODIES)
def state_body_new(request: SignedInRequest) -> HttpResponse:
    """Enter a state body."""
    attempt = Attempt(request, StateBodyForm(request.POST or None))
    made: list[StateBody] = []
    if attempt.run(
        lambda values: made.append(
            add_state_body(**_keys(values, "parent", "region"), actor=request.user, at=timezone.now())
        )
    ):
        messages.success(request, _("The state body is entered."))
        return redirect("bodies:state_body_card", state_body_id=made[0].pk)
    return attempt.page("bodies/state_body_form.html", {"legal": COORDINATION})


@needs_right(KEEP_STATE_BODIES)
def state_body_change(request: SignedInRequest, *, state_body_id: int) -> HttpResponse:
    """Change a state body's place in the structure and its contacts."""
    state_body = get_object_or_404(StateBody, pk=state_body_id)
    initial = {name.removesuffix("_id"): getattr(state_body, name) for name in CHANGEABLE}
    attempt = Attempt(request, StateBodyChangeForm(request.POST or None, initial=initial))
    if attempt.run(
        lambda values: change_state_body(
            state_body_id=state_body.pk, **_keys(values, "parent"), actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("The state body is changed."))
        return redirect("bodies:state_body_card", state_body_id=state_body.pk)
    return attempt.page("bodies/state_body_form.html", {"state_body": state_body, "legal": COORDINATION})


@needs_right(KEEP_STATE_BODIES)
def state_body_end(request: SignedInRequest, *, state_body_id: int) -> HttpResponse:
    """End a state body and name the one that goes on with its work."""
    state_body = get_object_or_404(StateBody, pk=state_body_id)
    attempt = Attempt(request, StateBodyEndForm(request.POST or None))
    if attempt.run(
        lambda values: end_state_body(
            state_body_id=state_body.pk,
            **_keys(values, "successor", "basis"),
            actor=request.user,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("The end of the state body is entered."))
        return redirect("bodies:state_body_card", state_body_id=state_body.pk)
    return attempt.page("bodies/state_body_end.html", {"state_body": state_body, "legal": COORDINATION})
