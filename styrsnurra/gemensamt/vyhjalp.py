"""What the views of every app share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

CSV = "text/csv; charset=utf-8"


def vem_och_nar(request: HttpRequest) -> dict[str, Any]:
    """The two arguments of every action."""
    return {"av": request.user, "nar": timezone.now()}


def filsvar(innehall: str | bytes, namn: str, typ: str = CSV) -> HttpResponse:
    """A file to save under `namn`, of letters, digits and hyphens: a text that somebody has typed is made so first."""
    return HttpResponse(
        innehall, content_type=typ, headers={"Content-Disposition": f'attachment; filename="{namn}"'}
    )
