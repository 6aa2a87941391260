"""Terms of appeals: those of the АППК, kept as settings, since no act says that it binds the Secretariat."""

from django.utils.translation import gettext_lazy as _

from assembly.documents.portal_settings import register_setting

ANSWER_DAYS = "secretariat.appeal_days"
TRIAGE_DAYS = "secretariat.appeal_redirect_days"
NOTICE_DAYS = "secretariat.appeal_notice_days"
MOST_MONTHS = "secretariat.appeal_months_at_most"
DAY_ENDS = "secretariat.working_day_ends"
TRANSLATION_DAYS = "secretariat.translation_days"
MOST_FILES = "secretariat.appeal_files_at_most"


def register_settings() -> None:
    """Register the settings; called from ``ready()``."""
    note = _(
        "The term of the APPC; whether the Code binds the Secretariat is not settled, so it is a setting."
    )
    register_setting(ANSWER_DAYS, 15, _("Term for answering an appeal, working days (APPC, art. 76)"), note)
    register_setting(TRIAGE_DAYS, 3, _("Term for redirecting an appeal, working days (APPC, art. 65)"), note)
    register_setting(NOTICE_DAYS, 3, _("Term for telling the applicant, working days (APPC, art. 76)"), note)
    register_setting(
        MOST_MONTHS,
        2,
        _("Longest extended term of an appeal, months from registration (APPC, art. 76)"),
        note,
    )
    register_setting(
        DAY_ENDS,
        18,
        _("Hour after which an appeal is registered on the next working day (APPC, art. 64)"),
        _("Default: no act of the register fixes the working hours."),
    )
    register_setting(
        MOST_FILES,
        5,
        _("Most files of one appeal"),
        _("Not fixed by law; each file keeps the limit of size."),
    )
    register_setting(
        TRANSLATION_DAYS,
        5,
        _("Term for translating a text into the other official language, working days"),
        _("Default: no act sets a term for it."),
    )
