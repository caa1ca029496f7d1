"""Which recogniser the reader's configuration asks for."""

from __future__ import annotations

from briefreader.entities.case import Evidence
from briefreader.entities.recogniser import Recogniser, RecogniserError


def choose(setting: str = "rules", evidence: Evidence | None = None) -> Recogniser:
    """Return the recogniser that ``setting`` names: "rules", the built-in one, or "spacy:MODEL".

    ``evidence`` is what the built-in one learnt of the library so far. Raises RecogniserError, one line on
    what to do, when there is no such recogniser or it cannot be had.
    """
    name, _, model = setting.strip().partition(":")
    if name == "rules" and not model:
        from briefreader.entities.rule_recogniser import RuleRecogniser

        return RuleRecogniser(evidence)
    if name == "spacy" and model.strip():
        from briefreader.entities.spacy_recogniser import SpacyRecogniser

        return SpacyRecogniser(model.strip())
    raise RecogniserError(f"no recogniser {setting!r}: write rules, or spacy: and the name of a spaCy model")
