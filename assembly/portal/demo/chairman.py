"""What the Chairman of the demonstration has set and instructed: two editions of the directions, an instruction."""

from datetime import datetime, timedelta

from assembly.chairman.services.acts import sign_matter
from assembly.chairman.services.directions import begin_directions, put_directions
from assembly.common.clock import day_of
from assembly.deadlines.selectors import term_after
from assembly.decisions.services.assignments import accept_assignment
from assembly.decisions.services.instructions import put_instruction
from assembly.portal.demo.people import World

DAY = timedelta(days=1)
FIRST_KK = (
    "1. Қоғамдық келісім мен жалпыұлттық бірлікті нығайту.\n"
    "2. Мемлекеттік тілді және Қазақстан халқының басқа да тілдерін дамытуға жәрдемдесу.\n"
    "3. Этномәдени бірлестіктердің жұмысын қолдау."
)
FIRST_RU = (
    "1. Укрепление общественного согласия и общенационального единства.\n"
    "2. Содействие развитию государственного языка и других языков народа Казахстана.\n"
    "3. Поддержка работы этнокультурных объединений."
)
SECOND_KK = FIRST_KK.replace("жұмысын қолдау", "жұмысын қолдау және жастарды тарту") + (
    "\n4. Өңірлерде медиацияны дамыту."
)
SECOND_RU = FIRST_RU.replace("объединений", "объединений и привлечение молодёжи") + (
    "\n4. Развитие медиации в регионах."
)
INSTRUCTION = {
    "text_kk": "Ана тілдері бойынша цифрлық оқу материалдарының тізбесін дайындау.",
    "text_ru": "Подготовить перечень цифровых учебных материалов по родным языкам.",
    "criterion_kk": "Тізбе Хатшылыққа ұсынылды",
    "criterion_ru": "Перечень представлен в Секретариат",
}


def set_directions(world: World, *, at: datetime, is_second: bool) -> None:
    """Let the Secretariat draft an edition of the directions and the Chairman set it."""
    chairman = world.chairman.user
    assert chairman is not None
    edition = begin_directions(
        text_kk=SECOND_KK if is_second else FIRST_KK,
        text_ru=SECOND_RU if is_second else FIRST_RU,
        actor=world.secretary,
        at=at,
    )
    matter = put_directions(edition_id=edition.pk, actor=world.secretary, at=at + DAY)
    sign_matter(matter_id=matter.pk, actor=chairman, at=at + 3 * DAY)


def instruct(world: World, *, today: datetime) -> None:
    """Let the Chairman give an instruction to a ministry, which has accepted it; it is not published."""
    chairman, officer = world.chairman.user, world.officers["mki"].user
    assert chairman is not None
    assert officer is not None
    instruction = put_instruction(
        text_kk=INSTRUCTION["text_kk"],
        text_ru=INSTRUCTION["text_ru"],
        criterion_kk=INSTRUCTION["criterion_kk"],
        criterion_ru=INSTRUCTION["criterion_ru"],
        due_on=term_after(day_of(today), 12).due_on,
        lead_state_body_id=world.state_bodies["mki"].pk,
        actor=world.secretary,
        at=today - 9 * DAY,
    )
    sign_matter(matter_id=instruction.matter_id, actor=chairman, at=today - 8 * DAY)
    accept_assignment(assignment_id=instruction.assignment.pk, actor=officer, at=today - 7 * DAY)
