"""Many records: one after another, over worker processes or over a cluster, always in the order they came.

`run` keeps the order, `hands` says who does the work (this process, `pool`, `cluster`), `worker` is what each of them
does, `journal` keeps outcomes so that a run can go on, `unchanged` knows notes by their hashes. The room knows records,
the scanner and settings; it must not know reports or commands.
"""

from cse_text.batch.journal import Journal, open_journal
from cse_text.batch.run import scan_records
from cse_text.batch.unchanged import Unchanged, open_unchanged
from cse_text.batch.versions import run_key
from cse_text.batch.worker import scan_one

__all__ = ["Journal", "Unchanged", "open_journal", "open_unchanged", "run_key", "scan_one", "scan_records"]
