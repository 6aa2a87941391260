"""The form of voting: the Session's own to fix, by a procedural poll (п. 10)."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting
from assembly.people.models import User
from assembly.voting.enums import PollForm
from assembly.voting.models import Poll
from sessions.models import AssemblySession

FIX_VOTING_FORM = "sessions.voting_form"


@transaction.atomic
def fix_voting_form(*, poll: Poll, actor: User, at: datetime) -> AssemblySession:
    """Fix how the Session votes from now on; the effect of an adopted procedural poll.

    Args:
        poll: the adopted poll; ``effect_params`` is ``{"form": "open" | "roll_call"}``.
        actor: who closed the poll.
        at: the moment of closing.

    Raises:
        ValueError: the poll names no known form.
        AssemblySession.DoesNotExist: the poll was not held in a sitting of a Session.

    Source:
        Положение (Указ № 747), п. 10: «Порядок и форму голосования определяет Сессия».
    """
    form = PollForm(poll.effect_params.get("form"))
    assembly_session = AssemblySession.objects.select_for_update(of=("self",)).get(
        sittings__meeting=poll.meeting_id
    )

    assembly_session.voting_form = form
    assembly_session.save(update_fields=["voting_form"])

    record(
        stream=assembly_session,
        kind="sessions.voting_form_fixed",
        actor=actor,
        at=at,
        payload={"poll": poll.pk, "form": str(form), "source": regulation("10").code},
    )
    return assembly_session


def form_of_session(meeting: Meeting) -> PollForm:
    """Return the form fixed for the sitting's Session: open until the Session decides otherwise."""
    found = AssemblySession.objects.filter(sittings__meeting=meeting).values_list("voting_form", flat=True)
    return PollForm(found.first() or PollForm.OPEN)
