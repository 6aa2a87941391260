"""Changing what a member is in his body."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.bodies.forms_seats import RoleForm
from assembly.bodies.models import Membership
from assembly.bodies.paired import seat_needs_two
from assembly.bodies.permissions import SEAT_MEMBER
from assembly.bodies.services.role_changes import ask_for_role, change_role
from assembly.common.attempts import Attempt
from assembly.law.acts import law_article
from assembly.people.doors import SignedInRequest, needs_right


@needs_right(SEAT_MEMBER)
def seat_role(request: SignedInRequest, *, membership_id: int) -> HttpResponse:
    """Enter another role in the same body, or ask a second person for it where it gives rights."""
    now = timezone.now()
    visible = Membership.objects.visible_to(request.user, on=timezone.localdate(now))
    membership = get_object_or_404(visible.select_related("body", "person"), pk=membership_id)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    attempt = Attempt(request, form)
    waits = False

    def change(values: dict[str, Any]) -> Any:
        nonlocal waits
        waits = seat_needs_two(membership.body, values["role"])
        enter = ask_for_role if waits else change_role
        return enter(
            membership_id=membership.pk,
            role=values["role"],
            from_on=values["from_on"],
            basis_id=values["basis"].pk,
            actor=request.user,
            at=now,
        )

    if attempt.run(change):
        if waits:
            messages.success(request, _("This gives rights in the portal: it waits for a second person."))
            return redirect("people:paired_list")
        messages.success(request, _("The role is changed."))
        return redirect("bodies:member_card", person_id=membership.person_id)
    return attempt.page("bodies/seat_role.html", {"membership": membership, "legal": law_article("15")})
