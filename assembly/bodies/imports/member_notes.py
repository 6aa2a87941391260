"""The words of remarks on cells of the register of members."""

from django.utils.translation import gettext_lazy as _

from assembly.common.cell_notes import register_notes

register_notes(
    "error",
    {
        "act_missing": _("An act is needed: fill the cell, or choose one act for all rows without one"),
        "association_lapsed": _("The association is not accredited on {day}: enter the decision on it first"),
        "since_before_birth": _("The day is before the day of birth"),
        "seat_overlaps": _("An earlier seat of this person lasted until {until}: two seats cannot overlap"),
        "council_before_assembly": _("Before the seat in the Assembly, which begins on {since}"),
        "council_overlaps": _("An earlier seat in the Council lasted longer: two seats cannot overlap"),
    },
)
register_notes(
    "warning",
    {
        "day_ahead": _("the day is still to come"),
        "post_joined": _("joined with row {row}: {post}"),
        "repeat_differs": _("differs from row {row}, which is taken"),
        "association_unknown": _("no such association in the register, the words are kept"),
        "council_kept": _("sits in the Council, the row does not say so: the seat stays, end it by an act"),
        "accreditation_unknown": _("accredited today; whether it was on {day} the portal does not know"),
        "council_since_kept": _("sits in the Council since {since}; the day of the row is not taken"),
        "council_unmarked": _("is not marked as a member of the Council: this is not taken"),
    },
)
register_notes(
    "info",
    {
        "council_as_assembly": _(
            "first day and act of the seat in the Council: those of the Assembly, where not given"
        )
    },
)
