"""Cards of one human being: the list of likely ones, and two of them side by side."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assembly.audit.services.access import log_access
from assembly.bodies.forms import ApartForm, MergeForm
from assembly.bodies.models import Membership, OfficeHolding, StateBodyOfficer
from assembly.common.attempts import Attempt
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.duplicates import likely_duplicates
from assembly.people.merging import hindrances
from assembly.people.models import DistinctPersons, Person
from assembly.people.permissions import MERGE_PERSONS, SECRETARIAT
from assembly.people.services.distinct import keep_apart
from assembly.people.services.merge import IIN, KEPT, OTHER, PLAIN_FIELDS, merge_persons

PAGE = 50


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two cards: its word, both values in words, whether they contradict each other."""

    name: str
    label: Any
    kept: str
    other: str

    @property
    def in_english(self) -> bool:
        """Say whether the values are English whatever the language of the page."""
        return self.name.endswith("_en")

    @property
    def is_conflict(self) -> bool:
        """Say whether both cards have a value and the values differ."""
        return bool(self.kept and self.other and self.kept != self.other)

    @property
    def is_taken(self) -> bool:
        """Say whether the other card's value is offered first: where the remaining card has none."""
        return bool(self.other) and not self.kept


@needs_right(MERGE_PERSONS)
def duplicate_list(request: SignedInRequest) -> HttpResponse:
    """List cards that may be of one person; no personal value is shown."""
    page = Paginator(likely_duplicates(), PAGE).get_page(request.GET.get("page"))
    apart = DistinctPersons.objects.select_related("first", "second", "by__person")[:PAGE]
    return render(request, "bodies/duplicate_list.html", {"page": page, "apart": apart, "legal": SECRETARIAT})


def pairs_of(kept: Person, other: Person) -> list[FieldPair]:
    """Return the fields of two cards side by side."""
    pairs = [
        FieldPair(name, Person._meta.get_field(name).verbose_name, _words(kept, name), _words(other, name))  # type: ignore[union-attr]
        for name in PLAIN_FIELDS
    ]
    return [*pairs, FieldPair(IIN, _("IIN"), kept.masked_iin, other.masked_iin)]


def _words(person: Person, name: str) -> str:
    value = getattr(person, name)
    if not value:
        return ""
    if name == "birth_on":
        return date_format(value)
    shown = getattr(person, f"get_{name}_display", None)
    return str(shown() if shown else value)


def _what_moves(person: Person) -> dict[str, Any]:
    return {
        "seats": Membership.objects.filter(person=person)
        .select_related("body")
        .order_by("-term__startswith"),
        "offices": OfficeHolding.objects.filter(person=person).select_related("office"),
        "posts": StateBodyOfficer.objects.filter(person=person).select_related("state_body"),
    }


def _two_cards(kept_id: int, other_id: int) -> tuple[Person, Person]:
    found = {
        person.pk: person
        for person in Person.objects.unmerged().filter(pk__in=(kept_id, other_id)).select_related("user")
    }
    if len(found) != 2:  # noqa: PLR2004 -- two different cards
        raise Http404
    return found[kept_id], found[other_id]


@needs_right(MERGE_PERSONS)
def persons_apart(request: SignedInRequest, *, kept_id: int, other_id: int) -> HttpResponse:
    """Record that two cards are of two persons, so that they are not offered again."""
    kept, other = _two_cards(kept_id, other_id)
    attempt = Attempt(request, ApartForm(request.POST or None))

    def apart(values: dict[str, Any]) -> DistinctPersons:
        return keep_apart(
            one_id=kept.pk,
            other_id=other.pk,
            reason=values["reason"],
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(apart):
        messages.success(request, _("Recorded: two persons. The pair is not offered again."))
        return redirect("bodies:duplicate_list")
    return attempt.page("bodies/persons_apart.html", {"kept": kept, "other": other, "legal": SECRETARIAT})


@never_cache
@needs_right(MERGE_PERSONS)
def person_merge(request: SignedInRequest, *, kept_id: int, other_id: int) -> HttpResponse:
    """Show two cards side by side, say what forbids the merge, merge them; both views are written down."""
    kept, other = _two_cards(kept_id, other_id)
    now, both = timezone.now(), (kept.pk, other.pk)
    pairs = pairs_of(kept, other)
    both_sign_in = all(person.user is not None and person.user.is_active for person in (kept, other))
    form = MergeForm(request.POST or None, pairs=pairs, asks_sign_in=both_sign_in)
    attempt = Attempt(request, form)

    def merge(values: dict[str, Any]) -> Person:
        return merge_persons(
            kept_id=kept.pk,
            other_id=other.pk,
            from_other=[pair.name for pair in pairs if values.get(pair.name) == OTHER],
            sign_in_from=values.get("sign_in_from", ""),
            actor=request.user,
            at=now,
        )

    if attempt.run(merge):
        messages.success(request, _("The cards are merged."))
        return redirect("bodies:member_card", person_id=kept.pk)
    if request.method == "GET":
        for person in (kept, other):
            log_access(viewer=request.user, subject=person, page=request.path, at=now)
    context = {
        "kept": kept,
        "other": other,
        "rows": [(pair, form[pair.name] if pair.name in form.fields else None) for pair in pairs],
        "sign_in": form["sign_in_from"] if both_sign_in else None,
        "moves": [(kept, _what_moves(kept)), (other, _what_moves(other))],
        "hindrances": hindrances(kept, other),
        "choices": (KEPT, OTHER),
        "apart": DistinctPersons.objects.filter(first_id=min(both), second_id=max(both)).first(),
        "legal": SECRETARIAT,
    }
    return attempt.page("bodies/person_merge.html", context)
