"""The public pages of an appeal: sending it, the receipt, following it by number and code."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembly.common.attempts import Attempt
from assembly.common.limits import Limit
from assembly.deadlines.selectors import Calendar
from assembly.documents.views.files import attached
from assembly.people.sign_in_number import spaced
from secretariat.enums import AppealState
from secretariat.forms import FollowForm, PublicAppealForm
from secretariat.models import CitizenAppeal
from secretariat.permissions import APPEALS, CONTENTS, REDIRECTION, REGISTRATION, TERM
from secretariat.receipt import receipt_name, receipt_pdf
from secretariat.refusals import LooksLikeProgram, TooManyAppeals
from secretariat.selectors import (
    files_of,
    followed,
    is_ready,
    paper_of,
    plain_chip,
    term_of,
    triage_term_of,
    way_of,
)
from secretariat.services.registering import Registered, register_appeal

HOUR, TEN_MINUTES = 3_600, 600
SENT_BY_ADDRESS = Limit("appeal", 10, HOUR)
SENT_BY_ALL = Limit("appeal-all", 1_000, HOUR)
ASKED_BY_ADDRESS = Limit("appeal-follow", 10, TEN_MINUTES)
ASKED_BY_ALL = Limit("appeal-follow-all", 3_000, TEN_MINUTES)
NOT_FOUND, TOO_MANY = 404, 429
COOKIE, SALT = "followed_appeal", "secretariat.followed"
# How long an appeal stays open on a device after its code was entered.
FOLLOWED_SECONDS = 900
SIGNS_OF_HASH = 16


@login_not_required
@never_cache
@sensitive_post_parameters("applicant_number")
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_send(request: HttpRequest) -> HttpResponse:
    """Take an appeal of anybody; the answer to the sending is the receipt, the only place with the code."""
    form = PublicAppealForm(request.POST or None, request.FILES or None)
    attempt = Attempt(request, form)
    done: list[Registered] = []
    if request.method == "POST" and form.is_valid() and form.cleaned_data["website"]:
        attempt.refusal = LooksLikeProgram()
    elif request.method == "POST" and form.is_valid() and not _may_send(request):
        attempt.refusal = TooManyAppeals()
    elif attempt.run(
        lambda _values: done.append(
            register_appeal(submission=form.submission(), actor=None, at=timezone.now())
        )
    ):
        return receipt(request, done[0], "secretariat/appeal_receipt.html")
    return attempt.page("secretariat/appeal_send.html", {"contents": CONTENTS, "appeals": APPEALS})


def receipt(request: HttpRequest, registered: Registered, template: str) -> HttpResponse:
    """Return the receipt of an appeal: its number, day, term, and the code that is shown once."""
    on = timezone.localdate()
    calendar = Calendar()
    appeal = registered.appeal
    context = {
        "appeal": appeal,
        "code": spaced(registered.code, 5),
        "term": term_of(appeal, on=on, calendar=calendar),
        "triage": triage_term_of(appeal, on=on, calendar=calendar),
        "registration": REGISTRATION,
        "redirection": REDIRECTION,
        "term_law": TERM,
        "files": files_of(appeal),
        "paper_is_on": settings.PDF_IS_ON,
    }
    return render(request, template, context)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_POST
def appeal_receipt(request: HttpRequest) -> HttpResponse:
    """Give the receipt as a PDF to whoever names number and code; every wrong pair gets the answer of following.

    The portal keeps no code, so the paper is laid out now, from the code that is named, and not kept.
    """
    form = FollowForm(request.POST)
    if not _may_ask(request):
        return _too_many(request)
    found = _named_by(form)
    if found is None:
        return _wrong_pair(request, form)
    if not settings.PDF_IS_ON:
        raise Http404
    content = receipt_pdf(found, code=form.cleaned_data["code"], at=timezone.now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{receipt_name(found)}"'
    return answer


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_follow(request: HttpRequest) -> HttpResponse:
    """Ask for the number and the code; one and the same answer to every wrong pair."""
    form = FollowForm(request.POST or None)
    if request.method != "POST":
        return render(request, "secretariat/appeal_follow.html", {"form": form, "is_wrong": False})
    if not _may_ask(request):
        return _too_many(request)
    found = _named_by(form)
    if found is None:
        return _wrong_pair(request, form)
    answer = redirect("secretariat:appeal_state")
    answer.set_signed_cookie(
        COOKIE, _pass_of(found), salt=SALT, max_age=FOLLOWED_SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


@login_not_required
@never_cache
@require_safe
def appeal_state(request: HttpRequest) -> HttpResponse:
    """Show the applicant how his appeal stands: state, days, terms with their sources, the answer."""
    appeal = _followed_by(request)
    if appeal is None:
        return redirect("secretariat:appeal_follow")
    on = timezone.localdate()
    calendar = Calendar()
    is_registered = appeal.state == AppealState.REGISTERED
    paper = paper_of(appeal)
    context = {
        "appeal": appeal,
        "chip": plain_chip(appeal),
        "way": way_of(appeal),
        "term": term_of(appeal, on=on, calendar=calendar) if appeal.is_open else None,
        "triage": triage_term_of(appeal, on=on, calendar=calendar) if is_registered else None,
        "files": files_of(appeal),
        "answer_text": appeal.answer.version.text(appeal.answer.version.sole_language)
        if appeal.answer and appeal.answer.version
        else "",
        "answer_language": appeal.answer.version.sole_language
        if appeal.answer and appeal.answer.version
        else "",
        "is_ready": is_ready(paper),
        "minutes": FOLLOWED_SECONDS // 60,
    }
    return render(request, "secretariat/appeal_state.html", context)


@login_not_required
@never_cache
@require_safe
def appeal_answer(request: HttpRequest) -> HttpResponseBase:
    """Give the applicant the PDF of the answer."""
    appeal = _followed_by(request)
    paper = paper_of(appeal) if appeal else None
    if paper is None or paper.stored_file is None:
        raise Http404
    return attached(paper.stored_file)


@login_not_required
@require_POST
def appeal_leave(request: HttpRequest) -> HttpResponse:
    """Forget on this device which appeal is followed."""
    answer = redirect("secretariat:appeal_follow")
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _followed_by(request: HttpRequest) -> CitizenAppeal | None:
    """Return the appeal whose code was entered on this device a short while ago; nothing after a new code."""
    key, _colon, _rest = str(
        request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=FOLLOWED_SECONDS)
    ).partition(":")
    if not key.isdigit():
        return None
    appeal = (
        CitizenAppeal.objects.select_related("answer__version", "state_body", "region")
        .filter(pk=int(key))
        .first()
    )
    if appeal is None or request.get_signed_cookie(COOKIE, default="", salt=SALT) != _pass_of(appeal):
        return None
    return appeal


def _may_ask(request: HttpRequest) -> bool:
    return ASKED_BY_ADDRESS.is_kept_by(_address(request)) and ASKED_BY_ALL.is_kept_by("all")


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=TOO_MANY)
    response["Retry-After"] = str(TEN_MINUTES)
    return response


def _named_by(form: FollowForm) -> CitizenAppeal | None:
    """Return the appeal that number and code name together."""
    form.is_valid()
    values = form.cleaned_data
    return followed(number=values.get("number", ""), code=values.get("code", ""))


def _wrong_pair(request: HttpRequest, form: FollowForm) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "is_wrong": True}
    return render(request, "secretariat/appeal_follow.html", context, status=NOT_FOUND)


def _pass_of(appeal: CitizenAppeal) -> str:
    return f"{appeal.pk}:{appeal.code_hash[:SIGNS_OF_HASH]}"


def _may_send(request: HttpRequest) -> bool:
    return SENT_BY_ADDRESS.is_kept_by(_address(request)) and SENT_BY_ALL.is_kept_by("all")


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
