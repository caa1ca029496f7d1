"""The recogniser for those who have spaCy: the loading code, and what it takes from a pipeline."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from briefreader.entities.recogniser import Mention, RecogniserError
from briefreader.entities.recognisers import choose
from briefreader.entities.rule_recogniser import RuleRecogniser
from briefreader.model import Article

ARTICLE = Article("1", "Boeing wins", "The Boeing's chief met Ana Ruiz on Monday in Paris.\nMarkets rose.")


@dataclass
class Entity:
    text: str
    label_: str
    start_char: int


class Pipeline:
    """What of a spaCy pipeline is used, finding fixed words."""

    words: ClassVar = {
        "Boeing's": "ORG",
        "Boeing": "ORG",
        "Ana Ruiz": "PERSON",
        "Monday": "DATE",
        "Paris": "GPE",
        "the ": "ORG",
    }

    def pipe(self, texts: Any, as_tuples: bool) -> Any:
        assert as_tuples
        for text, context in texts:
            if len(text) > 1_000_000:
                raise ValueError("[E088] Text is too long for the parser and NER models")
            found = [
                Entity(word, label, text.find(word)) for word, label in self.words.items() if word in text
            ]
            taken = [e for e in found if not (e.text == "Boeing" and "Boeing's" in text)]
            yield SimpleNamespace(ents=sorted(taken, key=lambda entity: entity.start_char)), context


def with_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(model: str) -> Pipeline:
        if model != "small":
            raise OSError(f"[E050] Can't find model '{model}'. It doesn't seem to be a package.\nmany lines")
        return Pipeline()

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))


def test_entities_become_mentions_without_articles_and_possessives(monkeypatch: pytest.MonkeyPatch) -> None:
    with_spacy(monkeypatch)
    [mentions] = choose("spacy:small").recognise([ARTICLE])
    assert mentions == [
        Mention(0, 6, "organisation", in_title=True),
        Mention(4, 10, "organisation"),
        Mention(23, 31, "person"),
        Mention(45, 50, "place"),
    ]


def test_long_texts_are_read_in_pieces_with_their_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    with_spacy(monkeypatch)
    filler = "Nothing happened here at all.\n" * 40_000
    text = filler + "Then Paris.\n" + filler
    [mentions] = choose("spacy:small").recognise([Article("1", "", text)])
    assert [text[mention.start : mention.end] for mention in mentions] == ["Paris"]


@pytest.mark.parametrize("setting", ["", "spacy", "spacy:", "stanza:en", "rules:x"])
def test_an_unknown_recogniser_is_named_in_one_line(setting: str) -> None:
    with pytest.raises(RecogniserError) as raised:
        choose(setting)
    assert "rules" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_is_missing_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with_spacy(monkeypatch)
    with pytest.raises(RecogniserError, match=r"model big: install it with python -m spacy download big$"):
        choose("spacy:big")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(RecogniserError, match=r"needs spaCy: pip install spacy"):
        choose("spacy:small")


def test_the_built_in_recogniser_is_the_default() -> None:
    assert isinstance(choose(), RuleRecogniser)


def test_a_real_pipeline_is_loaded_from_disk(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is the reader's own choice, and not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Boeing"}, {"label": "PERSON", "pattern": "Ana Ruiz"}])
    pipeline.to_disk(tmp_path / "model")
    [mentions] = choose(f"spacy:{tmp_path / 'model'}").recognise([ARTICLE])
    assert mentions == [
        Mention(0, 6, "organisation", in_title=True),
        Mention(4, 10, "organisation"),
        Mention(23, 31, "person"),
    ]
