"""The HTML page in a browser: the slider moves, nothing is lost without JavaScript, nothing leaves the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser import RIGHT, Browser, open_browser
from documents import EVERY_BLOCK, HOSTILE, SLIDE, SLIDE_2D

from symconv.document.blocks import Document
from symconv.rendering import render

pytestmark = pytest.mark.browser

WIDE, NARROW = 1000, 360


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give one browser for all tests of this module."""
    with open_browser() as found:
        yield found


@pytest.fixture(autouse=True)
def _as_new(browser: Browser) -> Iterator[None]:
    """Undo what a test has set."""
    yield
    browser.command("Emulation.setScriptExecutionDisabled", value=False)
    browser.command("Emulation.setEmulatedMedia", media="", features=[])
    browser.command("Emulation.clearDeviceMetricsOverride")


def opened(browser: Browser, folder: Path, document: Document = EVERY_BLOCK, *, width: int = WIDE) -> None:
    """Open a document in a window of this width."""
    page = folder / "page.html"
    page.write_text(render(document, "html"), encoding="utf-8")
    browser.command(
        "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 500
    )
    browser.open(page.as_uri())


def test_the_slider_moves_the_kernel(browser: Browser, tmp_path: Path) -> None:
    """Each press of an arrow key moves the kernel by one cell and says the sum of the new position."""
    opened(browser, tmp_path)
    read = """
        const figure = document.querySelector('.slide');
        return {
          transform: figure.querySelector('.stage .kernel').getAttribute('transform'),
          says: figure.querySelector('[aria-live]').textContent,
          words: figure.querySelector('input').getAttribute('aria-valuetext'),
          count: figure.querySelector('output').textContent,
        }"""
    seen = []
    for position in range(len(SLIDE.positions)):
        seen.append(browser.run(read))
        assert seen[-1]["count"] == f"{position + 1} / 6"
        assert SLIDE.positions[position].sum.text in seen[-1]["words"]
        browser.press("#slide-1", RIGHT)

    steps = [float(state["transform"].split("(")[1].split()[0]) for state in seen]
    assert [b - a for a, b in pairwise(steps)] == [steps[1] - steps[0]] * 5
    assert steps[1] == 0
    assert steps[0] < 0
    assert "2·(−1)+1·1=−1" in seen[1]["says"].replace("\N{DOT OPERATOR}", "·").replace(" ", "")


def test_the_slider_moves_in_two_dimensions(browser: Browser, tmp_path: Path) -> None:
    """A dilated 2-D kernel goes along the row first, then down."""
    opened(browser, tmp_path)
    browser.press("#slide-2", RIGHT * 2)

    transform = browser.run("return document.querySelectorAll('.stage .kernel')[1].getAttribute('transform')")

    assert SLIDE_2D.positions[2].offset == (1, 0)
    assert transform == "translate(0 48)"


def test_stills_give_way_to_the_slider(browser: Browser, tmp_path: Path) -> None:
    """With JavaScript the list of positions is hidden and the stage is shown; on paper it is the other way round."""
    opened(browser, tmp_path)
    shown = "return ['.stage', '.positions'].map(s => document.querySelector(s).offsetHeight > 0)"

    assert browser.run(shown) == [True, False]
    browser.command("Emulation.setEmulatedMedia", media="print")
    assert browser.run(shown) == [False, True]


def test_nothing_is_lost_without_javascript(browser: Browser, tmp_path: Path) -> None:
    """Every position is listed with its sum, the first and last ones drawn, and the dead slider is hidden."""
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    opened(browser, tmp_path)
    browser.command("Emulation.setScriptExecutionDisabled", value=False)

    state = browser.run(
        """
        const figure = document.querySelector('.slide'), list = figure.querySelector('.positions');
        return [figure.querySelector('.stage').offsetHeight, list.querySelectorAll('li').length,
                list.querySelectorAll('svg').length, list.offsetHeight > 0]"""
    )

    assert state == [0, 6, 6, True]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("document", [EVERY_BLOCK, HOSTILE], ids=["every block", "hostile text"])
def test_the_page_never_scrolls_sideways(browser: Browser, tmp_path: Path, document: Document, width: int) -> None:
    """Wide formulas and tables scroll inside their own box."""
    opened(browser, tmp_path, document, width=width)

    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("document", [EVERY_BLOCK, HOSTILE], ids=["every block", "hostile text"])
def test_the_page_loads_nothing_and_complains_of_nothing(browser: Browser, tmp_path: Path, document: Document) -> None:
    """No request leaves the page, its own policy refuses nothing of it, and no text of a user runs."""
    browser.complaints()
    opened(browser, tmp_path, document)

    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.complaints() == []


def test_the_policy_refuses_other_scripts(browser: Browser, tmp_path: Path) -> None:
    """A script that somebody slips into the page does not run."""
    page = tmp_path / "slipped.html"
    text = render(EVERY_BLOCK, "html").replace("</main>", "<script>document.title = 'run'</script></main>")
    page.write_text(text, encoding="utf-8")
    browser.open(page.as_uri())

    assert browser.run("return document.title") == "Every block, once"


def test_dark_mode_follows_the_reader(browser: Browser, tmp_path: Path) -> None:
    """Ink and paper change places."""
    opened(browser, tmp_path)
    colours = "const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]"
    light = browser.run(colours)
    browser.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    dark = browser.run(colours)

    assert light == ["rgb(27, 27, 27)", "rgb(255, 255, 255)"]
    assert dark == ["rgb(230, 230, 230)", "rgb(20, 23, 28)"]
