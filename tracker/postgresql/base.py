"""Django's PostgreSQL backend that first sees to it that the embedded server runs.

The server is started when a connection is opened, so commands that never look at the database never wait for one.
"""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from tracker import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded.ensure_running(Path(conn_params.pop(embedded.FOLDER_OPTION)))
        return super().get_new_connection(conn_params)
