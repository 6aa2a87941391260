"""A photograph on one's own card; the Secretariat may remove anybody's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.bodies.forms_portraits import PortraitForm
from assembly.bodies.models import Portrait
from assembly.bodies.permissions import REMOVE_PORTRAIT
from assembly.bodies.services.portraits import PORTRAIT_LIMIT, put_portrait, remove_portrait
from assembly.common.attempts import Attempt
from assembly.common.views import act
from assembly.documents.selectors import setting_value
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.models import Person


def portrait(request: SignedInRequest) -> HttpResponse:
    """Show one's own photograph and take another."""
    now = timezone.now()
    person = get_object_or_404(Person, user=request.user)
    attempt = Attempt(request, PortraitForm(request.POST or None, request.FILES or None))
    if attempt.run(
        lambda values: put_portrait(person_id=person.pk, upload=values["upload"], actor=request.user, at=now)
    ):
        messages.success(request, _("The photograph is on your card."))
        return redirect("people:me")
    context = {
        "person": person,
        "has_portrait": Portrait.objects.filter(person=person).exists(),
        "limit": setting_value(PORTRAIT_LIMIT, on=timezone.localdate(now)),
    }
    return attempt.page("bodies/portrait.html", context)


@act(to="people:me", done=gettext_lazy("The photograph is removed."))
def own_portrait_remove(request: SignedInRequest) -> None:
    """Remove one's own photograph."""
    person = get_object_or_404(Person, user=request.user)
    remove_portrait(person_id=person.pk, actor=request.user, at=timezone.now())


@needs_right(REMOVE_PORTRAIT)
@act(
    to=lambda **kwargs: reverse("bodies:member_card", kwargs=kwargs),
    done=gettext_lazy("The photograph is removed."),
)
def portrait_remove(request: SignedInRequest, *, person_id: int) -> None:
    """Remove somebody's photograph from his card."""
    person = get_object_or_404(Person, pk=person_id)
    remove_portrait(person_id=person.pk, actor=request.user, at=timezone.now())
