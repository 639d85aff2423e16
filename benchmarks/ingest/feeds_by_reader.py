"""The peer's look at the same feeds: lemon24/reader, where it is installed. Needs nothing of the product.

Run as a file with a Python that has ``reader``: ``python feeds_by_reader.py <database file> <address> …``; prints one
line of JSON.
"""

import json
import logging
import sys
import time


def main() -> None:
    import reader  # type: ignore[import-not-found] # in an environment of its own

    logging.disable(logging.CRITICAL)
    with reader.make_reader(sys.argv[1], feed_root=None) as peer:
        for address in sys.argv[2:]:
            peer.add_feed(address)

        started, spent = time.perf_counter(), time.process_time()
        peer.update_feeds()
        wall, cpu = time.perf_counter() - started, time.process_time() - spent
        failed = [feed.url for feed in peer.get_feeds(broken=True)]
        entries = peer.get_entry_counts().total
    assert not failed, failed
    print(json.dumps({"entries": entries, "wall": wall, "cpu": cpu, "version": reader.__version__}))


if __name__ == "__main__":
    main()
