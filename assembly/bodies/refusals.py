"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class SeatOverlaps(DomainError):
    """The person has a seat in this body on some of these days already."""

    code = "seat_overlaps"
    title = _("This person already has a seat here")
    text = _("The person already has a seat in this body from {since}: two seats cannot overlap.")
    advice = _("End the earlier seat first, or choose a later first day.")


class ActNeeded(InvalidValue):
    """A seat or an office is given and taken by an act; none was named."""

    code = "act_needed"
    title = _("An act is needed")
    text = _("Name the act on which this rests.")
    advice = _("If the act is not in the portal yet, record it first.")


class TermAlreadyEnded(DomainError):
    """The seat, post or office has its last day already."""

    code = "term_already_ended"
    title = _("The term has ended already")
    text = _("The last day of this term is entered already.")


class RoleUnchanged(InvalidValue):
    """A change of role names the role that the member has."""

    code = "role_unchanged"
    title = _("The role would stay the same")
    text = _("The person has this role in the body already: {role}.")
    advice = _("Choose another role.")


class EndBeforeBeginning(InvalidValue):
    """A term cannot end on or before the day it begins."""

    code = "end_before_beginning"
    title = _("Please check the days")
    text = _("The term begins on {since}: it can end only after that day.")


class ReasonOfRegions(InvalidValue):
    """A move to another region ends a seat in a regional assembly alone."""

    code = "reason_of_regions"
    title = _("This reason is of regional assemblies")
    text = _("A move to another region ends a seat in a regional assembly, not in another body.")
    advice = _("Choose another reason.")


class OfficeHeld(DomainError):
    """Somebody holds the office on that day."""

    code = "office_held"
    title = _("The office is held")
    text = _("Somebody holds this office on that day or is to take it later.")
    advice = _("End the present term first, then appoint.")


class PostOverlaps(DomainError):
    """The person acts for this state body on some of these days already."""

    code = "post_overlaps"
    title = _("This person already acts for the state body")
    text = _("The person already acts for this state body from {since}.")
    advice = _("End the earlier post first, or choose a later first day.")


class AssociationNotAccredited(DomainError):
    """A member sits on behalf of an association that belongs to the Assembly, which means an accredited one."""

    code = "association_not_accredited"
    title = _("The association is not accredited on that day")
    text = _(
        "Since the Law of 27 April 2018 No. 149-VI only accredited associations belong to the Assembly. "
        "This one is not accredited on {day}: {name}."
    )
    advice = _(
        "Enter the decision on its accreditation first, or name another on whose behalf the person sits."
    )


class ApplicationOpen(DomainError):
    """An application waits for its decision."""

    code = "application_open"
    title = _("An application is under consideration already")
    text = _("This association has an application that waits for its decision.")
    advice = _("Decide on it first.")


class ApplicationDecided(DomainError):
    """The application was decided."""

    code = "application_decided"
    title = _("The application was decided already")
    text = _("What was decided on this application stands in the register.")
    advice = _("Receive a new application, if the association applies again.")


class DayInFuture(InvalidValue):
    """What has not happened yet cannot be entered as done."""

    code = "day_in_future"
    title = _("This day is still to come")
    text = _("The day is still to come: enter what happened when it has happened.")


class DecidedBeforeApplied(InvalidValue):
    """A decision follows its application."""

    code = "decided_before_applied"
    title = _("Please check the days")
    text = _("The application came on {applied}: it cannot have been decided before.")


class EntryNumberTaken(InvalidValue):
    """One number of the register is one entry."""

    code = "entry_number_taken"
    title = _("The number is taken")
    text = _("The register of accredited associations has an entry with this number already.")


class RefusalReasonMissing(InvalidValue):
    """A refusal has its reason."""

    code = "refusal_reason_missing"
    title = _("The reason is missing")
    text = _("Say why the application is refused: the association has a right to know.")


class SomebodyIsHere(DomainError):
    """The portal has its people: rights are asked for by one and confirmed by another."""

    code = "somebody_is_here"
    title = _("The portal has its people already")
    text = _(
        "The first head of the Secretariat is entered once, while nobody has the rights of the Secretariat."
    )
    advice = _("Ask for the appointment on the page of offices; another person confirms it.")


class MergeSeatsOverlap(DomainError):
    """Two seats of one person in one body cannot overlap."""

    code = "merge_seats_overlap"
    title = _("Both sat in one body at the same time")
    text = _("Both cards have a seat on the same days in this body: {body}.")
    advice = _("If it is one person, end one of the seats first; if these are two persons, leave both cards.")


class MergePostsOverlap(DomainError):
    """Two posts of one person at one state body cannot overlap."""

    code = "merge_posts_overlap"
    title = _("Both acted for one state body at the same time")
    text = _("Both cards have a post on the same days at this state body: {body}.")
    advice = _("If it is one person, end one of the posts first; if these are two persons, leave both cards.")


class CardMerged(DomainError):
    """A card that was merged takes nothing more."""

    code = "card_merged"
    title = _("This card was merged into another")
    text = _("The card was merged into another and takes nothing more: {name}.")
    advice = _("Choose the card that remained.")


class RightsWouldMove(DomainError):
    """Rights in the portal are given by two persons, never by merging cards."""

    code = "rights_would_move"
    title = _("Rights would come to another sign-in")
    text = _("This card has a seat, an office or a post that gives rights in the portal: {name}.")
    advice = _(
        "End it first and have it given anew to the card that remains: one person asks, another confirms."
    )


class CodeTaken(InvalidValue):
    """One code is one state body."""

    code = "code_taken"
    title = _("The code is taken")
    text = _("Another state body has this code already.")


class StateBodyEnded(DomainError):
    """A body that exists no more does not change and succeeds nobody."""

    code = "state_body_ended"
    title = _("The state body exists no more")
    text = _("The state body exists no more: its record stays as it is.")
    advice = _("Choose the body that goes on with its work.")


class SuccessorNeeded(InvalidValue):
    """Somebody goes on with the work, or it is said that nobody does."""

    code = "successor_needed"
    title = _("The successor is not named")
    text = _("Name the body that goes on with the work, or mark that there is none.")


class PartOfItself(InvalidValue):
    """A body is neither a part nor a successor of itself."""

    code = "part_of_itself"
    title = _("The structure would close in a ring")
    text = _("A state body cannot be a part or a successor of itself or of its own parts.")
