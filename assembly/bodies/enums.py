"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(TextChoices):
    """Organs and formations around the Assembly (Положение, Указ № 747, п. 7, 12, 17–21, 25)."""

    ASSEMBLY = "assembly", _("Assembly of People of Kazakhstan")
    COUNCIL = "council", _("Council of the Assembly")
    SECRETARIAT = "secretariat", _("Secretariat (Apparatus) of the Assembly")
    REGIONAL_ASSEMBLY = "regional_assembly", _("Regional assembly")
    EXPERT_COUNCIL = "expert_council", _("Scientific-Expert Council")
    COMMISSION = "commission", _("Commission")
    WORKING_GROUP = "working_group", _("Working group")


# Organs whose sittings, polls and composition everybody may read.
PUBLIC_ORGANS = [(kind.value, kind.label) for kind in (BodyKind.ASSEMBLY, BodyKind.COUNCIL)]


class SeatRole(TextChoices):
    """What a member of a body is in it."""

    MEMBER = "member", pgettext_lazy("seat", "Member")
    CHAIR = "chair", pgettext_lazy("seat", "Chair")
    DEPUTY_CHAIR = "deputy_chair", pgettext_lazy("seat", "Deputy chair")
    SECRETARY = "secretary", pgettext_lazy("seat", "Secretary")


class NominationRoute(TextChoices):
    """How a member came to be proposed (Закон об Ассамблее, ст. 15); empty where it is not recorded."""

    REGIONAL_SESSION = "regional_session", _("session of a regional assembly")
    ASSOCIATION = "association", _("supreme body of an association")
    COUNCIL = "council", _("decision of the Council")
    ROTATION = "rotation", pgettext_lazy("nomination", "rotation")
    PRESIDENT = "president", pgettext_lazy("nomination", "at the discretion of the President")


class EndReason(TextChoices):
    """Why a membership ended (Закон об Ассамблее, ст. 17); empty while it lasts."""

    OWN_INITIATIVE = "own_initiative", _("own initiative")
    CITIZENSHIP = "citizenship", _("loss of citizenship or departure for permanent residence abroad")
    POST_CHANGED = "post_changed", _("change of post")
    DEATH = "death", _("death")
    COURT = "court", _("court finding of incapacity, death or absence")
    ROTATION = "rotation", _("rotation")
    RECALL = "recall", _("recall")
    MOVED_REGION = "moved_region", _("move to another region for permanent residence")
    HEALTH = "health", _("state of health, by decision of the President")
    DUTIES = "duties", _("improper performance of duties, by decision of the President")
    DISCREDIT = "discredit", _("act discrediting the title of a member, by decision of the President")
    VERDICT = "verdict", _("guilty verdict in force, by decision of the President")
    PRESIDENT = "president", _("other grounds, by decision of the President")
    # No ground of the Law: the seat goes on as a new span with another role in the body.
    ROLE_CHANGED = "role_changed", _("another role in the same body")


class AccreditationState(TextChoices):
    """What became of an application; that a term is over is reckoned, never stored."""

    APPLIED = "applied", pgettext_lazy("accreditation", "under consideration")
    ACCREDITED = "accredited", pgettext_lazy("accreditation", "accredited")
    REFUSED = "refused", pgettext_lazy("accreditation", "refused")


class OfficeKind(TextChoices):
    """Offices that the Regulation names (п. 5, 16, 17, 18)."""

    CHAIRMAN = "chairman", _("Chairman of the Assembly")
    HEAD_OF_SECRETARIAT = (
        "head_of_secretariat",
        _("Deputy Chairman of the Assembly – Head of the Secretariat"),
    )
    DEPUTY_CHAIR = "deputy_chair", _("Deputy Chairman of the Assembly from ethnocultural associations")
    AKIM = "akim", _("akim")
    OTHER = "other", _("Other official")


class StateBodyKind(TextChoices):
    """What a state body is in the structure of the state; empty where it is not recorded."""

    MINISTRY = "ministry", _("ministry")
    AGENCY = "agency", _("agency")
    COMMITTEE = "committee", _("committee of a ministry")
    DEPARTMENT = "department", _("department")
    AKIMAT = "akimat", _("akimat")
    MASLIKHAT = "maslikhat", _("maslikhat")
    OTHER = "other", pgettext_lazy("state body", "another state body")


class OfficerRole(TextChoices):
    """What an officer is for his state body in the portal."""

    COORDINATOR = "coordinator", _("Coordinator of a state body")
    OFFICER = "officer", _("State-body officer")
    HEAD = "head", _("Head of a state body")


class RegisterKind(TextChoices):
    """Registers that are filled from tables."""

    MEMBERS = "members", _("Members of the Assembly")
    STATE_BODIES = "state_bodies", _("State bodies")
    ASSOCIATIONS = "associations", _("Associations")
    OFFICERS = "officers", _("Officers of state bodies")


class ImportState(TextChoices):
    """Where an import stands."""

    READ = "read", pgettext_lazy("import state", "Columns to be checked")
    CHECKED = "checked", pgettext_lazy("import state", "Checked, nothing written")
    QUEUED = "queued", pgettext_lazy("import state", "Waiting to be written")
    WRITING = "writing", pgettext_lazy("import state", "Being written")
    DONE = "done", pgettext_lazy("import state", "Written")
    DROPPED = "dropped", pgettext_lazy("import state", "Dropped")
    EXPIRED = "expired", pgettext_lazy("import state", "Removed after a day")


class ImportEvent(TextChoices):
    """What can happen to an import."""

    CHECK = "check"
    CONFIRM = "confirm"
    START = "start"
    FINISH = "finish"
    FAIL = "fail"
    DROP = "drop"
    EXPIRE = "expire"


class CellState(TextChoices):
    """What an import would do with a cell or a row."""

    NEW = "new", pgettext_lazy("cell", "new")
    CHANGED = "changed", pgettext_lazy("cell", "changes")
    SAME = "same", pgettext_lazy("cell", "the same")
    ERROR = "error", pgettext_lazy("cell", "error")
    REPEAT = "repeat", pgettext_lazy("cell", "joined to another row")
    SKIPPED = "skipped", pgettext_lazy("cell", "left out")
