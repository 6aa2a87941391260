"""What is one's own: the card, the notices."""

from typing import Any

from allauth.account import views as account_views
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from assembly.common.names import language_now
from assembly.common.views import act
from assembly.outbox.kinds import KINDS
from assembly.outbox.services.letters import letter_of
from assembly.people.doors import SignedInRequest
from assembly.people.enums import Role
from assembly.people.forms import LanguageForm
from assembly.people.forms_persons import PhoneForm
from assembly.people.letter_choices import choosable_for
from assembly.people.models import Notice, Person
from assembly.people.rights import roles_of
from assembly.people.second_factor import has_second_factor
from assembly.people.services.notices import choose_letters, mark_notices_read
from assembly.people.services.persons import change_language, change_phone

PAGE = 15


def me(request: SignedInRequest) -> HttpResponse:
    """Show the reader's own card."""
    person = request.user.known_person
    now = timezone.now()
    held = roles_of(request.user, on=timezone.localdate(now))
    context = {
        "person": person,
        "waiting_address": person.address_changes.valid(now).first() if person else None,
        "roles": [role.label for role in Role if role in held],
        "letter_choices": _letter_choices(person, held),
        "has_second_factor": has_second_factor(request.user),
        "phone_form": PhoneForm(initial={"phone": person.phone}) if person else None,
        "form": LanguageForm(initial={"language": person.language}) if person else None,
    }
    return render(request, "people/me.html", context)


def password_change(request: SignedInRequest) -> HttpResponse:
    """Change one's own password; who came in without ever having one sets it by a letter."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    return account_views.password_change(request)


@act(to="people:me", done=_("Letters will come in this language."))
def language_change(request: SignedInRequest) -> None:
    """Change the language of one's own letters."""
    person = get_object_or_404(Person, user=request.user)
    change_language(
        person_id=person.pk,
        language=request.POST.get("language", ""),
        actor=request.user,
        at=timezone.now(),
    )


@act(to="people:me", done=_("The telephone is saved."))
def phone_change(request: SignedInRequest) -> None:
    """Change one's own telephone."""
    person = get_object_or_404(Person, user=request.user)
    change_phone(
        person_id=person.pk, phone=request.POST.get("phone", ""), actor=request.user, at=timezone.now()
    )


def _letter_choices(person: Person | None, held: frozenset[Role]) -> list[tuple[str, Any, bool]]:
    """Return the kinds of news that come to these roles: name, words, whether by letter."""
    if person is None:
        return []
    muted = set(person.muted_letters.values_list("kind", flat=True))
    return [(kind, KINDS[kind].label, kind not in muted) for kind in choosable_for(held)]


@act(to="people:me", done=_("Your choice of letters is saved."))
def letters_choose(request: SignedInRequest) -> None:
    """Choose which news come by letter besides the bell."""
    now = timezone.now()
    person = get_object_or_404(Person, user=request.user)
    shown = choosable_for(roles_of(request.user, on=timezone.localdate(now)))
    by_letter = set(request.POST.getlist("letters"))
    choices = {kind: kind in by_letter for kind in {*shown, *by_letter}}
    choose_letters(person_id=person.pk, choices=choices, actor=request.user, at=now)


def notice_list(request: SignedInRequest) -> HttpResponse:
    """List the reader's notices, the newest first."""
    mine = Notice.objects.of(request.user)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(notice, title_of(notice)) for notice in page],
        "has_unread": mine.unread().exists(),
    }
    return render(request, "people/notice_list.html", context)


def title_of(notice: Notice) -> str:
    """Return the subject of the letter beside the notice; the kind's name when there is nothing to say.

    What the letter shows may be gone or no longer due; the notice stays, since it was given.
    """
    kind = KINDS.get(notice.kind)
    if kind is None:
        return notice.kind
    try:
        letter = letter_of(notice.kind, notice.context, language_now(), is_leaving=False)
    except (ObjectDoesNotExist, LookupError):
        letter = None
    return letter.subject if letter else str(kind.label)


@require_POST
def notice_open(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as read and go where it leads."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=notice_id)
    mark_notices_read(actor=request.user, at=timezone.now(), notice_id=notice.pk)
    return redirect(f"/{language_now()}{notice.path}" if notice.path else "people:notice_list")


@act(to="people:notice_list")
def notices_read(request: SignedInRequest) -> None:
    """Mark all of one's notices as read."""
    mark_notices_read(actor=request.user, at=timezone.now())
