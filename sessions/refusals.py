"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue, TransitionRefused


class SessionNumberTaken(InvalidValue):
    """Sessions are numbered one after another; a number is one Session's."""

    code = "session_number_taken"
    title = _("This number belongs to another Session")
    text = _("A Session with this number exists already: {number}.")
    advice = _("Open that Session, or choose the next number.")


class SessionNumberImpossible(InvalidValue):
    """A number that has no Roman numeral."""

    code = "session_number_impossible"
    title = _("There is no such number of a Session")
    text = _("Sessions are numbered from 1 upwards and written in Roman numerals.")


class SessionBeginsInThePast(InvalidValue):
    """A Session is convened for a time to come."""

    code = "session_begins_in_the_past"
    title = _("The day of the Session has passed")
    text = _("A Session can be convened only for a time still to come.")
    advice = _("Choose another day. Sessions already held are kept as archive records.")


class ReplyDayTooLate(InvalidValue):
    """Members are asked to answer before the Session."""

    code = "reply_day_too_late"
    title = _("The day for the answers is too late")
    text = _("Members are asked to answer before the day of the Session, and not in the past.")
    advice = _("Choose an earlier day or leave it empty.")


class ThemeMissing(InvalidValue):
    """A Session has a theme, in one language at least while it is a draft."""

    code = "theme_missing"
    title = _("The theme is missing")
    text = _("Write the theme of the Session in Kazakh, in Russian or in both languages.")


class ItemTitleMissing(InvalidValue):
    """An agenda item without a title."""

    code = "item_title_missing"
    title = _("An agenda item has no title")
    text = _("Agenda item {number} has no title.")
    advice = _("Write its title, or take the item out.")


class ItemOfAnotherOrgan(InvalidValue):
    """The law gives this matter to another organ, or to none."""

    code = "item_of_another_organ"
    title = _("This is not a matter for the Session")
    text = _("Agenda item {number} names a matter that the Regulation gives to another organ.")
    advice = _("Choose a competence of the Session, or put the item on that organ's agenda.")


class OnlyDraftsChange(TransitionRefused):
    """What is on the Chairman's desk, or signed, does not change."""

    code = "only_drafts_change"
    title = _("This Session can no longer be changed")
    text = _("Only a Session in preparation can be changed: this one waits for the Chairman or is convened.")
    advice = _("Withdraw the matter from the Chairman's desk first. A convened Session does not change.")


class AgendaEmpty(DomainError):
    """A Session is convened for something."""

    code = "agenda_empty"
    title = _("The agenda is empty")
    text = _("A Session is put to the Chairman with its agenda, and there is no item yet.")
    advice = _("Add at least one agenda item.")


class SessionTranslationPending(DomainError):
    """Official texts exist in Kazakh and in Russian."""

    code = "session_translation_pending"
    title = _("Translation pending")
    text = _("These texts do not exist in both languages, Kazakh and Russian: {missing}.")
    advice = _("Enter the missing texts, then put the Session to the Chairman.")


class NotPutToTheChairman(TransitionRefused):
    """The act convenes a Session that waits on the desk."""

    code = "not_put_to_the_chairman"
    title = _("This Session does not wait for the Chairman")
    text = _("The Session has been convened or taken back meanwhile.")
