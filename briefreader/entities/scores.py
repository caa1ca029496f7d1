"""Scores of a candidate: for each kind of name a number that says how much speaks for it.

The weights are set by judgement: what decides alone (a company's suffix, a known organisation, a country)
scores 3 or more, a strong sign about 2, a weak one below 1.
"""

from __future__ import annotations

from briefreader.entities.recogniser import Kind

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "other")
PERSON, ORGANISATION, PLACE, OTHER = range(4)

Scores = list[float]
"""A number for each of ``KINDS``, in their order."""
