"""A person without a mouse: Tab, Enter, Space, arrows and letters, and nothing else.

`Tangentbord(page)` finds controls as a screen reader names them, by role and accessible name, and goes to them with
Tab. What gets the focus must show that it has it, inside the window; else the test fails.
"""

import re
from typing import Any

import pytest

FLEST_TAB = 150
SYNS = """e => {
  const s = getComputedStyle(e), ram = e.getBoundingClientRect();
  const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;
  return {
    ring: ring || s.boxShadow !== 'none',
    stor: ram.width >= 8 && ram.height >= 8,
    inom: ram.bottom > 0 && ram.top < innerHeight && ram.right > 0 && ram.left < innerWidth,
    fokus: e.matches(':focus-visible'),
  };
}"""


def _namnet(namn: str) -> re.Pattern[str]:
    """The whole accessible name; that a field may be left empty is said after its label."""
    return re.compile(rf"^{re.escape(namn)}( \(valfritt\))?$")


class Tangentbord:
    def __init__(self, page) -> None:
        self.page = page

    def till(self, roll: str, namn: str, *, bakat: bool = False, i: str = "") -> None:
        """Tab (or Shift+Tab) until the one control with this role and name has the focus, and see that it shows.

        `i` is the name of the navigation landmark that holds it, where the page has two of the same name.
        """
        rot = self.page.get_by_role("navigation", name=i, exact=True) if i else self.page
        mal = rot.get_by_role(roll, name=_namnet(namn))
        platser = {e.get_attribute("href") or nr for nr, e in enumerate(mal.element_handles())}
        # Two links of one name may lead to the same place, and nothing else.
        assert len(platser) == 1, (
            f"{roll} {namn!r}: {platser} in\n{self.page.locator('main').aria_snapshot()}"
        )
        element = mal.first.element_handle()
        for _ in range(FLEST_TAB):
            if element.evaluate("e => e === document.activeElement"):
                syns = element.evaluate(SYNS)
                assert all(syns.values()), f"the focus on {namn!r} does not show: {syns}"
                return
            self.page.keyboard.press("Shift+Tab" if bakat else "Tab")
        pytest.fail(f"Tab never reaches {roll} {namn!r}")

    def skriv(self, namn: str, text: str, *, roll: str = "textbox") -> None:
        """Replace what stands in a box."""
        self.till(roll, namn)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def valj(self, namn: str, borjan: str, *, roll: str = "combobox") -> None:
        """Choose in a list by typing how the choice begins."""
        self.till(roll, namn)
        self.page.keyboard.type(borjan)

    def kryssa(self, grupp: str, pilar: int = 0) -> None:
        """The radio buttons of a group: reach the group, go down with the arrow and choose."""
        forsta = self.page.get_by_role("group", name=_namnet(grupp))
        assert forsta.count() == 1, f"{grupp!r}: {forsta.count()} on the page"
        element = forsta.element_handle()
        for _ in range(FLEST_TAB):
            if element.evaluate("e => e.contains(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        else:
            pytest.fail(f"Tab never reaches {grupp!r}")
        for _ in range(pilar):
            self.page.keyboard.press("ArrowDown")
        if not pilar:
            self.page.keyboard.press("Space")
        vald = self.page.evaluate_handle("() => document.activeElement").as_element()
        assert vald.evaluate("e => e.checked")
        assert vald.evaluate(SYNS)["fokus"]

    def tryck(self, roll: str, namn: str, adress: str, **hur: Any) -> None:
        """Press Enter on it and come to an address."""
        self.till(roll, namn, **hur)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(adress))
        self.page.wait_for_load_state()

    def lank(self, namn: str, adress: str, **hur: Any) -> None:
        self.tryck("link", namn, adress, **hur)

    def knapp(self, namn: str, adress: str, **hur: Any) -> None:
        self.tryck("button", namn, adress, **hur)
