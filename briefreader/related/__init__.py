"""Related reports: how alike two are and why, stories, comparison, and what is new to a reader.

Knows ``model`` and ``text`` only. Whoever uses it brings the stemmer (Snowball English, memoised), the
merged entities of each report (anything like ``Named``), the profiles kept for the candidates that an
index proposes, and the counts of words (``Frequencies``) of all reports.
"""

from briefreader.related.candidates import Candidates, telling
from briefreader.related.compare import compare, differences
from briefreader.related.copies import folded
from briefreader.related.day import Day
from briefreader.related.frequencies import Frequencies
from briefreader.related.many import Many
from briefreader.related.novelty import added, novelty
from briefreader.related.passages import matching
from briefreader.related.profile import Name, Named, Profile, profile, renamed
from briefreader.related.reading import Reading, reading
from briefreader.related.reasons import Reasons, Wording
from briefreader.related.relate import Bond, bonds, relate
from briefreader.related.relation import Kind, Relation
from briefreader.related.settled import Settled
from briefreader.related.stories import Joined, Stories
from briefreader.related.words import Sentence, Stem, told

__all__ = [
    "Bond",
    "Candidates",
    "Day",
    "Frequencies",
    "Joined",
    "Kind",
    "Many",
    "Name",
    "Named",
    "Profile",
    "Reading",
    "Reasons",
    "Relation",
    "Sentence",
    "Settled",
    "Stem",
    "Stories",
    "Wording",
    "added",
    "bonds",
    "compare",
    "differences",
    "folded",
    "matching",
    "novelty",
    "profile",
    "reading",
    "relate",
    "renamed",
    "telling",
    "told",
]
