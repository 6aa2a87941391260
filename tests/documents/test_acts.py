from datetime import date

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.documents.models import Act, Setting
from assembly.documents.portal_settings import SETTINGS
from assembly.documents.refusals import ActNumberTaken, SettingRefused
from assembly.documents.selectors import setting_value
from assembly.documents.services.acts import record_act
from assembly.documents.services.files import FILE_LIMIT
from assembly.documents.services.portal_settings import change_setting
from tests.factories import NOON, hold_office, make_person, make_secretary

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def make_act(**fields):
    values = {
        "kind": "order",
        "number": "12",
        "signed_on": TODAY,
        "organ": "chairman",
        "title_kk": "Сессияны шақыру туралы",
        "title_ru": "О созыве Сессии",
        "actor": None,
        "at": NOON,
        **fields,
    }
    return record_act(**values)


def make_head():
    person = make_person()
    hold_office(person, "head_of_secretariat")
    return person.user


def test_an_act_gets_a_code_that_nobody_can_guess():
    act = make_act()

    assert len(act.code) == 26
    assert act.code == act.code.lower()
    assert AuditEvent.objects.get().kind == "documents.act_recorded"


def test_a_number_is_recorded_once_for_organ_kind_and_day():
    make_act()

    with pytest.raises(ActNumberTaken):
        make_act()
    make_act(signed_on=date(2026, 1, 1))
    make_act(organ="council")

    assert Act.objects.count() == AuditEvent.objects.count() == 3


def test_a_setting_has_its_default_until_it_is_changed():
    assert setting_value(FILE_LIMIT, on=TODAY) == SETTINGS[FILE_LIMIT].default == 20

    change_setting(key=FILE_LIMIT, value=30, from_on=TODAY, basis_id=None, actor=make_head(), at=NOON)

    assert setting_value(FILE_LIMIT, on=TODAY) == 30
    assert setting_value(FILE_LIMIT, on=date(2026, 11, 22)) == 20


def test_a_later_value_ends_the_earlier_one_and_replaces_what_was_to_begin():
    head = make_head()
    change_setting(key=FILE_LIMIT, value=30, from_on=TODAY, basis_id=None, actor=head, at=NOON)
    change_setting(key=FILE_LIMIT, value=40, from_on=date(2026, 12, 10), basis_id=None, actor=head, at=NOON)
    change_setting(key=FILE_LIMIT, value=50, from_on=date(2026, 12, 1), basis_id=None, actor=head, at=NOON)

    assert [
        setting_value(FILE_LIMIT, on=date(2026, 11, 30)),
        setting_value(FILE_LIMIT, on=date(2026, 12, 10)),
    ] == [
        30,
        50,
    ]
    assert Setting.objects.count() == 2


def test_who_and_what_may_not_change_a_setting():
    with pytest.raises(NotAllowed):
        change_setting(
            key=FILE_LIMIT, value=30, from_on=TODAY, basis_id=None, actor=make_secretary(), at=NOON
        )
    head = make_head()
    with pytest.raises(SettingRefused):
        change_setting(key=FILE_LIMIT, value="30", from_on=TODAY, basis_id=None, actor=head, at=NOON)
    with pytest.raises(SettingRefused):
        change_setting(
            key=FILE_LIMIT, value=30, from_on=date(2026, 11, 1), basis_id=None, actor=head, at=NOON
        )
    with pytest.raises(LookupError):
        setting_value("no.such_key", on=TODAY)

    assert Setting.objects.count() == AuditEvent.objects.count() == 0
