"""Opens runs' evidence in headless Chromium, as its readers do, and fails where it is broken.

Usage: pages.py [--shots FOLDER] RUN_FOLDER...

For every page, at a desktop's and a phone's width and on A4: no console message, no request that leaves the folder, no
page wider than the screen or the paper, no row of a comparison whose figure, change or England is out of sight; axe-core
finds nothing serious or critical. Every internal link leads to a page and an element that is there. Rows of a long table are found and sorted with the keyboard alone. Cards are opened in the first run only: they are made alike, and axe checks every tenth.
Needs: apt chromium chromium-driver; pip selenium, and axe-playwright-python without its dependencies, for its axe-core.
"""

import importlib.util
import json
import pathlib
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

DESKTOP, PHONE = (1280, 900), (360, 740)
# A4 on its side less the style sheet's margins of 12 mm, at 96 pixels an inch.
PAPER = (1032, 702)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_core():
    """The script itself; the package that carries it drives another browser than ours and is not imported."""
    spec = importlib.util.find_spec("axe_playwright_python")
    return (pathlib.Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


class Document(HTMLParser):
    """The ids and links of one page."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.repeated, self.outside = set(), [], [], []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            if values["id"] in self.ids:
                self.repeated.append(values["id"])
            self.ids.add(values["id"])
        for name in ("href", "src"):
            if name in values:
                self.links.append(values[name])
        if tag == "script" and not values.get("src", "").endswith("find.js"):
            self.outside.append("script")


def broken_links(folder):
    pages = {path: Document(path) for path in sorted(folder.rglob("*.html"))}
    problems, checked = [], 0
    for path, page in pages.items():
        problems += [f"{path}: id {i} is there twice" for i in page.repeated]
        problems += [f"{path}: holds a {o}" for o in page.outside]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue
            checked += 1
            if parts.scheme or parts.netloc:
                problems.append(f"{path}: leaves the folder: {link}")
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                problems.append(f"{path}: no file for {link}")
            elif parts.fragment and unquote(parts.fragment) not in pages[target].ids:
                problems.append(f"{path}: nothing has the id of {link}")
    return pages, problems, checked


def browser():
    options = Options()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def show(driver, size):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size is PHONE},
    )
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print" if size is PAPER else "screen"})


def look(driver, path, size, problems, axe):
    show(driver, size)
    if size is not PAPER:
        driver.get(path.resolve().as_uri())
    for entry in driver.get_log("browser"):
        problems.append(f"{path}: console: {entry['message']}")
    width = driver.execute_script("return document.documentElement.scrollWidth")
    # What is pasted takes the width of the paper that it goes into.
    if width > size[0] and path.parent.name != "documents":
        medium = "paper" if size is PAPER else "a screen"
        problems.append(f"{path}: {width} pixels wide on {medium} of {size[0]}")
    # What people come for is in sight: our figure, its change and England's.
    hidden = driver.execute_script(
        "return [...document.querySelectorAll('table.stack tbody tr')].filter(row => [...row.cells].some(cell =>"
        " (cell === row.cells[1] || /^(Change over|England)/.test(cell.dataset.label || ''))"
        " && cell.offsetWidth && cell.getBoundingClientRect().right > innerWidth + 1)).length"
    )
    if hidden and size is not PAPER:
        problems.append(f"{path}: {hidden} rows hide our figure, its change or England's at {size[0]} pixels")
    if size is PAPER:
        # What is wider than its box is cut off on paper, where nothing scrolls.
        cut = driver.execute_script(
            "return [...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
        )
        if cut:
            problems.append(f"{path}: {cut} tables are cut off on paper")
    if not axe:
        return 0
    driver.execute_script(axe)
    found = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {runOnly: arguments[0], resultTypes: ['violations'], preload: false})"
        ".then(r => done(JSON.stringify(r.violations)), e => done(JSON.stringify([{id: String(e), impact: 'critical', nodes: [{html: ''}]}])))",
        RULES,
    )
    for violation in json.loads(found):
        if violation["impact"] in ("serious", "critical"):
            nodes = violation["nodes"]
            problems.append(f"{path}: axe {violation['impact']} {violation['id']} ×{len(nodes)}: {nodes[0]['html'][:160]}")
    return 1


def use(driver, path, problems):
    """Finds and sorts rows with the keyboard alone; without the script the page has every row."""
    show(driver, DESKTOP)
    driver.get(path.resolve().as_uri())
    rows = driver.find_elements("css selector", "table.stack tbody tr")
    titles = [row.find_element("css selector", "th").text for row in rows]
    box = driver.find_element("css selector", ".find input")
    wanted = titles[-1][:30].rstrip(" (").lower()
    for _ in range(40):
        if driver.switch_to.active_element == box:
            break
        driver.switch_to.active_element.send_keys(Keys.TAB)
    driver.switch_to.active_element.send_keys(wanted)
    shown = [row.find_element("css selector", "th").text for row in rows if row.is_displayed()]
    expected = [title for title in titles if wanted in title.lower()]
    if not shown or shown != expected:
        problems.append(f"{path}: finding “{wanted}” shows {shown}, not {expected}")
    # As a reader clears it: the driver's own clear tells the page nothing.
    driver.switch_to.active_element.send_keys(Keys.CONTROL, "a")
    driver.switch_to.active_element.send_keys(Keys.DELETE)
    heading = driver.find_element("css selector", "table.stack thead .sort")
    for order in ("ascending", "descending"):
        heading.send_keys(Keys.ENTER)
        found = [e.text for e in driver.find_elements("css selector", "table.stack tbody th")]
        if driver.find_element("css selector", "table.stack thead th").get_attribute("aria-sort") != order:
            problems.append(f"{path}: the heading does not say that it is {order}")
        plain = sorted(titles, key=str.lower, reverse=order == "descending")
        if sorted(found) != sorted(titles) or [f[:3].lower() for f in found] != [p[:3].lower() for p in plain]:
            problems.append(f"{path}: sorted {order}: {found[:4]}")
    whole = path.read_text("utf-8")
    if not all(title.split(" (")[0] in whole for title in titles):
        problems.append(f"{path}: rows are missing without the script")
    return 3


def main():
    arguments = sys.argv[1:]
    shots = None
    if arguments[0] == "--shots":
        shots, arguments = pathlib.Path(arguments[1]), arguments[2:]
    problems, opened, checked, links = [], 0, 0, 0
    axe = axe_core()
    driver = browser()
    try:
        driver.set_script_timeout(120)
        for number, folder in enumerate(pathlib.Path(a).resolve() for a in arguments):
            pages, broken, count = broken_links(folder)
            problems += broken
            links += count
            if not pages:
                problems.append(f"{folder}: no pages")
            used = folder / "pages/table-waiting.html"
            if used in pages:
                opened += use(driver, used, problems)
            for path in pages:
                is_card = path.name.startswith("measure-")
                if is_card and number > 0:
                    continue
                opened += 1
                # One file of every page holds what is judged page by page.
                is_judged = path.name != "evidence-pack.html" and (not is_card or sum(path.name.encode()) % 10 == 0)
                for size in (DESKTOP, PAPER, PHONE):
                    # The same rules on a phone once: later runs have the same style.
                    has_axe = is_judged and (size is DESKTOP or size is PHONE and number == 0)
                    checked += look(driver, path, size, problems, axe if has_axe else None)
                    if shots and size is not PAPER and (number, path.name) in SHOWN:
                        driver.execute_script("window.scrollTo(0, 0)")
                        name = f"{SHOWN[number, path.name]}-{'desktop' if size is DESKTOP else 'phone'}.png"
                        driver.save_screenshot(str(shots / name))
    finally:
        driver.quit()
    for problem in problems:
        print(problem)
    print(f"{opened} pages opened, {checked} times by axe-core, {links} links followed")
    print(f"{opened + links} passed, {len(problems)} failed")
    sys.exit(1 if problems or not opened or not checked else 0)


# The screenshots of docs/screenshots: number of the run on the command line, and page.
SHOWN = {
    (0, "index.html"): "overview",
    (0, "measure-settled-home-65-and-over.html"): "card",
    (0, "statement-safeguarding.html"): "statement",
    (1, "table-trends.html"): "trends",
    (1, "table-kpi-tiles.html"): "tiles",
    (1, "waiting-lists.html"): "waiting-lists",
    (2, "table-scorecard.html"): "scorecard",
    (3, "ascof-annex.html"): "annex",
}

if __name__ == "__main__":
    main()
