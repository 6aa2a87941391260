"""What is due in the organs and in the registers: reports, opinions, closing reports, sittings, rotations, texts.

Beside ``due_sources``, which knows the chain of a decision and the appeals.
"""

from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from assembly.bodies.enums import SeatRole
from assembly.bodies.models import Accreditation, Membership
from assembly.chairman.models import DeputyTerm
from assembly.common.clock import day_of
from assembly.common.names import language_now
from assembly.deadlines.due import DueItem, DueSource, register_due
from assembly.deadlines.selectors import Calendar, term_after
from assembly.documents.models import Document, Version
from assembly.documents.selectors import setting_value
from assembly.people.models import User
from council.terms import term_of_council
from expert_council.models import OpinionRequest
from regions.models import RegionalReport
from secretariat.formations.models import Formation
from secretariat.portal_settings import TRANSLATION_DAYS

LAST_DAY = timedelta(days=1)


def regional_reports(_user: User, _on: date, until: date) -> list[DueItem]:
    """Return the quarterly reports that regions still have to send, or to revise (п. 18)."""
    found = RegionalReport.objects.awaiting_region().filter(due_on__lte=until).with_names()
    return [
        DueItem(
            title=_("Report for quarter %(quarter)s of %(year)s")
            % {"quarter": one.quarter_roman, "year": one.year},
            url=reverse("regions:report", args=[one.pk]),
            action=pgettext("due", "Look"),
            due_on=one.due_on,
            who=one.assembly.name,
        )
        for one in found
    ]


def opinions(user: User, _on: date, until: date) -> list[DueItem]:
    """Return the opinions that experts still owe (п. 24)."""
    found = (
        OpinionRequest.objects.awaiting_experts()
        .filter(due_on__lte=until)
        .select_related("version__document")
        .prefetch_related("authors__person")
    )
    return [
        DueItem(
            title=one.version.document.title,
            url=reverse("expert_council:opinion", args=[one.pk]),
            action=pgettext("due", "Look"),
            due_on=one.due_on,
            who=", ".join(author.person.short_name for author in one.authors.all()),
            is_mine=one.asked_by_id == user.pk,
        )
        for one in found
    ]


def closing_reports(user: User, on: date, until: date) -> list[DueItem]:
    """Return the commissions and working groups whose term ends: a closing report ends them (п. 20, 25, 26)."""
    found = Formation.objects.active().filter(until__lte=until)
    chairs = {
        seat.body_id: seat.person.full_name
        for seat in Membership.objects.in_force_on(on)
        .filter(body__formation__in=found, role=SeatRole.CHAIR)
        .select_related("person")
    }
    return [
        DueItem(
            title=_("Closing report: %(name)s") % {"name": one.name},
            url=reverse("formations:formation", args=[one.pk]),
            action=pgettext("due", "Look"),
            due_on=one.until,
            who=chairs.get(one.body_id, "") if one.body_id else "",
            is_mine=one.drafted_by_id == user.pk,
        )
        for one in found
        if one.until is not None
    ]


def council_term(_user: User, _on: date, until: date) -> list[DueItem]:
    """Return the day by which the Council has to meet, unless a sitting is convened in time (Law, art. 10)."""
    term = term_of_council()
    if term is None or term.is_provided or term.due_on > until:
        return []
    item = DueItem(
        title=_("The Council has to meet: half a year since its last sitting (%(source)s)")
        % {"source": term.legal_ref.cite(language_now())},
        url=reverse("council:meeting_new"),
        action=pgettext("due", "Prepare"),
        due_on=term.due_on,
        who=_("Council of the Assembly"),
    )
    return [item]


def rotations(_user: User, _on: date, until: date) -> list[DueItem]:
    """Return the deputies of the Chairman whose period of rotation ends while they hold the office (п. 16)."""
    found = DeputyTerm.objects.filter(
        holding__term__endswith__isnull=True, rotation_until__lte=until + LAST_DAY
    ).select_related("holding__person")
    return [
        DueItem(
            title=_("Rotation of a deputy: %(name)s") % {"name": one.holding.person.full_name},
            url=reverse("chairman:deputies"),
            action=pgettext("due", "Look"),
            due_on=one.rotation_until - LAST_DAY,
            who=_("Chairman of the Assembly"),
        )
        for one in found
    ]


def accreditations(_user: User, on: date, until: date) -> list[DueItem]:
    """Return the accreditations that end and that nobody renews; one that has lapsed is nobody's term any more."""
    found = (
        Accreditation.objects.not_renewed()
        .filter(term__endswith__gt=on, term__endswith__lte=until + LAST_DAY)
        .select_related("association")
    )
    return [
        DueItem(
            title=_("Accreditation ends: %(name)s") % {"name": one.association.name},
            url=reverse("bodies:association_card", args=[one.association_id]),
            action=pgettext("due", "Look"),
            due_on=one.term.upper - LAST_DAY,
            who=one.association.name,
        )
        for one in found
        if one.term is not None
    ]


def translations(_user: User, on: date, until: date) -> list[DueItem]:
    """Return the texts that exist in one official language; their term is a setting, counted from that version."""
    newest = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    found = Document.objects.awaiting_translation().annotate(
        written_at=Subquery(newest.values("created_at")[:1])
    )
    days, calendar = int(setting_value(TRANSLATION_DAYS, on=on)), Calendar()
    items = [
        DueItem(
            title=one.title,
            url=reverse("documents:translate", args=[one.pk]),
            action=pgettext("verb", "Translate"),
            due_on=term_after(day_of(one.written_at), days, calendar=calendar).due_on,
            who=_("Secretariat: the translator"),
        )
        for one in found
    ]
    return [item for item in items if item.due_on <= until]


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_due(DueSource("regional_reports", gettext_lazy("Report of a region"), "map", regional_reports))
    register_due(DueSource("opinions", gettext_lazy("Expert opinion"), "microscope", opinions))
    register_due(
        DueSource(
            "closing_reports",
            gettext_lazy("Term of a commission or a working group"),
            "users-round",
            closing_reports,
        )
    )
    register_due(DueSource("council_term", gettext_lazy("Term of the Council"), "landmark", council_term))
    register_due(DueSource("rotations", gettext_lazy("Rotation of a deputy"), "calendar-clock", rotations))
    register_due(DueSource("accreditations", gettext_lazy("Accreditation"), "badge-check", accreditations))
    register_due(DueSource("translations", gettext_lazy("Translation"), "languages", translations))
