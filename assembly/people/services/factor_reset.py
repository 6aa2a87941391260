"""Resetting a second factor that was lost: asked for by one with a reason, carried out by another within a day."""

from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.models import PairedAct, Person, User
from assembly.people.paired import PairedKind, Rows, register_paired
from assembly.people.permissions import RESET_FACTOR, SECRETARIAT
from assembly.people.refusals_sign_in import NoSecondFactor, NotOneself, ReasonMissing
from assembly.people.rights import require_right
from assembly.people.second_factor import has_second_factor
from assembly.people.services.notify import notify_persons
from assembly.people.services.paired import ask_second_person
from assembly.people.services.second_factor import lock_user

KIND = "people.factor_reset"
ASKED, RESET = "people.factor_reset_asked", "people.factor_reset_done"
LIFETIME = timedelta(hours=24)


def ask_for_factor_reset(*, person_id: int, reason: str, actor: User, at: datetime) -> PairedAct:
    """Ask for the reset of a person's second factor; he is told at once, so that a stranger's wish is noticed.

    Args:
        person_id: whose.
        reason: how it is known that he asks for it.
        actor: who asks; needs ``people.reset_second_factor``; never he himself.
        at: the moment, timezone-aware; another person has 24 hours.

    Raises:
        NotAllowed: ``actor`` may not.
        NotOneself: it is his own.
        ReasonMissing: no reason is given.
        NoSecondFactor: there is none.
        AskedAlready: it waits for a second person already.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
        require_right(actor, RESET_FACTOR, on=day_of(at))
        if person.user_id == actor.pk:
            raise NotOneself(legal_ref=SECRETARIAT)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        if person.user is None or not has_second_factor(person.user):
            raise NoSecondFactor(name=person.full_name)
        # The event of asking is written there.
        act = ask_second_person(kind=KIND, person_id=person_id, reason=reason, actor=actor, at=at)
        _tell(act, ASKED, at=at)
        return act


def reset_factor(act: PairedAct, *, actor: User, at: datetime) -> None:
    """Take all second factors of the person away and end his sessions; called by the confirmation.

    Raises:
        NoSecondFactor: he has none any more.
    """
    if act.person.user is None or not has_second_factor(act.person.user):
        raise NoSecondFactor(name=act.person.full_name)
    user = lock_user(act.person.user)
    removed, _rows = Authenticator.objects.filter(user_id=user.pk).delete()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)

    record(stream=act.person, kind="people.second_factor_reset", actor=actor, at=at,
           payload={"act": act.pk, "removed": removed, "source": SECRETARIAT.code})  # fmt: skip
    _tell(act, RESET, at=at)


def _tell(act: PairedAct, kind: str, *, at: datetime) -> None:
    notify_persons([act.person], kind=kind, context={"act_id": act.pk},
                   dedup_key=f"{kind}:{act.pk}", at=at, path="/people/me/")  # fmt: skip


def _lifetime(_on: date) -> timedelta:
    return LIFETIME


def _rows_of(act: PairedAct) -> Rows:
    return [
        (
            _("What will happen"),
            _("The application, the passkeys and the recovery codes stop working; sessions end."),
        )
    ]


def register_factor_reset() -> None:
    """Register the kind; called from ``ready()``."""
    register_paired(
        PairedKind(
            KIND, _("Reset of a second factor"), RESET_FACTOR, SECRETARIAT, _lifetime, _rows_of, reset_factor
        )
    )
