"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue, NotAllowed, TransitionRefused


class AgreementMissing(DomainError):
    """A deputy convenes the Council only with the Chairman's agreement."""

    code = "agreement_missing"
    title = _("The Chairman has not agreed to this meeting")
    text = _("The Council cannot be convened: the Chairman's agreement is not on record. Nobody was invited.")
    advice = _("Ask for it and record the answer.")


class MeetingOfAnotherDeputy(NotAllowed):
    """The agreement was given to the deputy who is named."""

    code = "meeting_of_another_deputy"
    title = _("Another deputy convenes this meeting")
    text = _("This meeting is prepared for {name}, and the agreement is asked for him.")
    advice = _("Prepare a meeting of your own.")


class NotADeputy(InvalidValue):
    """Who convenes with the Chairman's agreement holds the office of a deputy."""

    code = "not_a_deputy"
    title = _("This person is not a deputy of the Chairman")
    text = _("Only the Chairman and his deputies convene the Council, and this person is no deputy today.")
    advice = _("Choose the Chairman or a deputy in office.")


class CouncilMeetsInThePast(InvalidValue):
    """A sitting is convened for a time to come."""

    code = "council_meets_in_the_past"
    title = _("The day of the meeting has passed")
    text = _("A meeting of the Council can be convened only for a time still to come.")
    advice = _("Choose another day.")


class AnswersTooLate(InvalidValue):
    """Members are asked to answer before the sitting."""

    code = "answers_too_late"
    title = _("The day for the answers is too late")
    text = _("Members are asked to answer before the day of the meeting, and not in the past.")
    advice = _("Choose an earlier day or leave it empty.")


class ItemWithoutTitle(InvalidValue):
    """An agenda item without a title."""

    code = "item_without_title"
    title = _("An agenda item has no title")
    text = _("Agenda item {number} has no title.")
    advice = _("Write its title, or take the item out.")


class NoAgenda(DomainError):
    """The Council is convened for something."""

    code = "no_agenda"
    title = _("The agenda is empty")
    text = _("A meeting of the Council is put to the Chairman with its agenda, and there is no item yet.")
    advice = _("Add at least one agenda item.")


class MeetingTranslationPending(DomainError):
    """Official texts exist in Kazakh and in Russian."""

    code = "meeting_translation_pending"
    title = _("Translation pending")
    text = _("These texts do not exist in both languages, Kazakh and Russian: {missing}.")
    advice = _("Enter the missing texts, then put the meeting to the Chairman.")


class OnlyPlansChange(TransitionRefused):
    """What the Chairman reads, has agreed to or convened does not change."""

    code = "only_plans_change"
    title = _("This meeting can no longer be changed")
    text = _(
        "Only a meeting in preparation can be changed: this one waits for the Chairman, is agreed or convened."
    )
    advice = _("Withdraw the matter or take the agreed plan back first. A convened meeting does not change.")


class NotOnTheDesk(TransitionRefused):
    """The act concerns a sitting that waits on the desk."""

    code = "council_meeting_not_on_the_desk"
    title = _("This meeting does not wait for the Chairman")
    text = _("The meeting has been convened or taken back meanwhile.")


class MinutesNotSignedYet(DomainError):
    """An excerpt is taken out of signed minutes."""

    code = "minutes_not_signed_yet"
    title = _("The minutes are not signed yet")
    text = _("An excerpt is taken out of minutes that the presiding person and the secretary have signed.")
    advice = _("Let the minutes be signed first.")
