"""From a paper to the bytes of a PDF."""

import mimetypes
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from assembly.documents.paper import tagging
from assembly.documents.renderers import Paper

tagging.install()


class OwnFilesOnly(URLFetcher):
    """Follows ``static:`` and ``asset:`` addresses only: a paper never reaches the network or the disk."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return one of the portal's own files.

        Raises:
            FatalURLFetchingError: the address is of another kind, or names no file of the portal; a paper
                without its font or its ornament is not made at all.
        """
        scheme, _, name = url.partition(":")
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme not in {"static", "asset"}:
            raise FatalURLFetchingError(f"a paper may not fetch {url!r}")
        path = finders.find(unquote(name))
        if not path:
            raise FatalURLFetchingError(f"the portal has no file {name!r}")
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, body=Path(path).read_bytes(), headers={"Content-Type": kind})


def lay_out(paper: Paper, *, at: datetime) -> tuple[bytes, int]:
    """Return the PDF of ``paper`` and its number of pages.

    Takes about half a second a page of tables: call it in a worker, outside any transaction.
    """
    context = {**paper.context, "made_at": at, "portal_address": settings.PORTAL_ADDRESS}
    html = render_to_string(paper.html_template, context)
    document = HTML(string=html, base_url="static:", url_fetcher=OwnFilesOnly()).render(
        font_config=FontConfiguration(), pdf_variant=paper.variant, pdf_tags=True
    )
    enclosures = [
        Attachment(string=item.content, name=item.name, description=item.description, relationship="Data")
        for item in paper.enclosures
    ]
    content = document.write_pdf(
        pdf_variant=paper.variant,
        pdf_tags=True,
        attachments=enclosures or None,
        finisher=_each_enclosure_once,
    )
    return bytes(content or b""), len(document.pages)


def _each_enclosure_once(_document: Any, pdf: Any) -> None:
    # WeasyPrint 70 lists every enclosure of PDF/A-3 twice.
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
