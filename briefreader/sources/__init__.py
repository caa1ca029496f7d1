"""Files in, articles out: one reader a format, chosen by what the file holds and what it is called."""

from briefreader.sources.reader import read, read_stream
from briefreader.sources.walk import File, walk

RULES = 2
"""Version of the readers' rules: a higher one has every file read again."""

__all__ = ["RULES", "File", "read", "read_stream", "walk"]
