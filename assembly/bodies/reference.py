"""Reference data: the twenty regions and what exists once. Names are content, not interface."""

from assembly.bodies.enums import BodyKind, OfficeKind

# ISO 3166-2:KZ number; name in Kazakh, Russian, English; Russian genitive. In Kazakh all names end in
# «облысы» or «қаласы», so the endings never vary.
REGIONS: tuple[tuple[str, str, str, str, str], ...] = (
    ("10", "Абай облысы", "область Абай", "Abai Region", "области Абай"),
    ("11", "Ақмола облысы", "Акмолинская область", "Akmola Region", "Акмолинской области"),
    ("15", "Ақтөбе облысы", "Актюбинская область", "Aktobe Region", "Актюбинской области"),
    ("19", "Алматы облысы", "Алматинская область", "Almaty Region", "Алматинской области"),
    ("23", "Атырау облысы", "Атырауская область", "Atyrau Region", "Атырауской области"),
    ("27", "Батыс Қазақстан облысы", "Западно-Казахстанская область", "West Kazakhstan Region", "Западно-Казахстанской области"),
    ("31", "Жамбыл облысы", "Жамбылская область", "Zhambyl Region", "Жамбылской области"),
    ("33", "Жетісу облысы", "область Жетісу", "Zhetysu Region", "области Жетісу"),
    ("35", "Қарағанды облысы", "Карагандинская область", "Karaganda Region", "Карагандинской области"),
    ("39", "Қостанай облысы", "Костанайская область", "Kostanay Region", "Костанайской области"),
    ("43", "Қызылорда облысы", "Кызылординская область", "Kyzylorda Region", "Кызылординской области"),
    ("47", "Маңғыстау облысы", "Мангистауская область", "Mangystau Region", "Мангистауской области"),
    ("55", "Павлодар облысы", "Павлодарская область", "Pavlodar Region", "Павлодарской области"),
    ("59", "Солтүстік Қазақстан облысы", "Северо-Казахстанская область", "North Kazakhstan Region", "Северо-Казахстанской области"),
    ("61", "Түркістан облысы", "Туркестанская область", "Turkistan Region", "Туркестанской области"),
    ("62", "Ұлытау облысы", "область Ұлытау", "Ulytau Region", "области Ұлытау"),
    ("63", "Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "East Kazakhstan Region", "Восточно-Казахстанской области"),
    ("71", "Астана қаласы", "город Астана", "Astana City", "города Астаны"),
    ("75", "Алматы қаласы", "город Алматы", "Almaty City", "города Алматы"),
    ("79", "Шымкент қаласы", "город Шымкент", "Shymkent City", "города Шымкента"),
)  # fmt: skip

ORGANS: tuple[tuple[BodyKind, str, str, str], ...] = (
    (
        BodyKind.ASSEMBLY,
        "Қазақстан халқы Ассамблеясы",
        "Ассамблея народа Казахстана",
        "Assembly of People of Kazakhstan",
    ),
    (BodyKind.COUNCIL, "Ассамблея Кеңесі", "Совет Ассамблеи", "Council of the Assembly"),
    (
        BodyKind.SECRETARIAT,
        "Ассамблея Аппараты (Хатшылығы)",
        "Аппарат (Секретариат) Ассамблеи",
        "Secretariat (Apparatus) of the Assembly",
    ),
    (
        BodyKind.EXPERT_COUNCIL,
        "Ғылыми-сараптама кеңесі",
        "Научно-экспертный совет",
        "Scientific-Expert Council",
    ),
)

# The Chairman and three deputies: the head of the Secretariat and two from the associations (п. 5, 16, 17).
OFFICES: tuple[tuple[OfficeKind, int, str, str, str], ...] = (
    (OfficeKind.CHAIRMAN, 1, "Ассамблея Төрағасы", "Председатель Ассамблеи", "Chairman of the Assembly"),
    (
        OfficeKind.HEAD_OF_SECRETARIAT,
        1,
        "Ассамблея Төрағасының орынбасары – Хатшылық меңгерушісі",
        "Заместитель Председателя Ассамблеи – заведующий Секретариатом",
        "Deputy Chairman of the Assembly – Head of the Secretariat",
    ),
    (
        OfficeKind.DEPUTY_CHAIR,
        2,
        "Этномәдени бірлестіктерден Ассамблея Төрағасының орынбасары",
        "Заместитель Председателя Ассамблеи от этнокультурных объединений",
        "Deputy Chairman of the Assembly from ethnocultural associations",
    ),
)
