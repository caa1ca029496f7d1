"""The recogniser on wire-style reports with their names marked by hand (wire.txt)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefreader.entities.rule_recogniser import RuleRecogniser
from briefreader.model import Article

KINDS = {"P": "person", "O": "organisation", "L": "place", "M": "other"}
MARK = re.compile(r"\[([POLM]) ([^\]]+)\]")

Spans = dict[tuple[int, int], str]


def reports() -> list[tuple[str, Spans]]:
    lines = (Path(__file__).parent / "wire.txt").read_text(encoding="utf-8").splitlines()
    written = "\n".join(line for line in lines if not line.startswith("#")).strip()
    found = []
    for report in written.split("\n\n"):
        text, spans, at = "", {}, 0
        for mark in MARK.finditer(report):
            text += report[at : mark.start()]
            spans[len(text), len(text) + len(mark[2])] = KINDS[mark[1]]
            text += mark[2]
            at = mark.end()
        found.append((text + report[at:], spans))
    return found


def tokenised(text: str, spans: Spans) -> tuple[str, Spans]:
    """Return the report as corpora print it, with blanks before the marks: "Oslo , March" and "Kohl 's"."""
    joins = [m.start() for m in re.finditer(r"(?<=\w)(?=[,;:!?)]|'s\b)|(?<=[a-z)]{2})(?=\.(?:\s|$))", text)]
    joins = [at for at in joins if not any(start < at < end for start, end in spans)]

    def moved(at: int, *, end: bool) -> int:
        return at + sum(join < at or (join == at and not end) for join in joins)

    parts = [text[a:b] for a, b in zip([0, *joins], [*joins, len(text)], strict=True)]
    return " ".join(parts), {
        (moved(a, end=False), moved(b, end=True)): kind for (a, b), kind in spans.items()
    }


def marked(text: str) -> Spans:
    [mentions] = RuleRecogniser().recognise([Article("", "", text)])
    return {(mention.start, mention.end): mention.kind for mention in mentions}


def shown(text: str, spans: Spans, leave: Spans) -> list[tuple[str, str]]:
    return [
        (text[a:b], kind) for (a, b), kind in sorted(spans.items()) if kind != "other" and (a, b) not in leave
    ]


@pytest.mark.parametrize(
    ("text", "spans"), reports(), ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_every_name_of_a_wire_report_is_marked_with_its_kind(text: str, spans: Spans) -> None:
    others = {span: kind for span, kind in spans.items() if kind == "other"}
    assert shown(text, marked(text), others) == shown(text, spans, {})


def test_text_with_blanks_before_the_marks_is_read_as_well() -> None:
    right = found = wanted = 0
    for text, spans in (tokenised(*report) for report in reports()):
        others = {span for span, kind in spans.items() if kind == "other"}
        gold = {(span, kind) for span, kind in spans.items() if kind != "other"}
        got = {(span, kind) for span, kind in marked(text).items() if kind != "other" and span not in others}
        right += len(gold & got)
        found += len(got)
        wanted += len(gold)
    assert right / found > 0.97
    assert right / wanted > 0.97
