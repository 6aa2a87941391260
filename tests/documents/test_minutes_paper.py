"""The paper of minutes says the signed text whole, in both languages; each paper claims the standard it keeps."""

import io
import re

import pytest
from pypdf import PdfReader

from assembly.chairman.paper import act_paper
from assembly.chairman.services.acts import sign_matter
from assembly.decisions.paper import address_paper, decision_paper
from assembly.decisions.services.decisions import issue_address
from assembly.documents.paper.layout import lay_out
from assembly.meetings.paper import minutes_paper
from assembly.meetings.services.minutes import draft_minutes, sign_minutes
from tests.chairman.making import make_matter
from tests.decisions.makers import make_decision
from tests.documents.pdf_checks import assert_says, faults
from tests.documents.test_files import files_folder  # noqa: F401
from tests.factories import NOON, make_secretary
from tests.meetings.makers import MINUTE
from tests.meetings.test_minutes import eventful

pytestmark = pytest.mark.django_db
# A line with its moment, or with its heading before a colon, is set in two columns.
COLUMNS = re.compile(r"^(\d{2}:\d{2}(?::\d{2})?)\. (.+)$|^([^:.]{2,60}): (.+)$")


def signed_minutes():
    meeting, secretary = eventful()
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=NOON + 91 * MINUTE)
    return sign_minutes(meeting_id=meeting.pk, actor=secretary, at=NOON + 92 * MINUTE)


def act():
    matter, chairman, _secretary = make_matter()
    return act_paper(sign_matter(matter_id=matter.pk, actor=chairman, at=NOON).pk)


def address():
    decision = make_decision()
    issue_address(decision_id=decision.pk, actor=make_secretary(), at=NOON)
    return address_paper(decision.pk)


def claims(content):
    """Return what a paper says of itself: its metadata without blanks."""
    metadata = PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_object().get_data()
    return re.sub(r"\s+", " ", metadata.decode())


def columns(line):
    found = COLUMNS.match(line)
    return [part for part in found.groups() if part] if found else [line]


def test_minutes_on_paper_say_the_signed_text_whole_in_both_languages(files_folder):  # noqa: F811
    minutes = signed_minutes()
    version = minutes.act.version

    content, pages = lay_out(minutes_paper(minutes.pk), at=NOON + 93 * MINUTE)

    assert pages >= 3
    assert faults(content) == []
    for language, head in (("kk", "ХАТТАМА"), ("ru", "ПРОТОКОЛ")):
        lines = [line.strip() for line in version.text(language).splitlines() if line.strip()]
        assert lines[0].startswith(head)
        assert_says(content, [part for line in lines for part in columns(line)])
    enclosed = PdfReader(io.BytesIO(content)).attachments
    assert enclosed["minutes-kk.txt"][0].decode() == version.text_kk
    assert enclosed["minutes-ru.txt"][0].decode() == version.text_ru


@pytest.mark.parametrize(
    ("paper", "standard"),
    [
        (act, "pdfaid"),
        (lambda: decision_paper(make_decision().pk), "pdfaid"),
        (lambda: minutes_paper(signed_minutes().pk), "pdfaid"),
        (address, "pdfuaid"),
    ],
    ids=["act", "decision", "minutes", "address"],
)
def test_records_are_kept_for_good_and_public_texts_are_read_by_everybody(paper, standard, files_folder):  # noqa: F811
    content, _pages = lay_out(paper(), at=NOON + 93 * MINUTE)
    said = claims(content)
    reader = PdfReader(io.BytesIO(content))

    assert faults(content) == []  # tags, languages, our own fonts alone, embedded and copyable
    if standard == "pdfaid":
        assert re.search(r'pdfaid:part(="|>)3', said)
        assert re.search(r'pdfaid:conformance(="|>)A', said)
        assert [str(profile["/S"]) for profile in reader.trailer["/Root"]["/OutputIntents"]] == ["/GTS_PDFA1"]
    else:
        assert re.search(r'pdfuaid:part(="|>)1', said)
        assert not reader.attachments
    assert reader.metadata.title
