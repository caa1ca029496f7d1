"""The text area in which a note is written: whatever is typed or pasted into it is text."""

from __future__ import annotations

import unicodedata

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.widgets import TextArea

from briefreader.text import clean


class Written(TextArea):
    """A text area in which nothing stands but what ``clean`` lets through, also while one writes."""

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with a clean text; a mark is looked at with the letter that it is put on."""
        row, column = edit.top
        before = self.document.get_line(row)[:column]
        begin = column
        while begin and edit.text and (begin == column or unicodedata.category(before[begin])[0] == "M"):
            begin -= 1
        made = clean(before[begin:] + edit.text)
        if made == before[begin:] + edit.text:
            return super().edit(edit)
        return super().edit(Edit(made, (row, begin), edit.bottom, edit.maintain_selection_offset))
