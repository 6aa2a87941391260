"""What every paper of the portal must be, whatever it says: checks of a finished PDF by its own structure."""

import io
import re
import shutil
import subprocess
import unicodedata

import pytest
from pypdf import PdfReader

HEADING = re.compile(r"/H([1-6])")
OWN_FONTS = ("Doc-Serif", "Doc-Sans", "Doc-Signs")


def squeezed(text):
    """Return a text without any blanks, in one spelling."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def words_of_pdf(content):
    """Return what a reader copies from the pages, in the order of the pages."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed here")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def elements(node):
    """Yield the elements of the tag tree, a parent before its children."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node and node.get("/Type") != "/OBJR":
            yield from elements(node["/K"])


def faults(content):
    """Return what is wrong with the structure of a paper; an empty list for a sound one."""
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    tree = list(elements(root["/StructTreeRoot"]["/K"]))
    found = []
    if not root["/MarkInfo"]["/Marked"]:
        found.append("not tagged")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        found.append("the title is not shown")
    if root.get("/Lang") != "kk":
        found.append("the language of the whole is not Kazakh")
    if "ru" not in {str(node.get("/Lang", "")) for node in tree}:
        found.append("Russian passages are not marked as such")
    found += [f"{node['/S']} without alternative" for node in tree if _lacks_alternative(node)]
    found += ["a heading of a table without scope" for node in tree if _lacks_scope(node)]
    last = 0
    for level in (int(HEADING.fullmatch(str(n["/S"]))[1]) for n in tree if HEADING.fullmatch(str(n["/S"]))):
        if level > last + 1:
            found.append(f"heading {level} after {last}")
        last = level
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found += _faults_of_font(font.get_object())
    return found


def _lacks_alternative(node):
    return node["/S"] == "/Figure" and not str(node.get("/Alt", ""))


def _lacks_scope(node):
    if node["/S"] != "/TH":
        return False
    attributes = node.get("/A")
    attributes = attributes.get_object() if attributes is not None else {}
    attributes = attributes if isinstance(attributes, list) else [attributes]
    return not any("/Scope" in one for one in attributes)


def _faults_of_font(font):
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    name = str(font["/BaseFont"]).rpartition("+")[2].removeprefix("/")
    found = []
    if not name.startswith(OWN_FONTS):
        found.append(f"a font from elsewhere: {name}")
    if not any(
        key in inner["/FontDescriptor"].get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3")
    ):
        found.append(f"{name} is not embedded")
    if "/ToUnicode" not in font:
        found.append(f"{name} cannot be copied")
    return found


def assert_says(content, paragraphs):
    """Assert that the paper says these paragraphs, exactly and in this order, with no sign lost."""
    text = words_of_pdf(content)
    odd = {sign for sign in text if unicodedata.category(sign) in {"Co", "Cn"} or sign == "\ufffd"}
    assert odd == set()
    flat, place = squeezed(text), 0
    for paragraph in paragraphs:
        wanted = squeezed(paragraph)
        place = flat.find(wanted, place)
        assert place >= 0, paragraph
        place += len(wanted)
