"""Pages for everybody: home, decisions, addresses."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.decisions.models import Decision
from assembly.decisions.public import CHIPS, adopted_in, matching, public_decisions
from assembly.documents.side_by_side import comparison_of
from assembly.portal.forms import DecisionFilter
from assembly.portal.public_page import public_page
from assembly.portal.selectors import home as at_home
from assembly.portal.selectors.decisions import corrections_of, decision_page
from assembly.portal.selectors.session import session_shown
from assembly.portal.selectors.texts import BOTH, chosen_texts
from sessions.models import AssemblySession

DECISIONS_ON_A_PAGE = 20
WHOLE = ("act", "body", "poll", "meeting", "version", "address")


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the next Session, what was decided and what became of it."""
    on = timezone.localdate()
    feature = at_home.feature_of(on=on)
    latest = at_home.latest_decisions(besides=feature.decision if feature else None, on=on)
    context = {
        "session": at_home.next_session(on=on),
        "execution": at_home.execution_in(on.year, on=on),
        "feature": feature,
        "feature_chip": CHIPS[feature.decision.public_state] if feature else None,
        "latest": [(decision, CHIPS[decision.public_state]) for decision in latest],
        "rule": at_home.session_rule(on=on),
        "regions": at_home.regions_with_chairs(on=on),
    }
    return render(request, "portal/home.html", context)


@public_page
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions by number, words, organ, year and state."""
    on = timezone.localdate()
    form = DecisionFilter(request.GET, on=on)
    wanted = form.wanted
    rows = matching(public_decisions(on=on), wanted.get("q", ""))
    if "organ" in wanted:
        rows = rows.filter(body__kind=wanted["organ"])
    if "year" in wanted:
        rows = adopted_in(rows, wanted["year"])
    if "state" in wanted:
        rows = rows.filter(public_state=wanted["state"])
    page = Paginator(rows, DECISIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(decision, CHIPS[decision.public_state]) for decision in page],
        "is_filtered": bool(wanted),
        "query": wanted.get("q", ""),
    }
    return render(request, "portal/decision_list.html", context)


@public_page
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision: text, vote, what became of each point, how to check it."""
    found = _readable(request, pk)
    return render(request, "portal/decision_detail.html", _page_of(request, found))


@public_page
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was corrected in a decision after it was adopted: both texts, word by word, and why."""
    found = _readable(request, pk)
    made = corrections_of(found)
    if not made:
        return redirect("portal:decision", pk=found.pk)
    context = {
        "decision": found,
        "corrections": [(one, comparison_of(one.replaces, one.version)) for one in made],
    }
    return render(request, "portal/decision_corrections.html", context)


@public_page
def session(request: HttpRequest, number: int) -> HttpResponse:
    """Show a convened Session: sittings, quorum, agenda, decisions."""
    found = get_object_or_404(
        AssemblySession.objects.convened().select_related("convening_act"), number=number
    )
    context = {"page": session_shown(found, on=timezone.localdate()), "session": found}
    return render(request, "portal/session_detail.html", context)


@public_page
def addresses(request: HttpRequest) -> HttpResponse:
    """List the addresses of the Assembly."""
    rows = (
        public_decisions(on=timezone.localdate())
        .filter(address__isnull=False)
        .prefetch_related("address__publications")
    )
    page = Paginator(rows, DECISIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/address_list.html", {"page": page})


@public_page
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an address in its solemn form; a decision that is none leads to its own page."""
    found = _readable(request, pk)
    if not hasattr(found, "address"):
        return redirect("portal:decision", pk=found.pk)
    return render(request, "portal/address_detail.html", _page_of(request, found))


def _readable(request: HttpRequest, pk: int) -> Decision:
    """Return a decision that the reader may read; for others it does not exist."""
    rows = Decision.objects.readable_by(request.user, on=timezone.localdate()).select_related(*WHOLE)
    return get_object_or_404(rows.prefetch_related("address__publications"), pk=pk)


def _page_of(request: HttpRequest, found: Decision) -> dict[str, object]:
    page = decision_page(found, on=timezone.localdate())
    wanted = request.GET.get("text", BOTH)
    shown = chosen_texts(page.texts, wanted)
    return {
        "page": page,
        "decision": found,
        "shown": shown,
        "wanted": shown[0].language if len(shown) == 1 else BOTH,
    }
