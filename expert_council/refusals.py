"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class AskedAlready(DomainError):
    """The person sits in the Council already, or has been asked."""

    code = "asked_already"
    title = _("This person was asked already")
    text = _("This person sits in the Scientific-Expert Council already, or has been asked for his consent.")
    advice = _("Open the page of the composition: it shows the answer.")


class NotYourConsent(DomainError):
    """Consent is given by the person himself, or recorded from his paper."""

    code = "not_your_consent"
    status = 403
    title = _("This consent is another person's")
    text = _("Consent is given by the person who was asked, or recorded by the Secretariat from his paper.")


class PaperNoteMissing(InvalidValue):
    """An answer recorded from paper names that paper."""

    code = "paper_note_missing"
    title = _("The paper is not named")
    text = _("Write by which paper the person answered: its kind, day and number.")


class NothingToApprove(DomainError):
    """Nobody has agreed since, and nobody leaves."""

    code = "nothing_to_approve"
    title = _("There is nothing to approve")
    text = _("The composition would not change: nobody else has agreed to join, and nobody leaves.")
    advice = _("Ask for consent first: the Council is composed of those who agreed.")


class NotAMember(InvalidValue):
    """Somebody was named who has no seat in the Council."""

    code = "not_a_member"
    title = _("This person has no seat in the Council")
    text = _("Only members of the Scientific-Expert Council can be named here.")


class StatuteApproved(DomainError):
    """The statute has its act already."""

    code = "statute_approved"
    title = _("This statute is approved already")
    text = _("This statute was approved by an act and changes no more.")
    advice = _("Write a new statute: the approved one stays in the history.")


class ItemNotElection(DomainError):
    """Elections are held on an item that names them."""

    code = "item_not_election"
    title = _("This agenda item is not an election")
    text = _(
        "The chair and the deputies are elected at a sitting of the Scientific-Expert Council, on an agenda item "
        "that names the election."
    )
    advice = _("Put an item with this competence on the agenda.")


class CandidatesMissing(InvalidValue):
    """An election without candidates."""

    code = "candidates_missing"
    title = _("Nobody stands for election")
    text = _("Choose at least one member of the Scientific-Expert Council.")


class ElectionGoesOn(DomainError):
    """Such an election has begun on this item already."""

    code = "election_goes_on"
    title = _("This election goes on already")
    text = _("An election to this place has begun on this item and has not ended.")


class RoundNotVoted(DomainError):
    """A poll of the round is not closed."""

    code = "round_not_voted"
    title = _("The round is not over")
    text = _("Not every poll of this round is closed. Polls still to be closed: {left}.")
    advice = _("Open and close each of them at the console; a void one is replaced by a new poll.")


class RoundGoesOn(DomainError):
    """The polls of this round are there already."""

    code = "round_goes_on"
    title = _("The polls of this round are prepared already")
    text = _("The polls of this round are prepared already: vote on them and establish the result.")


class VersionIncomplete(DomainError):
    """Experts judge a text that exists in both official languages."""

    code = "version_incomplete"
    title = _("Translation pending")
    text = _("An opinion is asked on a text that exists in Kazakh and in Russian: one of them is missing.")
    advice = _("Finish the translation, then ask for the opinion.")


class OpinionAskedAlready(DomainError):
    """One opinion on a version at a time."""

    code = "opinion_asked_already"
    title = _("The opinion was asked for already")
    text = _("An opinion on this version is being written already.")


class ExpertsMissing(InvalidValue):
    """Nobody was named to write."""

    code = "experts_missing"
    title = _("No expert is named")
    text = _("Name at least one expert who writes the opinion.")


class TermPassed(InvalidValue):
    """The term lies before the day of the request."""

    code = "term_passed"
    title = _("The term has passed")
    text = _("The last day of the term cannot lie before the day of the request.")


class NotNamed(DomainError):
    """Only experts named in the request write."""

    code = "not_named"
    status = 403
    title = _("You are not named in this request")
    text = _("The opinion and a dissent are written by the experts who are named in the request.")


class NotChair(DomainError):
    """The chair of the Council, or a deputy, issues its opinions."""

    code = "not_chair"
    status = 403
    title = _("The chair issues the opinion")
    text = _("An opinion is issued by the chair of the Scientific-Expert Council or by a deputy.")
    advice = _("Where there is no chair yet, hold the election at a sitting of the Council.")


class OpinionTextMissing(InvalidValue):
    """The opinion, or the dissent, has no word."""

    code = "opinion_text_missing"
    title = _("The text is empty")
    text = _("Write the text in Kazakh, in Russian or in both languages.")


class NamedAlready(DomainError):
    """The expert writes this opinion already."""

    code = "named_already"
    title = _("This expert is named already")
    text = _("This expert is named in the request already.")


class ReasonMissing(InvalidValue):
    """A request is withdrawn with a reason."""

    code = "reason_missing"
    title = _("The reason is missing")
    text = _("Write why the request is withdrawn: the experts are told so.")
