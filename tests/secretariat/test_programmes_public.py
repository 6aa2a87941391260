"""What everybody finds and reads of programme documents and of the opinions on them."""

import pytest

from assembly.documents.models import Act
from assembly.portal.selectors.search import answer_to
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_user
from tests.secretariat.makers_programmes import begun, make_approved

pytestmark = pytest.mark.django_db


def titles(text, reader, code):
    return [
        str(line.title).replace("<mark>", "").replace("</mark>", "")
        for kind in answer_to(text, reader, on=NOON.date()).kinds
        if kind.code == code
        for line in kind.lines
    ]


def test_what_the_experts_published_and_the_chairman_approved_is_everybodys():
    secretary, chairman = make_secretary(), make_chairman()
    [member] = make_members(1)
    readers = [None, make_user(), member.user, chairman, secretary]
    programme = make_approved(
        secretary=secretary, chairman=chairman, title_kk="Дамыту бағдары", title_ru="Основы развития"
    )
    opinion = programme.gates.get(kind="experts").opinion
    begun(secretary, title_kk="Дамыту ниеті", title_ru="Основы замысла")

    assert [titles("основы", reader, "programmes") for reader in readers] == [["Дамыту бағдары"]] * 5
    assert [titles("основы", reader, "opinions") for reader in readers] == [[]] * 5
    Act.objects.filter(pk=opinion.act_id).update(access="public")
    assert [titles("основы", reader, "opinions") for reader in readers] == [
        ["Сараптамалық қорытынды: Дамыту бағдары"]
    ] * 5
