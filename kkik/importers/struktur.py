"""The shape of Kolada's answers, as typed structs: a page that does not have it is refused whole.

`gc=False` because a page holds tens of thousands of small objects that never refer to each other in a circle.
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec

T = TypeVar("T")


class Matvarde(msgspec.Struct, gc=False):
    """One gender of an object. `value` None = missing. Numbers outside a double, NaN and Infinity are not JSON."""

    gender: str
    value: float | None
    count: int | float | None = None
    status: str | None = None
    isdeleted: bool | None = False


class Objekt(msgspec.Struct, gc=False):
    """The values of one nyckeltal, area and year. The order of `values` means nothing."""

    kpi: str
    period: int
    municipality: str
    values: list[Matvarde]


class Medlem(msgspec.Struct, gc=False):
    member_id: str
    member_title: str | None = None


class Grupp(msgspec.Struct, gc=False):
    id: str
    title: str
    members: list[Medlem]


class Omrade(msgspec.Struct, gc=False):
    id: str
    title: str
    type: str


class Kpi(msgspec.Struct, gc=False):
    """Only id and title are sure; booleans have been seen as 0/1 and the year as a number in older answers."""

    id: str
    title: str
    description: str | None = None
    is_divided_by_gender: bool | int | None = None
    municipality_type: str | None = None
    auspice: str | None = None
    operating_area: str | None = None
    perspective: str | None = None
    prel_publication_date: str | None = None
    publication_date: str | None = None
    publ_period: str | int | None = None
    has_ou_data: bool | int | None = None


class _Kuvert(msgspec.Struct, gc=False):
    next_url: str | None = None
    previous_url: str | None = None
    count: int | None = None


class Vardesida(_Kuvert, kw_only=True, gc=False):
    values: list[Objekt]


class Kpisida(_Kuvert, kw_only=True, gc=False):
    values: list[Kpi]


class Omradessida(_Kuvert, kw_only=True, gc=False):
    values: list[Omrade]


class Gruppsida(_Kuvert, kw_only=True, gc=False):
    values: list[Grupp]


def _avkodare(typ: type[T]) -> Callable[[bytes], T]:
    return msgspec.json.Decoder(typ).decode


AVKODARE = {
    "kpi": _avkodare(Kpisida),
    "municipality": _avkodare(Omradessida),
    "municipality_groups": _avkodare(Gruppsida),
    "kpi_groups": _avkodare(Gruppsida),
    "data": _avkodare(Vardesida),
}
