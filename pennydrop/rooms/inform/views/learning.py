"""My learning: somebody's certificates together, for those who have several. There is no account:
the codes are typed together, are in no address, and nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.people.views.origins import open_form
from pennydrop.rooms.inform.forms.certificates import CodesForm
from pennydrop.rooms.inform.queries.certificates import CertificateView, certificates_with_codes
from pennydrop.rooms.inform.queries.training import HEAD, csv_rows
from pennydrop.rooms.inform.rules.certificates import grouped


@open_form
def learning(request: HttpRequest) -> HttpResponse:
    """Type them; read and print what they stand for today."""
    form = CodesForm(request.POST or None)
    context: dict[str, object] = {"form": form, "today": timezone.localdate()}
    if request.method == "POST" and form.is_valid():
        found = _found(form)
        here = {one.row.code for one in found}
        context["found"] = [{"one": one, "code": grouped(one.row.code)} for one in found]
        context["gone"] = [grouped(code) for code in form.read if code not in here]
        context["codes"] = "\n".join(grouped(one.row.code) for one in found)
        context["names"] = len({one.learner.name.casefold() for one in found})
    status = 422 if form.errors else 200
    return render(request, "inform/my_learning.html", context, status=status)


@open_form
@require_POST
def learning_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, with the columns of an organisation's record and the codes behind them,
    by which whoever takes it in can check each row."""
    form = CodesForm(request.POST)
    if not form.is_valid():
        return render(request, "inform/my_learning.html", {"form": form}, status=422)
    found = _found(form)
    rows = [(*row, grouped(one.row.code)) for row, one in zip(csv_rows(found), found, strict=True)]
    answer = HttpResponse(as_csv((*HEAD, "code"), rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="learning.csv"'
    return answer


def _found(form: CodesForm) -> list[CertificateView]:
    return certificates_with_codes(form.read, today=timezone.localdate())
