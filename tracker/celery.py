"""The Celery application: which broker, how long a task may take, and the one thing that happens by the clock.

The broker is never the memory of the system: rows in the database are the queue, and a message only wakes a stage. The
sweep finds whatever is due, so a lost message costs a little time and nothing else.
"""

import gc
import logging.config
import os
import signal
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init, worker_process_init
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

TRANSPORT_ALIASES["messagefiles"] = "tracker.message_files:Transport"
SWEEP = "negotiations.tasks.sweep"


def broker_settings() -> dict[str, Any]:
    """Redis when REDIS_URL is set, else message files under the var folder, which need no server."""
    if settings.REDIS_URL:
        return {
            "broker_url": settings.REDIS_URL,
            "broker_transport_options": {
                # Above the hard limit of a task, or a slow task would be started twice; then looked for every 10 s.
                "visibility_timeout": settings.TASK_TIME_LIMIT * 2,
                "unacked_restore_interval": 10,
                "unacked_restore_throttle": 1,
                "socket_connect_timeout": 3,
                "socket_keepalive": True,
            },
        }
    folder = settings.CELERY_BROKER_FOLDER
    return {
        "broker_url": "messagefiles://localhost",
        "broker_transport_options": {
            "data_folder_in": str(folder / "messages"),
            "data_folder_out": str(folder / "messages"),
            "processed_folder": str(folder / "taken"),
            "store_processed": True,
            "control_folder": str(folder / "control"),
            "polling_interval": 0.1,
        },
    }


app = Celery("tracker")
app.conf.update(
    **broker_settings(),
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # the default gives up after an hour or so, and the worker with it
    broker_connection_timeout=3,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=settings.TASK_SOFT_TIME_LIMIT,
    task_time_limit=settings.TASK_TIME_LIMIT,
    task_publish_retry=False,
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_max_memory_per_child=400_000,  # KiB
    worker_soft_shutdown_timeout=5,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    beat_schedule={
        "sweep": {
            "task": SWEEP,
            "schedule": settings.SWEEP_SECONDS,
            # A sweep that waited longer has been overtaken by the next; the messages of an idle worker do not pile up.
            "options": {"expires": 10},
        }
    },
    beat_scheduler="celery.beat:Scheduler",  # nothing to remember between starts, so no file that a crash could tear
)
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_site_does(**_: object) -> None:
    logging.config.dictConfig(settings.LOGGING)


@worker_init.connect
def _be_ready_to_fork(**_: object) -> None:
    """Let the processes of the pool begin with what they all need, and spare them looking through it for garbage."""
    from negotiations.tools import warm_up  # the applications are ready by now

    warm_up()
    gc.collect()
    gc.freeze()


@worker_process_init.connect
def _leave_the_end_to_the_worker(**_: object) -> None:
    """Whoever ends the site may send SIGTERM to all of its processes at once, as Ctrl-C sends SIGINT.

    A process of the pool that dies of it breaks off its task, and may die with the lock of the queue of all of them,
    for which the worker then waits in vain. It is the worker that ends its pool, in order; the hard limit of a task and
    the process manager end by SIGKILL.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
