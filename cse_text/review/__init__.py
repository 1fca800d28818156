"""What reviewers make of findings: decisions kept in one file, found again in later scans, compared and handed on.

keys.py says how a finding is recognised, store.py keeps decisions, merge.py settles what several people decided,
agree.py measures how far they agree, reading.py reads a report back, export.py makes annotated text.
It knows nothing of screens, keyboards or formats of reports.
"""
