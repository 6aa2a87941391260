"""What the Council puts on the Chairman's desk: his act of convening, or his agreement that a deputy convenes."""

from django.utils.translation import gettext_lazy as _

from assembly.chairman.matters import MatterKind, register_matter_kind
from assembly.documents.enums import ActAccess, ActKind
from council import permissions
from council.services import convening, council_meetings


def register() -> None:
    """Register both kinds; called from ``ready()``."""
    # The Chairman's act convenes; or he agrees that a deputy does (п. 12).
    for code, label, act_kind, access, effect in (
        (
            council_meetings.CONVENE,
            _("Convening the Council"),
            ActKind.ORDER,
            ActAccess.PUBLIC,
            convening.convene_by_act,
        ),
        (
            council_meetings.AGREE,
            _("Agreement to convene the Council"),
            ActKind.LETTER,
            ActAccess.RESTRICTED,
            convening.agree_by_act,
        ),
    ):
        register_matter_kind(
            MatterKind(
                code=code,
                label=label,
                legal_ref=council_meetings.PARAGRAPH,
                act_kind=act_kind,
                require_signable=convening.require_on_the_desk,
                effect=effect,
                panels=convening.panels_of_meeting,
                release=convening.release_council_meeting,
                subject_url=convening.page_of_meeting,
                act_access=access,
                put_right=permissions.PUT_MEETING,
            )
        )
