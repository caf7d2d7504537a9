"""Measures how easily the sentences of a run's pages are read.

Usage: words.py RUN_FOLDER...

Reads the prose of every page (paragraphs and list entries; no tables, code, charts or headings), cuts it into sentences
and counts. The median sentence has at most 20 words (LIMIT), and no sentence of the first page has more than 45. Prints
the Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 × words a sentence + 11.8 × syllables a word − 15.59. None of the
words that readers did not know (JARGON) stands in a sentence. Needs nothing but Python.
"""

import html.parser
import pathlib
import re
import statistics
import sys

LIMIT, LONGEST = 20, 45
PROSE, LEFT_OUT = {"p", "li", "dd"}, {"table", "code", "svg", "figure", "nav", "footer", "script", "style", "dl", "summary"}
VOID = {"br", "meta", "link", "hr", "img", "input", "circle", "path", "rect", "polygon"}
JARGON = [
    "Wilson", "Byar", "similar by interval", "Chance alone could put it", "does not compare well", "over-dispersion",
    "statistical variation", "as at least as long", "meet the denominator", "standard errors",
]
# A point that ends no sentence: of a number, an abbreviation or an initial.
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"‘(])")
ISO = re.compile(r"\b20\d\d-\d\d-\d\d\b")


class Prose(html.parser.HTMLParser):
    """The texts of paragraphs and list entries, without the words for screen readers."""

    def __init__(self, text):
        super().__init__()
        self.stack, self.texts, self.now = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            if tag == "br" and self.now is not None:
                self.now.append(" ")
            return
        hidden = "hide" in (dict(attributes).get("class") or "").split()
        self.stack.append((tag, hidden))
        if tag in PROSE and not any(t in LEFT_OUT for t, _ in self.stack):
            self.now = []

    def handle_endtag(self, tag):
        while self.stack:
            last, _ = self.stack.pop()
            if last == tag:
                break
        if tag in PROSE and self.now is not None:
            text = " ".join("".join(self.now).split())
            if text:
                self.texts.append(text)
            self.now = None

    def handle_data(self, data):
        if self.now is not None and not any(h or t in LEFT_OUT for t, h in self.stack):
            self.now.append(data)


def syllables(word):
    """Groups of vowels, less a silent e: the usual estimate."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return 1
    count = len(re.findall(r"[aeiouy]+", letters))
    if letters.endswith("e") and not letters.endswith("le") and count > 1:
        count -= 1
    return max(1, count)


def words(sentence):
    return [w for w in re.split(r"\s+", sentence) if re.search(r"\w", w)]


def main():
    problems, total = [], 0
    for folder in map(pathlib.Path, sys.argv[1:]):
        found = []
        for path in sorted(folder.rglob("*.html")):
            if path.name == "evidence-pack.html" or "documents" in path.parts:
                continue
            for text in Prose(path.read_text("utf-8")).texts:
                for jargon in JARGON:
                    if jargon in text:
                        problems.append(f"{path}: “{jargon}” in: {text[:120]}")
                for sentence in SENTENCE.split(text):
                    # A label or a link is no sentence.
                    if sentence[-1] not in ".!?" or len(words(sentence)) < 3:
                        continue
                    found.append((len(words(sentence)), sentence, path))
        if not found:
            problems.append(f"{folder}: no sentence")
            continue
        total += len(found)
        lengths = [n for n, _, _ in found]
        syllable = sum(syllables(w) for _, s, _ in found for w in words(s)) / sum(lengths)
        median = statistics.median(lengths)
        grade = 0.39 * statistics.mean(lengths) + 11.8 * syllable - 15.59
        print(f"{folder}: {len(found)} sentences, median {median:g} words, longest {max(lengths)}, Flesch-Kincaid grade {grade:.1f}")
        if median > LIMIT:
            problems.append(f"{folder}: the median sentence has {median:g} words, more than {LIMIT}")
        for number, sentence, path in found:
            if path.name == "index.html" and number > LONGEST:
                problems.append(f"{path}: {number} words: {sentence}")
            if ISO.search(sentence):
                problems.append(f"{path}: a day as programs write it: {sentence[:140]}")
    for problem in sorted(set(problems)):
        print(problem)
    print(f"{total} passed, {len(set(problems))} failed")
    sys.exit(1 if problems or not total else 0)


if __name__ == "__main__":
    main()
