"""What an agenda item may be about, and whose matter it is."""

from dataclasses import dataclass

from assembly.law.acts import law_article, regulation
from assembly.law.refs import LegalRef


@dataclass(frozen=True, slots=True)
class Competence:
    """A kind of matter that the law gives to an organ.

    ``organs`` are the kinds of bodies that may take it (see ``bodies.BodyKind``); ``is_exclusive``
    says that nobody else may.
    """

    code: str
    organs: tuple[str, ...]
    legal_ref: LegalRef
    name_kk: str
    name_ru: str
    name_en: str
    is_exclusive: bool = False

    def name(self, language: str) -> str:
        """Return the name in ``language`` (kk, ru, en)."""
        return str(getattr(self, f"name_{language}"))


COMPETENCES: tuple[Competence, ...] = (
    Competence(
        "conceptual_approaches",
        ("assembly",),
        regulation("8", "1"),
        "Ассамблеяны дамытудың тұжырымдамалық тәсілдері",
        "Концептуальные подходы в определении развития Ассамблеи",
        "Conceptual approaches to the development of the Assembly",
        is_exclusive=True,
    ),
    Competence(
        "member_reports",
        ("assembly",),
        regulation("8", "2"),
        "Ассамблея мүшелерінің есептерін тыңдау",
        "Заслушивание отчётов членов Ассамблеи",
        "Hearing reports of members of the Assembly",
        is_exclusive=True,
    ),
    Competence(
        "rules_of_procedure",
        ("assembly",),
        regulation("11"),
        "Сессия регламенті",
        "Регламент Сессии",
        "Rules of procedure of the Session",
        is_exclusive=True,
    ),
    Competence(
        "voting_order",
        ("assembly",),
        regulation("10"),
        "Дауыс беру тәртібі мен нысаны",
        "Порядок и форма голосования",
        "Order and form of voting",
        is_exclusive=True,
    ),
    Competence(
        "assembly_address",
        ("assembly",),
        regulation("11"),
        "Ассамблея үндеуі",
        "Обращение Ассамблеи",
        "Address of the Assembly",
        is_exclusive=True,
    ),
    Competence(
        "session_matter",
        ("assembly",),
        regulation("11"),
        "Сессияның құзыретіндегі өзге мәселе",
        "Иной вопрос компетенции Сессии",
        "Other matter within the Session's competence",
    ),
    Competence(
        "senate_candidates",
        ("council",),
        regulation("13", "1"),
        "Сенат депутаттығына кандидаттар бойынша ұсыныстар",
        "Предложения по кандидатам в депутаты Сената",
        "Proposals of candidates for the Senate",
    ),
    Competence(
        "member_candidates",
        ("council",),
        regulation("13", "2"),
        "Ассамблея мүшелігіне кандидатуралар",
        "Кандидатуры в члены Ассамблеи",
        "Candidates for membership of the Assembly",
    ),
    Competence(
        "session_proposal",
        ("council",),
        regulation("13", "3"),
        "Кезекті Сессияны шақыру және оның күн тәртібі туралы ұсыныс",
        "Предложение о созыве и повестке дня очередной Сессии",
        "Proposal on convening and agenda of the ordinary Session",
    ),
    Competence(
        "work_plan",
        ("council",),
        regulation("13", "4"),
        "Хатшылықтың жұмыс жоспарына ұсыныстар",
        "Предложения в план работы Секретариата",
        "Proposals to the Secretariat's work plan",
    ),
    Competence(
        "public_awards",
        ("council",),
        regulation("13", "5"),
        "Қоғамдық наградалар",
        "Общественные награды",
        "Public awards",
    ),
    Competence(
        "council_matter",
        ("council",),
        regulation("13", "6"),
        "Кеңестің өзге мәселесі",
        "Иной вопрос Совета",
        "Other matter of the Council",
    ),
    Competence(
        "programme_discussion",
        ("council",),
        regulation("31"),
        "Бағдарламалық құжаттың жобасын талқылау",
        "Обсуждение проекта программного документа",
        "Discussion of a draft programme document",
    ),
    Competence(
        "programme_consideration",
        ("assembly",),
        regulation("31"),
        "Бағдарламалық құжаттың жобасын қарау",
        "Рассмотрение проекта программного документа",
        "Consideration of a draft programme document",
    ),
    Competence(
        "expert_election",
        ("expert_council",),
        regulation("22"),
        "Ғылыми-сараптама кеңесінің төрағасы мен оның орынбасарларын сайлау",
        "Избрание председателя Научно-экспертного совета и его заместителей",
        "Election of the chair and the deputy chairs of the Scientific-Expert Council",
        is_exclusive=True,
    ),
    Competence(
        "expert_support",
        ("expert_council",),
        regulation("21", "2"),
        "Ассамблея қызметін ғылыми-сараптамалық сүйемелдеу",
        "Научно-экспертное сопровождение деятельности Ассамблеи",
        "Scientific and expert support of the Assembly",
    ),
    Competence(
        "expert_assessment",
        ("expert_council",),
        regulation("21", "1"),
        "Үрдістерді кешенді сараптамалық бағалау және болжау",
        "Комплексная экспертная оценка и прогнозирование",
        "Comprehensive expert assessment and forecasts",
    ),
    Competence(
        "regional_nomination",
        ("regional_assembly",),
        law_article("15"),
        "Ассамблея мүшелігіне өңірден кандидат ұсыну",
        "Выдвижение кандидатов в члены Ассамблеи от региона",
        "Nomination of the region's candidates for membership of the Assembly",
    ),
    Competence(
        "regional_matter",
        ("regional_assembly",),
        law_article("14"),
        "Өңірлік ассамблеяның мәселесі",
        "Вопрос региональной ассамблеи",
        "Matter of a regional assembly",
    ),
    Competence(
        "commission_matter",
        ("commission",),
        regulation("20"),
        "Комиссия құзыретіндегі мәселе",
        "Вопрос комиссии",
        "Matter of a commission",
    ),
    Competence(
        "working_group_matter",
        ("working_group",),
        regulation("25"),
        "Жұмыс тобының мәселесі",
        "Вопрос рабочей группы",
        "Matter of a working group",
    ),
)


def competence_of(code: str) -> Competence:
    """Return the competence with this code.

    Raises:
        LookupError: there is none.
    """
    for competence in COMPETENCES:
        if competence.code == code:
            return competence
    raise LookupError(f"no competence {code!r}")


def competences_for(organ: str) -> tuple[Competence, ...]:
    """Return what the law lets an organ of this kind decide."""
    return tuple(competence for competence in COMPETENCES if organ in competence.organs)
