"""The DPIA and the information sheet, filled in from the study: to read, and to take away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from pennydrop.core.documents.page import build_page
from pennydrop.core.documents.pdf.render import PdfDocument, render_pdf
from pennydrop.core.documents.word_writing import WORD_TYPE, write_word
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.papers import Paper, paper_of, papers_of
from pennydrop.rooms.listen.views import frame, study_for


@require_safe
def papers(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    context = {**frame(found, "listen:gate"), "papers": papers_of(found)}
    return render(request, "listen/staff/papers.html", context)


@require_safe
def paper_page(request: HttpRequest, study: UUID, name: str) -> HttpResponse:
    found = study_for(request, study)
    paper = _paper(found, name)
    context: dict[str, Any] = {
        **frame(found, "listen:gate"),
        "paper": paper,
        "page": build_page(paper.blocks, {}),
    }
    return render(request, "listen/staff/paper_page.html", context)


@require_safe
def paper_file(request: HttpRequest, study: UUID, name: str, kind: str) -> HttpResponse:
    """The same as a Word file to go on with, or as a PDF to print. It holds nobody's words."""
    found = study_for(request, study)
    paper = _paper(found, name)
    subtitle = f"{found.title}, {found.organisation.name}"
    if kind == "docx":
        response = HttpResponse(
            write_word(paper.title, paper.blocks, subtitle=subtitle), content_type=WORD_TYPE
        )
    elif kind == "pdf":
        response = HttpResponse(_pdf(found, paper), content_type="application/pdf")
    else:
        raise Http404
    file = f"{slugify(paper.name)}-{found.slug}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _pdf(study: Study, paper: Paper) -> bytes:
    document = PdfDocument(
        title=paper.title,
        subtitle=study.title,
        organisation=study.organisation.name,
        date=timezone.localdate(),
        blocks=paper.blocks,
        invented=study.invented,
    )
    return render_pdf(document, replace_missing=True)


def _paper(study: Study, name: str) -> Paper:
    paper = paper_of(study, name)
    if paper is None:
        raise Http404
    return paper
