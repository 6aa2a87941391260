"""Decisions as the public meets them, with all that must not leak beside them."""

from datetime import timedelta

from assembly.decisions.models import Decision
from assembly.decisions.services.assignments import return_report
from assembly.voting.enums import PollForm
from assembly.voting.services.polls import close_poll, open_poll
from sessions.models import AssemblySession, Sitting
from tests.decisions.makers import make_assignment, make_consideration, make_decision, make_reported
from tests.factories import NOON
from tests.voting.makers import CLOSED, OPENED, drafted, vote_all

# Words that no public page may ever show.
SECRETS = {
    "remark": "Қайтару себебі: кесте жоқ",
    "officer": "Құпиябеков",
    "mail": "qupia@portal.example",
    "report": "Отыз мектеп ашылды.",
}


def adopted_by_real_vote(*, form=PollForm.OPEN):
    """Make a decision by a real poll of six members; returns it and the members' persons."""
    poll, secretary, persons = drafted(present=4, on_text=True, effect="decisions.adopt")
    assembly_session = AssemblySession.objects.create(
        number=36, theme_kk="Бірлік", theme_ru="Единство", place_kk="Астана", place_ru="Астана", starts_at=NOON,
        voting_form=form,
    )  # fmt: skip
    Sitting.objects.create(assembly_session=assembly_session, meeting=poll.meeting)
    open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)
    vote_all(poll, persons, votes_for=3)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    return Decision.objects.get(), persons


def with_secrets(decision=None):
    """Make a decision on which a report was returned with a remark, by an officer with a name."""
    decision = decision or make_decision()
    report = make_reported(make_assignment(decision))
    officer = report.submitted_by.person
    officer.family_name, officer.email = SECRETS["officer"], SECRETS["mail"]
    officer.save()
    report.submitted_by.email = SECRETS["mail"]
    report.submitted_by.save()
    return_report(
        report_id=report.pk,
        remark=SECRETS["remark"],
        actor=report.assignment.sent_by,
        at=NOON + timedelta(hours=1),
    )
    make_consideration(decision)
    return decision
