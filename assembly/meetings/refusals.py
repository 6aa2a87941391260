"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue, NotAllowed


class QuorumNotMet(DomainError):
    """Fewer members take part than the law asks for: ``present``, ``required``, ``missing`` persons."""

    code = "quorum_not_met"
    title = _("There is no quorum")
    text = _("No quorum. Present: {present}, required: {required}. Members still to register: {missing}.")
    advice = _("Go on with registration or call a break.")


class NotOnRoll(DomainError):
    """The person is not on the frozen roll of this sitting."""

    code = "not_on_roll"
    status = 403
    title = _("Not on the roll of this meeting")
    text = _("The roll was frozen when registration opened, and this person is not on it.")
    advice = _("Only members in force on the day of the meeting are on the roll. Check the membership.")


class RegistrationNotOpen(DomainError):
    """Nobody can be registered: not yet, or no longer."""

    code = "registration_not_open"
    title = _("Registration is not open")
    text = _("Members are registered from the opening of registration until the meeting is closed.")
    advice = _("Reload the page: it shows what is possible now.")


class NotDayOfMeeting(DomainError):
    """The roll holds the members of the day of the sitting, which has not come yet."""

    code = "not_day_of_meeting"
    title = _("The day of the meeting has not come")
    text = _(
        "Registration freezes the roll: the members in force on the day of the meeting. That day has not come."
    )
    advice = _("Open registration on the day of the meeting.")


class NoMembers(DomainError):
    """The body has no member in force who counts toward quorum."""

    code = "no_members"
    title = _("The roll would be empty")
    text = _("On this day the body has no member in force who counts toward quorum.")
    advice = _("Enter the memberships first.")


class NotPresent(DomainError):
    """The person is not registered as present, so he cannot leave."""

    code = "not_present"
    title = _("Not registered as present")
    text = _("This member is not registered as present now.")


class ConveningActMissing(DomainError):
    """A sitting of the Session rests on the Chairman's act, and there is none."""

    code = "convening_act_missing"
    title = _("The act of convening is missing")
    text = _("The Session is convened by the Chairman of the Assembly alone, and his act is not on record.")
    advice = _("Put the matter on the Chairman's desk.")


class ExclusiveCompetence(DomainError):
    """The item belongs exclusively to another organ."""

    code = "exclusive_competence"
    title = _("This item cannot be put on this agenda")
    text = _("It belongs exclusively to the Session.")
    advice = _("Propose it for the agenda of the Session.")


class CompetenceOfAnother(DomainError):
    """The law gives the item to another organ."""

    code = "competence_of_another"
    title = _("This item cannot be put on this agenda")
    text = _("It belongs to the competence of another organ.")
    advice = _("Choose a competence of the organ that meets.")


class TitleMissing(InvalidValue):
    """An agenda item needs its title in both official languages."""

    code = "title_missing"
    title = _("The title is missing")
    text = _("Enter the title in Kazakh and in Russian.")


class AnotherItemCurrent(DomainError):
    """One item is considered at a time."""

    code = "another_item_current"
    title = _("Another item is being considered")
    text = _("Item {number} is being considered now.")
    advice = _("End it first.")


class MeetingNotOpen(DomainError):
    """The act is possible only while the sitting goes on."""

    code = "meeting_not_open"
    title = _("The meeting is not in session")
    text = _("This is possible only while the meeting is in session.")


class MeetingEnded(DomainError):
    """The sitting is closed: nothing in it changes any more."""

    code = "meeting_ended"
    title = _("The meeting has ended")
    text = _("A closed meeting does not change.")


class ReplyTooLate(DomainError):
    """Registration has opened: presence counts now, not the plan."""

    code = "reply_too_late"
    title = _("The answer can no longer be changed")
    text = _("Registration of those taking part has opened, so presence counts now, not the answer.")
    advice = _("Register in the hall or take part remotely.")


class MeetingGoesOn(DomainError):
    """Minutes are drawn up of a closed sitting."""

    code = "meeting_goes_on"
    title = _("The meeting is not closed yet")
    text = _("The minutes are drawn up when the meeting is closed.")
    advice = _("Close the meeting first.")


class MinutesSigned(DomainError):
    """Signed minutes never change."""

    code = "minutes_signed"
    title = _("The minutes are signed")
    text = _("A signed document cannot be changed.")
    advice = _("If a correction is needed, make a new version and give the reason.")


class BothOnOneRoll(DomainError):
    """Who stood on one roll twice was two members."""

    code = "both_on_one_roll"
    title = _("Both stand on one roll")
    text = _(
        "Both cards stand on the roll of one sitting, so they were counted as two members: {name}, № {number}."
    )
    advice = _("A roll never changes. Leave both cards and end the seat that was entered by mistake.")


class OnRollOfLiveMeeting(DomainError):
    """While a sitting goes on, its people stay who they are."""

    code = "on_roll_of_live_meeting"
    title = _("A sitting goes on")
    text = _("One of the cards stands on the roll of a sitting that is not closed yet.")
    advice = _("Merge the cards when the sitting is closed.")


class NotCoordinated(DomainError):
    """The Session and the Council are convened by the Chairman, regional assemblies by themselves."""

    code = "not_coordinated"
    title = _("The Secretariat does not convene this body")
    text = _("The Secretariat convenes the Scientific-Expert Council, commissions and working groups.")


class BodyEnded(DomainError):
    """The body exists no more."""

    code = "body_ended"
    title = _("This body exists no more")
    text = _("This body exists no more since {day}, so it cannot meet.")


class BeginsInThePast(InvalidValue):
    """A sitting is convened for a time to come."""

    code = "begins_in_the_past"
    title = _("This moment has passed")
    text = _("A sitting is convened for a time still to come.")


class ConvenedAlready(InvalidValue):
    """The body meets at this very moment already."""

    code = "convened_already"
    title = _("A sitting is convened for this moment already")
    text = _("This body has a sitting at this very moment already.")
    advice = _("Open the list of meetings, or choose another time.")


class PresidingSignatureMissing(DomainError):
    """The secretary signs minutes after the person who presided."""

    code = "presiding_signature_missing"
    title = _("The presiding person has not signed yet")
    text = _("The minutes are approved and signed first by the person who presided: {name}.")
    advice = _("Ask him to sign; the minutes wait on his desk.")


class NotPresiding(NotAllowed):
    """Only who presided approves the minutes."""

    code = "not_presiding"
    title = _("Only the presiding person approves the minutes")
    text = _("You did not preside at this meeting.")
