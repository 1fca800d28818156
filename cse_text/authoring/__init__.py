"""For people who own the lexicon: new entries, coverage, what a change changes, candidates from notes, a site."""
