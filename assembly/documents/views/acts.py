"""The register of acts, and the settings that no act fixes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.attempts import Attempt
from assembly.common.sheets import sheet_response
from assembly.documents.forms import ActFilter, PaperActForm, SettingForm
from assembly.documents.models import Act, Setting
from assembly.documents.permissions import CHANGE_SETTING, EDIT_DOCUMENT
from assembly.documents.portal_settings import SETTINGS
from assembly.documents.querysets import ActQuerySet
from assembly.documents.selectors import setting_value, settings_on
from assembly.documents.services.acts import record_paper_act
from assembly.documents.services.portal_settings import change_setting
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50


def chosen_acts(request: SignedInRequest) -> tuple[ActFilter, ActQuerySet]:
    """Return the filter and the acts that it names, the newest first."""
    form = ActFilter(request.GET)
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = Act.objects.visible_to(request.user, on=timezone.localdate()).matching(values.get("q") or "")
    if kind := values.get("kind"):
        found = found.filter(kind=kind)
    return form, found.order_by("-signed_on", "-pk")


@opens_with_saved_view
@needs_right(EDIT_DOCUMENT)
def act_list(request: SignedInRequest) -> HttpResponse:
    """List the acts on which everything in the portal rests."""
    form, found = chosen_acts(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "documents/act_list.html", {"form": form, "page": page, "query": request.GET.urlencode()}
    )


@needs_right(EDIT_DOCUMENT)
def act_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list of acts as XLSX."""
    _form, found = chosen_acts(request)
    rows = [(act.get_kind_display(), act.number, act.signed_on, act.title_kk, act.title_ru) for act in found]
    headings = (
        _("Kind of act"),
        _("Number"),
        _("Date of the act"),
        _("Title in Kazakh"),
        _("Title in Russian"),
    )
    return sheet_response(file_name="acts", title=_("Acts"), headings=headings, rows=rows)


@needs_right(EDIT_DOCUMENT)
def act_new(request: SignedInRequest) -> HttpResponse:
    """Record an act that exists on paper."""
    attempt = Attempt(request, PaperActForm(request.POST or None, request.FILES or None))

    def keep(values: dict[str, Any]) -> Act:
        return record_paper_act(**values, actor=request.user, at=timezone.now())

    if attempt.run(keep):
        messages.success(request, _("The act is recorded: it can be named as a basis now."))
        return redirect("documents:act_list")
    return attempt.page("documents/act_new.html", {})


@needs_right(EDIT_DOCUMENT)
def setting_list(request: SignedInRequest) -> HttpResponse:
    """List what no act fixes, with the values of today."""
    today = timezone.localdate()
    context = {
        "rows": settings_on(today),
        "may_change": has_right(request.user, CHANGE_SETTING, on=today),
    }
    return render(request, "documents/setting_list.html", context)


@needs_right(CHANGE_SETTING)
def setting_change(request: SignedInRequest, *, key: str) -> HttpResponse:
    """Give a setting a new value from a day on."""
    if key not in SETTINGS:
        raise Http404
    today = timezone.localdate()
    now = setting_value(key, on=today)
    initial = {"value": now, "from_on": today}
    form = SettingForm(request.POST or None, default=SETTINGS[key].default, initial=initial)
    attempt = Attempt(request, form)

    def change(values: dict[str, Any]) -> Setting:
        return change_setting(
            key=key,
            value=values["value"],
            from_on=values["from_on"],
            basis_id=None,
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(change):
        messages.success(request, _("The setting is changed."))
        return redirect("documents:setting_list")
    words = {"now": in_words(now), "default": in_words(SETTINGS[key].default)}
    return attempt.page("documents/setting_change.html", {"setting": SETTINGS[key], **words})


def in_words(value: Any) -> Any:
    """Return a setting's value as it is said: yes and no for what is either."""
    if isinstance(value, bool):
        return pgettext("setting", "yes") if value else pgettext("setting", "no")
    return value
