"""Opens a run's evidence in headless Chromium, as its readers do, and fails where it is broken.

Usage: pages.py RUN_FOLDER [SCREENSHOT_FOLDER]

For every page, at a desktop's and a phone's width: no console message, no request that leaves the folder, no page
wider than the screen; axe-core finds nothing serious or critical. Every internal link leads to a page and an element
that is there. Needs: apt chromium chromium-driver; pip selenium axe-selenium-python.
"""

import pathlib
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from axe_selenium_python import Axe
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

DESKTOP, PHONE = (1280, 900), (360, 740)


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
        if tag == "script":
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


def look(driver, path, size, problems, with_axe):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size is PHONE},
    )
    driver.get(path.resolve().as_uri())
    for entry in driver.get_log("browser"):
        problems.append(f"{path}: console: {entry['message']}")
    width = driver.execute_script("return document.documentElement.scrollWidth")
    if width > size[0]:
        problems.append(f"{path}: {width} pixels wide on a screen of {size[0]}")
    if not with_axe:
        return
    axe = Axe(driver)
    axe.inject()
    for found in axe.run()["violations"]:
        if found["impact"] in ("serious", "critical"):
            where = found["nodes"][0]["html"][:160]
            problems.append(f"{path}: axe {found['impact']} {found['id']} ×{len(found['nodes'])}: {where}")


def main():
    folder = pathlib.Path(sys.argv[1])
    shots = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    pages, problems, links = broken_links(folder)
    driver = browser()
    try:
        for path in pages:
            # Cards are made alike: every card is opened, and every tenth is held to axe.
            is_card = path.name.startswith("measure-")
            with_axe = not is_card or sum(path.name.encode()) % 10 == 0
            for size in (DESKTOP, PHONE):
                look(driver, path, size, problems, with_axe and path.name != "evidence-pack.html")
                driver.execute_script("window.scrollTo(0, 0)")
                if shots and path.name in SHOWN:
                    name = f"{SHOWN[path.name]}-{'desktop' if size is DESKTOP else 'phone'}.png"
                    driver.save_screenshot(str(shots / name))
    finally:
        driver.quit()
    for problem in problems:
        print(problem)
    print(f"{len(pages)} pages, {links} links, {len(problems)} problems")
    sys.exit(1 if problems or not pages else 0)


SHOWN = {
    "index.html": "overview",
    "table-kpi-tiles.html": "tiles",
    "table-waiting-by-team.html": "waiting-by-team",
    "ascof-annex.html": "annex",
    "statement-safeguarding.html": "statement",
    "measure-section-42-risk-reduced-or-removed.html": "card",
}

if __name__ == "__main__":
    main()
