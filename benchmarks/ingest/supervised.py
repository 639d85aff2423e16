"""Worker and two clocks under the product's own process manager, reaching the made-up outlets.

Run as ``python -m benchmarks.ingest.supervised`` with OUTLETS_PORT set and a PARLEY_VAR of its own; in that folder
``serve.json`` then names the processes. A second clock is a mistake that happens, and must do no harm.
"""

import django
from django.conf import settings


def main() -> None:
    from tracker.env import BASE_DIR
    from tracker.management.commands.serve import programs
    from tracker.supervisor import Program, Supervisor

    ours = [
        Program(one.name, [word.replace("tracker.celery", "benchmarks.ingest.worker") for word in one.command])
        for one in programs(bind="127.0.0.1", port=1)
        if one.name != "web"
    ]
    ours += [Program("second-beat", one.command) for one in ours if one.name == "beat"]
    supervisor = Supervisor(
        programs=ours,
        folder=BASE_DIR,
        state=settings.VAR / "serve.json",
        address="",
        database_folder=settings.VAR / "postgres",
        say=lambda line: print(line, flush=True),
    )
    supervisor.catch_signals()
    supervisor.run(announce=lambda: True)


if __name__ == "__main__":
    django.setup()
    main()
