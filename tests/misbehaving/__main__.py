"""``python -m tests.misbehaving``: prints the page of what servers may do, docs/fetching.md."""

import sys

from tests.misbehaving.table import fetching_page

sys.stdout.write(fetching_page())
