"""What can be wrong with an index, in one line each."""


class IndexDamaged(Exception):
    """The index is damaged, foreign or of another version; rebuilding it from the store helps.

    One line says why.
    """


class Dropped(Exception):
    """The search was given up, since a newer one made it pointless."""


class IndexBusy(Exception):
    """Another process is writing this index. One line says so."""
