"""Names: who and where in a report (recognising), under one name whatever the spelling (merging)."""
