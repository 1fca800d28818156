"""Reports: finished values in, one format out. A reporter only writes to the open stream handed to it.

This room knows how findings are shown; it must not know how they are made.
"""
