"""What the room puts on desks: a question of consent, an opinion to be written or issued, a composition to approve."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.law.acts import regulation
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right
from expert_council.enums import OpinionState
from expert_council.models import Consent, OpinionRequest
from expert_council.permissions import APPROVE_COMPOSITION, leads_council


def desk_of_experts(user: User, on: date) -> list[DeskItem]:
    """Return what waits for a person as an expert: his consent, opinions that he writes, opinions that he issues."""
    asked = Consent.objects.waiting().filter(person__user=user)
    items = [
        DeskItem(
            title=_("Scientific-Expert Council"),
            reason=_("The Secretariat asks for your consent to sit in it."),
            url=reverse("expert_council:consent", args=[one.pk]),
            action=pgettext("verb", "Answer"),
            icon="mail",
            legal_ref=regulation("22"),
        )
        for one in asked
    ]
    waiting = OpinionRequest.objects.awaiting_experts().with_names()
    items += [
        _opinion(request, _("An expert opinion is asked of you."), pgettext("verb", "Write"), on)
        for request in waiting.filter(authors__person__user=user)
    ]
    written = waiting.filter(state=OpinionState.WRITTEN)
    if written and leads_council(user, on=on):
        items += [
            _opinion(request, _("An expert opinion is written and waits to be issued."), _("Read"), on)
            for request in written
        ]
    return items


def desk_of_head(user: User, on: date) -> list[DeskItem]:
    """Return whether somebody who agreed waits for the act on the composition."""
    if not has_right(user, APPROVE_COMPOSITION, on=on):
        return []
    count = Consent.objects.to_be_seated().count()
    if not count:
        return []
    return [
        DeskItem(
            title=_("Composition of the Scientific-Expert Council"),
            reason=_("Persons who agreed and wait for your act: %(count)s") % {"count": count},
            url=reverse("expert_council:composition"),
            action=pgettext("verb", "Approve"),
            icon="users-round",
            legal_ref=regulation("24"),
        )
    ]


def _opinion(request: OpinionRequest, reason: str, action: str, on: date) -> DeskItem:
    return DeskItem(
        title=request.version.document.title,
        reason=reason,
        url=reverse("expert_council:opinion", args=[request.pk]),
        action=action,
        icon="file-search",
        due_on=request.due_on,
        tone="hot" if request.due_on < on else "",
        legal_ref=regulation("21", "2"),
    )
