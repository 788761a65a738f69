"""Links that people type."""

import pytest
from django.core.exceptions import ValidationError

from styrsnurra.gemensamt.webblank import FEL, Webblankfalt


@pytest.mark.parametrize(
    ("skrivet", "blir"),
    [
        ("https://www.storkoping.example/prognos?ar=2027#tabell", "https://www.storkoping.example/prognos?ar=2027#tabell"),
        ("HTTPS://WWW.Storkoping.example/Prognos", "https://www.storkoping.example/Prognos"),
        ("http://intranat/beslut/12", "http://intranat/beslut/12"),
        ("www.storkoping.example/åäö", "https://www.storkoping.example/åäö"),
        ("storkoping.example:8080/a", "https://storkoping.example:8080/a"),
        (" https://storkoping.example ", "https://storkoping.example"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
    ],
)  # fmt: skip
def test_hela_adresser(skrivet, blir):
    assert Webblankfalt().clean(skrivet) == blir


@pytest.mark.parametrize(
    "skrivet",
    [
        "javascript:alert(1)",
        "JavaScript://storkoping.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://storkoping.example/",
        "https://",
        "https:///vag",
        "https://a b.example/",
        'https://a.example/"onclick=',
        "https://namn:losen@a.example/",
        "https://a.example:port/",
        "http://[::1",
    ],
)
def test_annat_vagras(skrivet):
    with pytest.raises(ValidationError) as fel:
        Webblankfalt().clean(skrivet)
    assert fel.value.messages == [FEL]
