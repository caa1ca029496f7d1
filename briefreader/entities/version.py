"""The version of the rules of merging, for whoever asks only whether there is something to merge anew."""

VERSION = 3
"""What was merged by another version is to be merged anew, from the reports' mentions."""
