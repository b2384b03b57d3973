"""What is proven of every page: nothing serious for axe, nothing over the edge, no word left in another language."""

import re
from pathlib import Path

import pytest

__all__ = ["AGAIN", "LOOKS", "faults", "foreign_words"]

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
LOOKS = (
    ("light", 1440, None),
    ("dark", 1440, ["color-contrast"]),
    ("dark", 390, None),
    ("light", 390, ["color-contrast"]),
)
"""Themes and widths; the theme changes nothing but colours, so that half of the looks ask for contrast alone."""
AGAIN = (("light", 1440, []), ("dark", 390, None))
"""The same page in another language has the same structure: its widths, and all rules once, where there is least room."""
STILL = """() => Promise.all(document.getAnimations()
    .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished.catch(() => 0)))"""
RUN = """(rules) => axe.run(document,
        {resultTypes: ['violations'], preload: false, iframes: false, selectors: false, ...(rules ? {runOnly: rules} : {})})
    .then(({violations}) => violations.filter(({impact}) => impact === 'serious' || impact === 'critical')
        .map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(' | ')}`))"""
TEXTS = """() => {
    const skipped = 'title,script,style,template,noscript,bdi,code,kbd,pre,textarea,[translate=no],[lang]:not(html,[lang=ru])';
    const found = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement;
        if (element.closest(skipped)) continue;
        if (node instanceof Text) found.push(node.data);
        else for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
            if (node.hasAttribute(name)) found.push(node.getAttribute(name));
    }
    return found;
}"""
NOT_WORDS = {"Chorsu", "Atom", "Enter", "Ctrl", "Shift", "Esc", "cookie", "English", "karimova"}
"""Words that are the same in every language, and a name to sign in with, which is Latin. A word with a capital inside (CSV, NBOMe, SYNTHETIC) is a name too."""


def faults(page, width, rules=None):
    """What is wrong with a page as it stands: what axe finds serious (of no rule where `[]`), what runs over the edge."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make assets`")
    page.evaluate(STILL)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = [] if rules == [] else page.evaluate(RUN, rules)
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return found + ([f"{wide} pixels wide"] if wide > width else [])


def foreign_words(page):
    """Words in Latin letters that a page shows to a Russian reader outside of data, names and web addresses."""
    said = (re.sub(r"https?://\S+", "", text) for text in page.evaluate(TEXTS))
    words = {word for text in said for word in re.findall(r"(?<![\w-])[A-Za-z]{3,}(?![\w-])", text)}
    return sorted(word for word in words if word[1:].islower() and word not in NOT_WORDS)
