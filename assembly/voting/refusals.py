"""What voting refuses, in words, each with the paragraph it rests on."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class QuorumNotMet(DomainError):
    """A poll cannot be opened: there is no quorum. Params: ``present``, ``required`` (persons)."""

    code = "poll_without_quorum"
    title = _("The poll cannot be opened: there is no quorum")
    text = _("The poll cannot be opened: there is no quorum. Present: {present}, required: {required}.")
    advice = _("Go on with registration or call a break.")


class MeetingNotOpen(DomainError):
    """Polls are held only while the meeting sits."""

    code = "poll_outside_sitting"
    title = _("The meeting is not in session")
    text = _("A poll is opened only while the meeting is in session.")
    advice = _("Open the meeting, or end the break, and try again.")


class MeetingEnded(DomainError):
    """No poll can be prepared for a meeting that has ended."""

    code = "poll_after_meeting"
    title = _("The meeting has ended")
    text = _("No poll can be prepared for a meeting that has ended or was cancelled.")


class ItemNotCurrent(DomainError):
    """A poll on an agenda item is held while that item is being considered. Param: ``number``."""

    code = "item_not_current"
    title = _("The agenda item is not being considered")
    text = _("Agenda item {number} is not being considered now, so its poll cannot be opened.")
    advice = _("Go over to this item first.")


class ItemWithoutDraft(DomainError):
    """A poll on a text needs an item with a draft. Param: ``number``."""

    code = "item_without_draft"
    status = 422
    title = _("The agenda item has no draft")
    text = _("Agenda item {number} has no draft decision, so there is no text to vote on.")
    advice = _("Attach a draft in Kazakh and Russian to the item.")


class AnotherPollOpen(DomainError):
    """One poll at a time. Param: ``number``."""

    code = "another_poll_open"
    title = _("Another poll is open")
    text = _("Poll {number} of this meeting is still open.")
    advice = _("Close it or declare it void first.")


class FormNotAvailable(DomainError):
    """The form of voting is decided by the body itself. Param: ``form``: the form that holds."""

    code = "form_not_available"
    status = 422
    title = _("This form of voting is not available")
    text = _("The Session decides on the order and form of voting. The form that holds now: {form}.")
    advice = _("Put the form of voting to a procedural poll first.")


class PollNotOpen(DomainError):
    """The poll has not begun, or was declared void."""

    code = "poll_not_open"
    title = _("The poll is not open")
    text = _("Votes are taken only while the poll is open.")
    advice = _("The page shows by itself when a poll opens.")


class CastingEnded(DomainError):
    """The poll's time is over, or it was closed."""

    code = "casting_ended"
    title = _("Casting has ended")
    text = _("Your vote arrived after the end of casting and was not counted.")


class AlreadyVoted(DomainError):
    """A cast vote is final. Param: ``time``: when it was cast, in words."""

    code = "already_voted"
    title = _("Your vote is recorded already")
    text = _("Your vote was recorded at {time}. A cast vote cannot be changed.")


class NotOnRoll(DomainError):
    """He was not present when the poll opened."""

    code = "not_on_roll_of_poll"
    status = 403
    title = _("You are not on this roll")
    text = _("You were not registered when this poll opened, so you are not on its roll.")
    advice = _("You can take part in the next one.")


class BothVotedInOnePoll(DomainError):
    """Two votes in one poll were two persons'."""

    code = "both_voted_in_one_poll"
    title = _("Both were entitled in one poll")
    text = _(
        "Both cards are among the voters of one poll (№ {poll}): two votes were counted as two persons'."
    )
    advice = _("A poll never changes. Leave both cards and end the seat that was entered by mistake.")


class TellersNumber(InvalidValue):
    """Too few or too many are proposed. Params: ``least``, ``most`` (persons)."""

    code = "tellers_number"
    text = _("A counting commission has at least {least} and at most {most} tellers.")
    advice = _("Find members by a few letters of their names and choose them.")


class ChairNotAmong(InvalidValue):
    """One of the tellers is the chair."""

    code = "chair_not_among"
    text = _("Choose which of the tellers is the chair of the commission.")


class TellerAbsent(DomainError):
    """Who is not there cannot count. Param: ``name``."""

    code = "teller_absent"
    title = _("A proposed teller does not take part")
    text = _("Not registered at the sitting now: {name}. Who is not there cannot count.")
    advice = _("Register the member first, or choose another.")
