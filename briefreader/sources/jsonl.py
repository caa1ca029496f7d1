"""Records of JSON: one object a line, a list of objects, or objects one after another."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator

from briefreader.limits import Limits, size
from briefreader.model import Article
from briefreader.sources.complaints import Complaints
from briefreader.sources.encoding import Decoder
from briefreader.sources.fields import read_fields
from briefreader.sources.records import lines, values
from briefreader.sources.titles import headline_from
from briefreader.text import clean, clean_line

_WITHIN_ID = re.compile(r"\s+")


class _Repeated(dict[str, object]):
    """An object that gave a key more than once, so that what it says is not clear."""


def read_records(
    chunks: Iterable[bytes], by_line: bool, path: str | None, complain: Complaints, limits: Limits
) -> Iterator[Article]:
    """Yield the articles among the records in ``chunks`` of JSON.

    ``by_line`` says that every line is a record of its own, which lets a broken one be passed over
    for certain; otherwise the values of a list or of a row of objects are told apart by their
    brackets. What cannot be read goes to ``complain`` with the number of its line or record.
    """
    decode = Decoder()
    unit, split = ("line", lines) if by_line else ("record", values)
    barren_bytes = barren_records = too_long = 0
    for number, raw in split(chunks, limits.record_bytes):
        place = f"{unit} {number}"
        article = _article(decode(raw), place, path, complain, limits) if raw else None
        if article:
            barren_bytes = barren_records = 0
            yield article
            continue
        if raw is None and number != too_long:
            complain(f"{place}: longer than {size(limits.record_bytes)}")
            too_long = number
        barren_records += 1
        barren_bytes += len(raw) if raw else limits.record_bytes
        if barren_records > limits.barren_records or barren_bytes > limits.barren_bytes:
            complain.end(f"{place}: no report for a long stretch, the rest is not read")
            return


def is_by_line(head: bytes, named_jsonl: bool) -> bool:
    """Tell from the beginning of a JSON file whether each of its lines is a record."""
    first = head.lstrip().split(b"\n", 1)[0].strip()
    if first.startswith(b"[") or first == b"{":
        return False
    if named_jsonl:
        return True
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _article(
    source: str, place: str, path: str | None, complain: Complaints, limits: Limits
) -> Article | None:
    record = _load(source, place, complain)
    if record is None:
        return None
    text = next(
        (t for name in ("text", "body") if isinstance(t := record.get(name), str) and t.strip()), None
    )
    text = clean(text) if text else ""
    if not text.strip():
        complain(f"{place}: {_no_text(record)}")
        return None
    fields = read_fields(record)
    for name, problem in fields.problems:
        complain(f"{place}: {problem}", once_for=name)
    return Article(
        id=_id(record.get("id"), place, complain, limits),
        title=fields.title or headline_from(text),
        text=text,
        published=fields.published,
        source=fields.source,
        section=fields.section,
        byline=fields.byline,
        url=fields.url,
        language=fields.language,
        path=path,
    )


def _no_text(record: dict[str, object]) -> str:
    given = [record[name] for name in ("text", "body") if record.get(name) is not None]
    if not given:
        return 'has no text (a report needs "text" or "body")'
    return "its text is empty" if isinstance(given[0], str) else "its text is not a string"


def _load(text: str, place: str, complain: Complaints) -> dict[str, object] | None:
    try:
        record = _DECODER.decode(text.strip())
    except json.JSONDecodeError as error:
        complain(f"{place}: not JSON: {error.msg} at character {error.colno}")
    except RecursionError:
        complain(f"{place}: nested too deeply")
    except ValueError:
        complain(f"{place}: a number in it is too long to read")
    else:
        if not isinstance(record, dict):
            complain(f"{place}: not an object")
        elif isinstance(record, _Repeated):
            complain(f"{place}: a key is given more than once")
        else:
            return record
    return None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = {key.lower(): value for key, value in pairs}
    return made if len(made) == len(pairs) else _Repeated(made)


def _id(value: object, place: str, complain: Complaints, limits: Limits) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        complain(f"{place}: id is neither text nor a whole number, one is made", once_for="id")
        return ""
    given = str(value).strip()
    safe = _WITHIN_ID.sub("-", clean_line(given))
    if safe == given and len(safe) <= limits.id_chars:
        return safe
    # Two ids that differ only in what had to go must not become one.
    digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{safe[: limits.id_chars - 13]}-{digest}"


_constant: Callable[[str], None] = lambda name: None  # noqa: E731
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
