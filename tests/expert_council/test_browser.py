"""The whole path of the Council in a browser: consents, orders, an election in two rounds, an opinion, a newer text."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assembly.bodies.enums import BodyKind, SeatRole
from assembly.bodies.models import Membership
from assembly.documents.models import Act, Rendition
from assembly.documents.services.renditions import render_waiting
from assembly.meetings.models import Meeting
from assembly.meetings.services.agenda import add_item, begin_item
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import open_meeting
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, open_poll
from expert_council.models import CandidatePoll, Consent, Election, OpinionRequest, Statute
from secretariat.programmes.models import Programme
from tests.browsing import DESK, PHONE, assert_open_to_all, doors, press, send, shows
from tests.expert_council.makers import OPINION, TEXTS, make_head
from tests.factories import make_body, make_person, make_secretary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {
    "kk": {
        "nobody": "Төраға әлі сайланған жоқ",
        "voted": "Дауысыңыз қабылданды",
        "second": "2-кезең",
        "elected": "Сайланды",
        "dissent": "Ерекше пікір",
        "outdated": "Ескірген",
        "anew": "Бұрынғы нұсқа жолдың бір бөлігін өткен",
    },
    "ru": {
        "nobody": "Председатель ещё не избран",
        "voted": "Ваш голос принят",
        "second": "Тур 2",
        "elected": "Избран",
        "dissent": "Особое мнение",
        "outdated": "Устарело",
        "anew": "Прежняя редакция прошла часть пути",
    },
}


class Council:
    """Those who go the path, in one language: the Secretariat, its head, three experts, one from abroad."""

    def __init__(self, door, language, size):
        make_body(BodyKind.EXPERT_COUNCIL)
        self.door, self.language, self.words, self.size = door, language, WORDS[language], size
        self.secretary, self.head = make_secretary(language=language), make_head()
        self.experts = [make_person(language=language) for _ in range(3)]
        self.foreigner = make_person(language=language)

    def at(self, user, path):
        """Let a person go to a page of the room; returns it."""
        page = self.door.of(user, self.size)
        page.goto(f"/{self.language}/experts/{path}")
        return page


def _found_the_council(council):
    """The statute and the composition are approved by the head; nobody sits without his consent."""
    send(council.at(council.secretary, "statute/new/"), **TEXTS)
    page = council.at(council.head, f"statute/{Statute.objects.get().pk}/approve/")
    assert_open_to_all(page)
    send(page)
    for person in council.experts:
        send(council.at(council.secretary, f"consents/new/?person={person.pk}"))
        page = council.at(person.user, f"consents/{Consent.objects.get(person=person).pk}/")
        assert_open_to_all(page)
        with page.expect_navigation():
            page.locator("main button[name=answer][value=yes]").click()
    assert Membership.objects.filter(body__kind="expert_council").count() == 0
    page = council.at(council.head, "composition/")
    assert_open_to_all(page)
    send(page)
    shows(page, council.words["nobody"])
    assert_open_to_all(page)
    assert Membership.objects.filter(body__kind="expert_council").count() == 3


def _hold_a_sitting(council):
    """The Secretariat convenes; the sitting stands at the item that elects the chair."""
    secretary = council.secretary
    page = council.at(secretary, "council/")
    with page.expect_navigation():
        page.locator("main .ws-head .btn-primary").click()
    starts = timezone.localtime() + timedelta(minutes=4)
    send(page, starts_at=starts.strftime("%Y-%m-%dT%H:%M"), place_kk="Астана", place_ru="Астана")
    meeting = Meeting.objects.get()
    item = add_item(
        meeting_id=meeting.pk, title_kk="Төрағаны сайлау", title_ru="Избрание председателя",
        competence="expert_election", actor=secretary, at=timezone.now(),
    )  # fmt: skip
    open_registration(meeting_id=meeting.pk, actor=secretary, at=timezone.now())
    keys = [person.pk for person in council.experts]
    check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=timezone.now())
    open_meeting(meeting_id=meeting.pk, presiding_id=keys[0], actor=secretary, at=timezone.now())
    begin_item(item_id=item.pk, actor=secretary, at=timezone.now())
    return meeting, item


def _vote(council, meeting, number, votes_for):
    """Let so many be for each candidate of a round; the first expert votes on his phone."""
    votes = {person.pk: least for person, least in zip(council.experts, votes_for, strict=False)}
    for row in CandidatePoll.objects.filter(round=number).select_related("candidacy"):
        least = votes[row.candidacy.person_id]
        open_poll(poll_id=row.poll_id, actor=council.secretary, at=timezone.now())
        phone = council.door.of(council.experts[0].user)
        phone.set_viewport_size(PHONE)
        phone.goto(f"/{council.language}/polls/{meeting.pk}/ballot/")
        phone.locator(f"label.choice:has(input[value={'for' if least else 'against'}])").click()
        phone.locator("form[data-ballot] button[type=submit]").click()
        shows(phone, council.words["voted"])
        for place, person in enumerate(council.experts[1:], start=1):
            choice = "for" if place < least else "against"
            cast_vote(poll_id=row.poll_id, choice=choice, actor=person.user, at=timezone.now())
        close_poll(poll_id=row.poll_id, actor=council.secretary, at=timezone.now())


def _elect_the_chair(council, meeting, item):
    """Nobody reaches the majority at first; in the second round one does and takes the chair."""
    page = council.at(council.secretary, f"elections/items/{item.pk}/")
    page.locator("main input[name=role][value=chair]").check()
    for person in council.experts[:2]:
        page.locator(f"main input[name=candidates][value='{person.pk}']").check()
    send(page)
    path = f"elections/{Election.objects.get().pk}/"
    _vote(council, meeting, 1, [1, 1])
    page = council.at(council.secretary, path)
    press(page, "/conclude/")
    shows(page, council.words["second"])
    assert_open_to_all(page)
    _vote(council, meeting, 2, [3, 0])
    page = council.at(council.secretary, path)
    press(page, "/conclude/")
    shows(page, council.words["elected"])
    chair = Membership.objects.get(role=SeatRole.CHAIR, term__upper_inf=True)
    assert chair.person == council.experts[0]


def _issue_an_opinion(council):
    """Asked on a version, written, dissented from, offered for issue to the chair alone, issued as PDF."""
    page = council.door.of(council.secretary)
    page.goto(f"/{council.language}/programmes/prepared/new/")
    page.locator("main input[name=kind][value=concept]").check()
    send(page, title_kk="Тұжырымдама", title_ru="Концепция", **TEXTS)
    version = Programme.objects.get().document.latest
    page = council.at(council.secretary, f"opinions/on/{version.pk}/")
    for person in council.experts[:2]:
        page.locator(f"main input[name=experts][value='{person.pk}']").check()
    assert_open_to_all(page)
    send(page)
    opinion = OpinionRequest.objects.get()
    path = f"opinions/{opinion.pk}/"
    page = council.at(council.secretary, f"{path}experts/?person={council.foreigner.pk}")
    send(page, affiliation_kk="Университет, Германия", affiliation_ru="Университет, Германия")

    writer = council.at(council.foreigner.user, f"{path}write/")
    writer.locator("main input[name=verdict][value=with_remarks]").check()
    send(writer, text_kk=OPINION["text_kk"], text_ru=OPINION["text_ru"])
    other = council.at(council.experts[1].user, f"{path}dissent/")
    send(other, text_kk="Келіспеймін.", text_ru="Не согласен.")
    shows(other, council.words["dissent"])
    assert other.locator("main form[action$='/issue/']").count() == 0

    chair = council.at(council.experts[0].user, path)
    assert_open_to_all(chair)
    press(chair, "/issue/")
    opinion.refresh_from_db()
    assert (opinion.state, opinion.issued_by) == ("issued", council.experts[0].user)
    assert render_waiting(at=timezone.now()) >= 1
    paper = Rendition.objects.get(template="expert_council.opinion")
    assert (paper.state, paper.error) == ("ready", "")
    chair = council.at(council.experts[0].user, path)
    with chair.expect_download() as download:
        chair.locator("main a[href*='/renditions/']").first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    return opinion


def _change_the_text(council, opinion):
    """A newer version makes the opinion outdated: on its page, in the list, where it was used, for everybody."""
    programme = Programme.objects.get()
    page = council.door.of(council.secretary)
    prepared = f"/{council.language}/programmes/prepared/{programme.pk}/"
    page.goto(prepared)
    press(page, "/gates/experts/")
    page.goto(f"/{council.language}/documents/{programme.document_id}/versions/new/")
    send(page, text_kk="2. Жаңа мәтін.", text_ru="2. Новый текст.")
    assert programme.document.versions.count() == 2

    for path in (f"opinions/{opinion.pk}/", "opinions/"):
        shows(council.at(council.secretary, path), council.words["outdated"])
    page.goto(prepared)
    shows(page, council.words["anew"])
    shows(page.locator("section[aria-labelledby=opinions]"), council.words["outdated"])
    assert_open_to_all(page)
    Act.objects.filter(pk=opinion.act_id).update(access="public")
    stranger = council.at(None, "")
    shows(stranger, council.words["outdated"])
    assert_open_to_all(stranger)
    stranger.goto(f"/{council.language}/experts/published/{opinion.pk}/")
    shows(stranger, council.words["dissent"])
    assert_open_to_all(stranger)


@pytest.mark.parametrize(("language", "size"), [("kk", PHONE), ("ru", DESK)])
def test_from_consents_to_an_opinion_that_a_newer_text_outdates(live_server, settings, language, size):
    settings.PDF_IS_ON = True
    with doors(live_server, settings) as door:
        council = Council(door, language, size)
        _found_the_council(council)
        _elect_the_chair(council, *_hold_a_sitting(council))
        _change_the_text(council, _issue_an_opinion(council))
