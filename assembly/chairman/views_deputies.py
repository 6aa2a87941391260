"""Pages of the deputies: the three offices on today, and entering one from an association."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assembly.bodies.views.persons import person_to_choose
from assembly.chairman.deputies import deputies_now
from assembly.chairman.forms import DeputyForm
from assembly.chairman.menu import sees_the_deputies
from assembly.chairman.permissions import APPOINT_DEPUTY
from assembly.chairman.services.deputies import PARAGRAPH, appoint_deputy
from assembly.common.attempts import Attempt
from assembly.common.names import language_now
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right


@require_safe
def deputies(request: SignedInRequest) -> HttpResponse:
    """Show the three offices; a vacancy is a line, not a gap."""
    today = timezone.localdate()
    if not sees_the_deputies(request.user):
        raise Http404
    rows = deputies_now(today)
    context = {
        "rows": rows,
        "vacancies": sum(row.holding is None and not row.is_head for row in rows),
        "may_appoint": has_right(request.user, APPOINT_DEPUTY, on=today),
        "legal": PARAGRAPH,
    }
    return render(request, "chairman/deputies.html", context)


@needs_right(APPOINT_DEPUTY)
@require_http_methods(["GET", "HEAD", "POST"])
def deputy_new(request: SignedInRequest) -> HttpResponse:
    """Choose a person, then enter what the order says of him."""
    person, choice = person_to_choose(request)
    if person is None:
        context = {
            **choice,
            "title": _("Enter a deputy from an association"),
            "about": PARAGRAPH.cite(language_now()),
        }
        return render(request, "bodies/person_choice.html", context)
    attempt = Attempt(request, DeputyForm(request.POST or None))

    def enter(values: dict[str, Any]) -> Any:
        recommendation = values.get("recommendation")
        return appoint_deputy(
            person_id=person.pk,
            from_on=values["from_on"],
            rotation_until=values["rotation_until"],
            basis_id=values["basis"].pk,
            recommendation_id=recommendation.pk if recommendation else None,
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(enter):
        messages.success(request, _("The deputy is entered."))
        return redirect("chairman:deputies")
    return attempt.page("chairman/deputy_new.html", {"person": person, "legal": PARAGRAPH})
