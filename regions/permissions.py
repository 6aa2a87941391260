"""Who may do what with the reports of regions; each right names the paragraph it rests on.

Regional assemblies are accountable to the Assembly (п. 18), whose working body checks their reports. Who
prepares a report works for the secretariat of that very assembly (п. 19): a question to the querysets.
"""

from datetime import date

from assembly.bodies.models import Body
from assembly.bodies.regional import works_for
from assembly.common.errors import NotAllowed
from assembly.law.acts import law_article, regulation
from assembly.people.enums import Role, Standing
from assembly.people.models import User
from assembly.people.rights import declare
from regions.models import RegionalReport
from regions.querysets import READERS, assemblies_visible_to

ACCOUNTABLE = regulation("18")
REGIONAL_SECRETARIAT = regulation("19")
INFORMATION = COUNCIL_FORMED = law_article("14")

SEE_REGIONS = declare("regions.see_regions", *READERS, legal_ref=ACCOUNTABLE)
PREPARE_REPORT = declare("regions.prepare_report", Role.REGIONAL_SECRETARY, legal_ref=REGIONAL_SECRETARIAT)
RETURN_REPORT = declare("regions.return_report", Role.SECRETARIAT, legal_ref=ACCOUNTABLE)
ACCEPT_REPORT = declare("regions.accept_report", Role.SECRETARIAT, legal_ref=ACCOUNTABLE)

# The council of a regional assembly is formed by its chair (ст. 14); its secretariat enters it for him (п. 19).
KEEP_COUNCIL = declare(
    "regions.keep_council", own=(Standing.CHAIR, Standing.SECRETARIAT), legal_ref=COUNCIL_FORMED
)


def can_view_assembly(user: User, assembly: Body, *, on: date) -> bool:
    """Say whether ``user`` may read the inner page of a regional assembly."""
    return assemblies_visible_to(user, on=on).filter(pk=assembly.pk).exists()


def can_view_report(user: User, report: RegionalReport, *, on: date) -> bool:
    """Say whether ``user`` may read a report whole; asks the one place that knows."""
    return RegionalReport.objects.visible_to(user, on=on).filter(pk=report.pk).exists()


def can_prepare(user: User, report: RegionalReport, *, on: date) -> bool:
    """Say whether ``user`` prepares this report."""
    return works_for(user, report.assembly_id, on=on)


def require_prepare(user: User, report: RegionalReport, *, on: date) -> None:
    """Raise unless ``user`` works for the secretariat of the report's assembly.

    Raises:
        NotAllowed: he does not.
    """
    if not can_prepare(user, report, on=on):
        raise NotAllowed(legal_ref=REGIONAL_SECRETARIAT, act=PREPARE_REPORT)
