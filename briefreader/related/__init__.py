"""Related reports: how alike two are and why, stories, comparison, and what is new to a reader."""
