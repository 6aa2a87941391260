"""The pieces of the interface: what they say, in which language, with which numbers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format, localize

from assembly.common.errors import NotAllowed
from assembly.common.pieces import Chip, TimelineEntry, deadline_of, map_step
from assembly.common.rule_line import RuleLine, share_words
from assembly.common.typography import share_of, typeset
from assembly.common.workdays import working_days_after
from assembly.law.acts import law_article, regulation
from assembly.law.thresholds import Comparison, Threshold

QUORUM = Threshold(2, 3, Comparison.AT_LEAST, regulation("9"))
MAJORITY = Threshold(1, 2, Comparison.MORE_THAN, regulation("10"))


def drawn(source, language="ru", **values):
    with translation.override(language):
        return Template("{% load portal %}" + source).render(Context(values))


# -- dates and words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "2026\xa0ж. 22\xa0қараша"),
        ("ru", "22\xa0ноября\xa02026\xa0года"),
        ("en", "22\xa0November\xa02026"),
    ],
)
def test_date_is_written_as_the_language_writes_it(language, expected):
    with translation.override(language):
        assert date_format(date(2026, 11, 22), "DATE_FORMAT") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "2026\xa0ж. 22\xa0қараша, 14:05"),
        ("ru", "22\xa0ноября\xa02026\xa0года, 14:05"),
        ("en", "22\xa0November\xa02026, 14:05"),
    ],
)
def test_time_has_twenty_four_hours(language, expected):
    moment = datetime(2026, 11, 22, 14, 5, tzinfo=ZoneInfo("Asia/Almaty"))
    with translation.override(language):
        assert date_format(moment, "DATETIME_FORMAT") == expected


def test_kazakh_numbers_have_a_comma_and_grouping(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    with translation.override("kk"):
        assert localize(1234567.89) == "1\xa0234\xa0567,89"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Решение № 35/3", "Решение №\xa035/3"),
        ("А. Б. Сейтжанова", "А.\xa0Б.\xa0Сейтжанова"),
        ("22 ноября 2026 года", "22\xa0ноября\xa02026\xa0года"),
        ("2026 ж. 22 қараша", "2026\xa0ж.\xa022\xa0қараша"),
        ("Сессия — высший орган", "Сессия\xa0— высший орган"),
        ("по п. 9 Положения", "по п.\xa09 Положения"),
        ("1 250 000 ₸", "1\xa0250\xa0000 ₸"),
        ("решение в редакции", "решение в\xa0редакции"),
    ],
)
def test_typography_keeps_together_what_belongs_together(text, expected):
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("kk", "9-тармақ"), ("ru", "п.\xa09"), ("en", "para.\xa09")]
)
def test_paragraph_is_named_in_the_readers_language_and_leads_to_its_text(language, expected):
    link = drawn("{% legal_ref ref %}", language, ref=regulation("9"))

    assert f">{expected}</a>" in link
    assert 'class="law"' in link
    assert f"/{language}/" in link
    assert '#p-9"' in link


def test_paragraph_of_another_act_has_its_own_place_and_code_of_a_record_is_understood():
    assert "#law-70-iv-a-15" in drawn("{% legal_ref ref %}", ref=law_article("15"))
    assert drawn("{% legal_ref ref %}", ref=regulation("4", "5").code) == drawn(
        "{% legal_ref ref %}", ref=regulation("4", "5")
    )
    assert drawn("{% legal_ref ref %}", ref=None) == ""


# -- rule line -------------------------------------------------------------------------------------


def test_rule_line_shows_integers_of_the_law_and_a_mark_at_the_threshold():
    line = RuleLine(now=412, of=583, threshold=QUORUM, remote=41)

    assert (line.required, line.standing, line.mark) == (389, "met", "66.72")
    assert [(bar.look, bar.start, bar.width) for bar in line.bars] == [
        ("fill", "0.00", "63.63"),
        ("fill-2", "63.63", "7.03"),
    ]


@pytest.mark.parametrize(("now", "standing"), [(388, "missing"), (389, "met"), (390, "met"), (0, "missing")])
def test_rule_line_is_met_exactly_at_the_threshold(now, standing):
    assert RuleLine(now=now, of=583, threshold=QUORUM).standing == standing


def test_rule_line_of_an_empty_body_is_drawn():
    assert RuleLine(now=0, of=0, threshold=QUORUM).mark == "0.00"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "Қатысып отыр: 412 / 583, қажет: 389"),
        ("ru", "Присутствует: 412 из 583, требуется: 389"),
        ("en", "Present: 412 of 583, required: 389"),
    ],
)
def test_rule_line_is_spoken_whole(language, expected):
    page = drawn("{% rule_line 412 583 threshold=quorum %}", language, quorum=QUORUM)

    assert f'aria-label="{expected}"' in page
    assert 'data-state="met"' in page


@pytest.mark.parametrize(
    ("threshold", "language", "expected"),
    [
        (QUORUM, "ru", "не менее 2/3"),
        (QUORUM, "kk", "кемінде 2/3"),
        (MAJORITY, "kk", "жартысынан көбі"),
        (MAJORITY, "ru", "более половины"),
        (MAJORITY, "en", "more than half"),
    ],
)
def test_share_is_said_in_words_of_the_law(threshold, language, expected):
    with translation.override(language):
        assert share_words(threshold) == expected


def test_nothing_can_be_clicked_in_the_hall():
    assert "<a " not in drawn("{% rule_line 412 583 threshold=quorum in_hall=True %}", quorum=QUORUM)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (389, 583, "66.72"),
        (1, 3, "33.33"),
        (583, 583, "100.00"),
        (600, 583, "100.00"),
        (-1, 583, "0.00"),
        (1, 0, "0.00"),
    ],
)
def test_width_of_a_bar_is_cut_to_its_frame(part, whole, expected):
    assert share_of(part, whole) == expected


# -- terms -----------------------------------------------------------------------------------------


def test_deadline_says_how_it_was_computed():
    holiday = date(2026, 12, 16)
    reckoning = working_days_after(
        date(2026, 12, 14), 3, is_working=lambda day: day.weekday() < 5 and day != holiday
    )
    with translation.override("ru"):
        term = deadline_of(
            reckoning,
            on=date(2026, 12, 15),
            left=2,
            begun="Получено",
            rule="3 рабочих дня",
            holidays={holiday: "День Независимости"},
        )

        assert term.due_on == date(2026, 12, 18)
        assert [str(line.value) for line in term.lines] == [
            "14\xa0декабря",
            "с 15\xa0декабря",
            "16\xa0декабря",
            "18\xa0декабря",
        ]
        assert term.distance == "Осталось рабочих дней: 2"
        assert [day.kind for day in term.days] == ["off", "past today", "hol", "", "end", "off", "off"]


def test_deadline_of_a_past_day_counts_the_days_late():
    reckoning = working_days_after(date(2026, 11, 2), 1, is_working=lambda day: day.weekday() < 5)
    with translation.override("kk"):
        term = deadline_of(reckoning, on=date(2026, 11, 10), left=-5, begun="", rule="")
        assert term.distance == "Кешіккен жұмыс күні: 5"


def test_deadline_of_a_long_term_has_no_wall_of_numbers():
    reckoning = working_days_after(date(2026, 1, 5), 200, is_working=lambda day: day.weekday() < 5)

    assert deadline_of(reckoning, on=date(2026, 1, 6), left=199, begun="", rule="").days == ()


# -- small pieces ----------------------------------------------------------------------------------


def test_chip_has_a_word_beside_its_colour_and_escapes_it():
    chip = drawn("{% chip kind %}", kind=Chip("ok", "check", "<Готово>"))

    assert 'class="chip chip-ok"' in chip
    assert "&lt;Готово&gt;" in chip
    assert 'aria-hidden="true"' in chip
    assert drawn("{% chip kind %}", kind=("ok", "check", "<Готово>")) == chip


def test_timeline_names_who_when_and_by_which_paragraph():
    entries = [TimelineEntry("done", "Направлено", "28 апреля", "Секретариат", regulation("4", "5"))]
    page = drawn("{% timeline entries %}", entries=entries)

    assert 'data-state="done"' in page
    assert "подп.\xa05) п.\xa04" in page


def test_refusal_says_what_is_missing_why_and_what_to_do():
    page = drawn("{% refusal error %}", "en", error=NotAllowed(legal_ref=regulation("4", "5")))

    assert 'role="alert"' in page
    assert "This act is not among your rights." in page
    assert "para.\xa04(5)" in page
    assert "write to the Secretariat" in page


def test_confirmation_says_what_will_happen_before_the_button():
    source = '{% confirmation "Закрыть?" "Закрыть голосование" url="/close/" rows=rows is_final=True %}<input name="reason">{% endconfirmation %}'
    page = drawn(source, rows=[("Узнают", "члены Ассамблеи")])

    assert 'method="post" action="/close/"' in page
    assert (
        page.index("члены Ассамблеи")
        < page.index('name="reason"')
        < page.index("Закрыть голосование</button>")
    )
    assert "Отменить это действие нельзя." in page


def test_meter_parts_follow_each_other():
    page = drawn('{% meter 64 "сводка" ok=41 bad=3 info=20 %}')

    assert page.index('class="ok" x="0.00%" width="64.06%"') < page.index(
        'class="info" x="64.06%" width="31.25%"'
    )
    assert 'class="bad" x="95.31%"' in page


@pytest.mark.parametrize(
    ("percent", "step"), [(0, 1), (69, 1), (70, 2), (80, 3), (88, 4), (94, 4), (95, 5), (100, 5)]
)
def test_map_has_five_steps(percent, step):
    assert map_step(percent) == step


def test_pager_keeps_the_filters_of_the_address():
    request = RequestFactory().get("/ru/list/?region=31&page=2")
    page = Template("{% load portal %}{% pager page %}").render(
        Context({"request": request, "page": Paginator(range(100), 10).page(2)})
    )

    assert 'href="?region=31&amp;page=3" rel="next"' in page
    assert 'aria-current="page">2</span>' in page


def test_heading_of_a_column_turns_the_order_round():
    def link(query):
        context = Context({"request": RequestFactory().get(f"/ru/list/{query}")})
        return Template('{% load portal %}{% sort_link "name" "Имя" %}').render(context)

    assert 'href="?sort=name"' in link("")
    assert 'href="?sort=-name"' in link("?sort=name")
    assert 'href="?sort=name"' in link("?sort=-name&page=4")


class SampleForm(forms.Form):
    day = forms.DateField(label="Дата", help_text="День, месяц, год")
    note = forms.CharField(label="Заметка", required=False)
    way = forms.ChoiceField(label="Как", choices=[("a", "А"), ("b", "Б")], widget=forms.RadioSelect)


def test_field_ties_label_hint_and_complaint_to_its_control():
    page = drawn("{% field form.day %}", form=SampleForm({"day": "31.02.2026"}))

    assert '<label class="form-label" for="id_day">' in page
    assert 'aria-describedby="id_day_error id_day_hint"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_day_error"' in page
    assert 'value="31.02.2026"' in page


def test_field_that_may_be_empty_says_so():
    assert "необязательно" in drawn("{% field form.note %}", form=SampleForm())
    assert "необязательно" not in drawn("{% field form.day %}", form=SampleForm())


def test_choices_stand_in_a_named_group():
    page = drawn("{% field form.way %}", form=SampleForm())

    assert "<legend" in page
    assert page.count('class="form-check-input"') == 2
    assert 'for="id_way_1"' in page
