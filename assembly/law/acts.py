"""The register of acts: Decree 747 first, with the six that it repealed, then what stands around it."""

from datetime import date

from assembly.law.refs import LegalAct, LegalRef

REGULATION_IN_FORCE_FROM = date(2024, 12, 27)

REGULATION = LegalAct(
    code="decree-747",
    number="747",
    adopted_on=date(2024, 12, 27),
    in_force_from=REGULATION_IN_FORCE_FROM,
    title_kk="Қазақстан халқының Ассамблеясы туралы ереже (Қазақстан Республикасы Президентінің 2024 жылғы 27 желтоқсандағы № 747 Жарлығы)",
    title_ru="Положение об Ассамблее народа Казахстана (Указ Президента Республики Казахстан от 27 декабря 2024 года № 747)",
    title_en="Regulation on the Assembly of People of Kazakhstan (Decree of the President of the Republic of Kazakhstan No. 747 of 27 December 2024)",
)

LAW_ON_ASSEMBLY = LegalAct(
    code="law-70-iv",
    number="70-IV",
    adopted_on=date(2008, 10, 20),
    in_force_from=date(2008, 10, 20),
    title_kk="«Қазақстан халқы Ассамблеясы туралы» Қазақстан Республикасының Заңы",
    title_ru="Закон Республики Казахстан «Об Ассамблее народа Казахстана»",
    title_en="Law of the Republic of Kazakhstan “On the Assembly of People of Kazakhstan”",
    short_kk="Ассамблея туралы заң",
    short_ru="Закон об Ассамблее",
    short_en="Law on the Assembly",
)

APPC = LegalAct(
    code="appc",
    number="350-VI",
    adopted_on=date(2020, 6, 29),
    in_force_from=date(2021, 7, 1),
    title_kk="Қазақстан Республикасының Әкімшілік рәсімдік-процестік кодексі",
    title_ru="Административный процедурно-процессуальный кодекс Республики Казахстан",
    title_en="Administrative Procedural and Process-Related Code of the Republic of Kazakhstan",
    short_kk="ӘРПК",
    short_ru="АППК",
    short_en="APPC",
)

# What no act sets: a value of the portal with a stated default. It is shown as such, never as a paragraph.
NOT_BY_LAW = LegalAct(
    code="not-by-law",
    number="–",
    adopted_on=REGULATION_IN_FORCE_FROM,
    in_force_from=REGULATION_IN_FORCE_FROM,
    title_kk="Заңда белгіленбеген: порталдың параметрі",
    title_ru="Законом не установлено: параметр портала",
    title_en="Not set by law: a setting of the portal",
    short_kk="заңда белгіленбеген, портал параметрі",
    short_ru="законом не установлено, параметр портала",
    short_en="not set by law, a setting of the portal",
    is_law=False,
)


def _repealed(number: str, adopted_on: date, title_kk: str, title_ru: str, title_en: str) -> LegalAct:
    return LegalAct(
        code=f"decree-{number}-{adopted_on.year}",
        number=number,
        adopted_on=adopted_on,
        in_force_from=adopted_on,
        in_force_until=REGULATION_IN_FORCE_FROM,
        title_kk=title_kk,
        title_ru=title_ru,
        title_en=title_en,
        repealed_by=REGULATION.code,
    )


REPEALED_ACTS = (
    _repealed(
        "149",
        date(2011, 9, 7),
        "Президенттің 2011 жылғы 7 қыркүйектегі № 149 Жарлығы («Қазақстан халқы Ассамблеясы туралы ереже туралы»)",
        "Указ от 7 сентября 2011 года № 149 «О Положении об Ассамблее народа Казахстана»",
        "Decree No. 149 of 7 September 2011 “On the Regulation on the Assembly of People of Kazakhstan”",
    ),
    _repealed(
        "450",
        date(2012, 12, 21),
        "Президенттің 2012 жылғы 21 желтоқсандағы № 450 Жарлығы",
        "Указ от 21 декабря 2012 года № 450",
        "Decree No. 450 of 21 December 2012",
    ),
    _repealed(
        "471",
        date(2017, 5, 5),
        "Президенттің 2017 жылғы 5 мамырдағы № 471 Жарлығымен бекітілген өзгерістердің 18-тармағы",
        "Пункт 18 изменений, утверждённых Указом от 5 мая 2017 года № 471",
        "Paragraph 18 of the amendments approved by Decree No. 471 of 5 May 2017",
    ),
    _repealed(
        "828",
        date(2019, 1, 24),
        "Президенттің 2019 жылғы 24 қаңтардағы № 828 Жарлығымен бекітілген өзгерістердің 2-тармағы",
        "Пункт 2 изменений, утверждённых Указом от 24 января 2019 года № 828",
        "Paragraph 2 of the amendments approved by Decree No. 828 of 24 January 2019",
    ),
    _repealed(
        "495",
        date(2021, 1, 18),
        "Президенттің 2021 жылғы 18 қаңтардағы № 495 Жарлығымен бекітілген өзгерістердің 6-тармағы",
        "Пункт 6 изменений, утверждённых Указом от 18 января 2021 года № 495",
        "Paragraph 6 of the amendments approved by Decree No. 495 of 18 January 2021",
    ),
    _repealed(
        "626",
        date(2021, 7, 21),
        "Президенттің 2021 жылғы 21 шілдедегі № 626 Жарлығы",
        "Указ от 21 июля 2021 года № 626",
        "Decree No. 626 of 21 July 2021",
    ),
)

REGISTER: tuple[LegalAct, ...] = (REGULATION, LAW_ON_ASSEMBLY, APPC, *REPEALED_ACTS)


def act_of(code: str) -> LegalAct:
    """Return the act of the register with this code.

    Raises:
        LookupError: the register has no such act.
    """
    for act in (*REGISTER, NOT_BY_LAW):
        if act.code == code:
            return act
    raise LookupError(f"no act {code!r} in the register")


def regulation(paragraph: str, subparagraph: str = "") -> LegalRef:
    """Return the reference to a paragraph of the Regulation in its first edition."""
    return LegalRef(REGULATION, paragraph, REGULATION_IN_FORCE_FROM, subparagraph)


def not_by_law(setting: str) -> LegalRef:
    """Return the reference of a value that no law sets; ``setting`` is the key under which it is kept."""
    return LegalRef(NOT_BY_LAW, setting, REGULATION_IN_FORCE_FROM)


def law_article(article: str) -> LegalRef:
    """Return the reference to an article of the Law on the Assembly."""
    return LegalRef(LAW_ON_ASSEMBLY, article, LAW_ON_ASSEMBLY.in_force_from, is_article=True)


def appc_article(article: str) -> LegalRef:
    """Return the reference to an article of the Administrative Procedural and Process-Related Code."""
    return LegalRef(APPC, article, APPC.in_force_from, is_article=True)


def ref_of(code: str) -> LegalRef:
    """Return the reference whose ``code`` was kept in a record: ``decree-747:4(5)@2024-12-27``.

    Raises:
        LookupError: the act is not in the register.
        ValueError: the spelling is not one of ours.
    """
    act_code, _, rest = code.partition(":")
    place, _, day = rest.partition("@")
    paragraph, _, sub = place.partition("(")
    act = act_of(act_code)
    return LegalRef(
        act,
        paragraph,
        date.fromisoformat(day),
        sub.rstrip(")"),
        is_article=act.code in {LAW_ON_ASSEMBLY.code, APPC.code},
    )
