"""A real Chromium against the live server.

`sida` is a fresh browser page (1280 wide). When the test ends, everything the browser complained of must have been
nothing: errors in the console, scripts that failed, what the Content-Security-Policy stopped, calls to other hosts.
`inloggad(sida, roll)` logs in without the form; `axe(sida)` lists what axe finds; `skarmbild(sida, namn)` keeps a
picture in var/skarmbilder/; `bredd(sida, 320)` makes the window narrow.
"""

import functools
import os
import re
import shutil
import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started

HAR = Path(__file__).parent
BILDER = HAR.parents[1] / "var" / "skarmbilder"
CHROMIUM = shutil.which(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
VAXLAR = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BRED, HOJD = 1280, 900
KOD = re.compile(r": the server responded with a status of \d+ \([^()]*\)")


# What may lead to another page. Playwright itself waits only until that page's first byte.
HANDLINGAR = {"click", "dblclick", "press", "check", "uncheck", "select_option", "drag_to", "go_back"}


@pytest.hookimpl(tryfirst=True)  # before -m chooses among the marks
def pytest_collection_modifyitems(items):
    for test in items:
        if HAR in test.path.parents:
            test.add_marker("webblasare")
            if CHROMIUM is None:
                test.add_marker(
                    pytest.mark.skip(
                        reason="Chromium is missing: apt-get install chromium, or say where it is in CHROMIUM"
                    )
                )


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once. Playwright keeps an event loop in this thread, which Django takes for async code."""
    from playwright.sync_api import Keyboard, Locator, Page, sync_playwright

    tidigare = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as andring:
        for klass in (Locator, Page, Keyboard):
            for handling in HANDLINGAR & set(dir(klass)):
                andring.setattr(klass, handling, _till_laddad(getattr(klass, handling)))
        webblasare = playwright.chromium.launch(executable_path=CHROMIUM, args=VAXLAR)
        yield webblasare
        webblasare.close()
    if tidigare is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _till_laddad(handling):
    """The action, done when the page it may have led to is loaded: what is read next is then read there."""

    @functools.wraps(handling)
    def gor(self, *args, **kwargs):
        svar = handling(self, *args, **kwargs)
        page = getattr(self, "page", self)  # a page has no page of its own
        page.wait_for_load_state()
        return svar

    return gor


@pytest.fixture
def klagomal() -> list[str]:
    """What the browser has complained of so far. Whoever provokes something takes it out again."""
    return []


class Pagaende:
    """Requests that the live server has begun and not ended. A test that ends before them would have its tables
    emptied under their feet."""

    def __init__(self) -> None:
        self._antal, self._villkor = 0, threading.Condition()

    def borja(self, **_) -> None:
        with self._villkor:
            self._antal += 1

    def sluta(self, **_) -> None:
        with self._villkor:
            self._antal -= 1
            self._villkor.notify_all()

    def vanta_ut(self, sekunder: float = 20) -> bool:
        with self._villkor:
            return self._villkor.wait_for(lambda: self._antal <= 0, sekunder)


@pytest.fixture
def pagaende():
    raknare = Pagaende()
    request_started.connect(raknare.borja)
    request_finished.connect(raknare.sluta)
    yield raknare
    request_started.disconnect(raknare.borja)
    request_finished.disconnect(raknare.sluta)


@pytest.fixture
def sida(chromium, live_server, klagomal, pagaende):
    """A page of its own session. Relative addresses are the live server's."""
    kontext = chromium.new_context(
        base_url=live_server.url,
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        viewport={"width": BRED, "height": HOJD},
        reduced_motion="reduce",
    )
    page = kontext.new_page()
    page.keyboard.page = page  # as a Locator has: see _till_laddad
    nekade_sidor: set[str] = set()
    page.on("response", lambda svar: _anteckna(svar, nekade_sidor))
    lyssnare = partial(_lyssna, klagomal=klagomal)
    page.on("console", lyssnare)
    page.on("pageerror", lambda fel: klagomal.append(f"script: {fel}"))
    page.on("request", lambda fraga: _granska(fraga.url, live_server.url, klagomal))
    page.set_default_timeout(15_000)
    yield page
    page.remove_listener("console", lyssnare)  # what the page says of being cut off is the test's own doing
    kontext.close()
    assert pagaende.vanta_ut()
    # Chromium complains of a whole page that answers 4xx too, which is right when a form is wrong.
    vantat = {f"error: Failed to load resource ({url})" for url in nekade_sidor}
    assert [rad for rad in klagomal if KOD.sub("", rad) not in vantat] == []


def _anteckna(svar, nekade_sidor: set[str]) -> None:
    if svar.request.is_navigation_request() and 400 <= svar.status < 500:
        nekade_sidor.add(svar.url)


def _lyssna(rad, klagomal: list[str]) -> None:
    if rad.type not in ("error", "warning"):
        return
    klagomal.append(f"{rad.type}: {rad.text} ({rad.location.get('url', '')})")


def _granska(url: str, egen: str, klagomal: list[str]) -> None:
    if urlsplit(url).scheme in ("http", "https") and not url.startswith(f"{egen}/"):
        klagomal.append(f"call to another host: {url}")


@pytest.fixture
def inloggad(klient, live_server):
    """`inloggad(sida, "analytiker")` gives the page that person's session, without the log-in form."""

    def logga_in(page, roll: str):
        session = klient(roll).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return logga_in


@pytest.fixture
def axe():
    """`axe(sida)` → [(rule, what is wrong with it, [where])], empty when axe finds nothing."""
    from axe_playwright_python.base import AXE_SCRIPT

    def granska(page) -> list[tuple[str, str, list]]:
        page.wait_for_load_state()
        # Evaluated by the debugger, so the page's own policy need not allow it.
        page.evaluate(AXE_SCRIPT)
        svar = page.evaluate("() => axe.run(document)")
        assert svar["passes"], "axe looked at nothing"
        return [(v["id"], v["help"], [n["target"] for n in v["nodes"]]) for v in svar["violations"]]

    return granska


@pytest.fixture
def bredd():
    """`bredd(sida, 320)` sets the window's width and says whether the page then fits without sideways scrolling."""

    def satt(page, pixlar: int) -> bool:
        page.wait_for_load_state()  # before its stylesheets are there a page has another width
        page.set_viewport_size({"width": pixlar, "height": HOJD})
        return page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )

    return satt


@pytest.fixture
def skarmbild():
    """`skarmbild(sida, "logga-in")` → var/skarmbilder/logga-in-1280.png, the whole page."""

    def ta(page, namn: str) -> Path:
        BILDER.mkdir(parents=True, exist_ok=True)
        fil = BILDER / f"{namn}-{page.viewport_size['width']}.png"
        page.screenshot(path=fil, full_page=True)
        return fil

    return ta
