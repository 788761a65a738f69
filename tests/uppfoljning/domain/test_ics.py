"""The iCalendar file, read line by line as RFC 5545 has it, without the library that wrote it."""

from datetime import UTC, date, datetime

from uppfoljning.domain.ics import Kalenderhandelse, ics

ANDRAD = datetime(2026, 3, 11, 8, 30, 15, 999, tzinfo=UTC)


def handelse(**falt) -> Kalenderhandelse:
    bas = {
        "uid": "arbetsuppgift-1@x.example",
        "titel": "Analysera",
        "start": date(2026, 2, 2),
        "slut": date(2026, 2, 28),
    }
    return Kalenderhandelse(**(bas | {"andrad": ANDRAD} | falt))


def utvikt(fil: bytes) -> list[str]:
    """Its content lines: CRLF between, a space first on a line that goes on from the one before."""
    assert fil.endswith(b"\r\n")
    assert b"\n" not in fil.replace(b"\r\n", b"")
    assert b"\r" not in fil.replace(b"\r\n", b"")
    assert max(map(len, fil.split(b"\r\n"))) <= 75
    for rad in fil.split(b"\r\n"):
        rad.decode()  # no sign is cut in two
    return fil.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_en_heldag_slutar_dagen_efter_den_sista():
    rader = utvikt(ics("Mina uppgifter", [handelse(revision=3, url="https://x.example/arbetsplan/1/")]))
    assert rader[0] == "BEGIN:VCALENDAR"
    assert rader[-1] == "END:VCALENDAR"
    i = rader.index("BEGIN:VEVENT")
    assert sorted(rader[i : rader.index("END:VEVENT")]) == sorted(
        [
            "BEGIN:VEVENT",
            "UID:arbetsuppgift-1@x.example",
            "DTSTAMP:20260311T083015Z",
            "LAST-MODIFIED:20260311T083015Z",
            "SEQUENCE:3",
            "DTSTART;VALUE=DATE:20260202",
            "DTEND;VALUE=DATE:20260301",
            "SUMMARY:Analysera",
            "URL:https://x.example/arbetsplan/1/",
            "TRANSP:TRANSPARENT",
        ]
    )
    assert {"VERSION:2.0", "X-WR-TIMEZONE:Europe/Stockholm", "X-WR-CALNAME:Mina uppgifter"} < set(rader)


def test_en_lang_rad_viks_utan_att_ett_tecken_delas():
    titel = "Följ upp åtgärderna på Östergården för äldre, så att " * 4
    rader = utvikt(ics("K", [handelse(titel=titel)]))
    assert "SUMMARY:" + " ".join(titel.split()).replace(",", "\\,") in rader


def test_en_titel_kan_inte_bli_mer_an_en_titel():
    ond = "Harmlös\r\nEND:VEVENT\nBEGIN:VEVENT\rUID:falsk\u2028ATTACH:x\x00\x0b;\\,"
    rader = utvikt(ics("A\r\nX-ONT:1", [handelse(titel=ond, text=f"{ond}\nrad två")]))
    assert [r for r in rader if r.startswith(("BEGIN:VEVENT", "END:VEVENT", "UID", "ATTACH", "X-ONT"))] == [
        "BEGIN:VEVENT",
        "UID:arbetsuppgift-1@x.example",
        "END:VEVENT",
    ]
    assert "SUMMARY:Harmlös END:VEVENT BEGIN:VEVENT UID:falsk ATTACH:x \\;\\\\\\," in rader
    assert "X-WR-CALNAME:A X-ONT:1" in rader


def test_samma_innehall_ger_samma_fil_i_dagsordning():
    a, b = handelse(uid="b@x", start=date(2026, 1, 1)), handelse(uid="a@x", start=date(2026, 1, 1))
    c = handelse(uid="c@x", start=date(2025, 12, 1))
    fil = ics("K", [a, b, c])
    assert fil == ics("K", [c, b, a])
    assert [r for r in utvikt(fil) if r.startswith("UID")] == ["UID:c@x", "UID:a@x", "UID:b@x"]


def test_en_tom_kalender_ar_en_kalender():
    assert "BEGIN:VEVENT" not in utvikt(ics("K", []))
