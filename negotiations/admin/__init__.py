"""The administration: lists are kept in order here; the record, its evidence and its history are only looked at.

What stands in the record is decided at the desk, where it leaves a decision behind. So rows of the record cannot be
changed here, and nothing that others rest on can be deleted. Django looks for the lists here, so they are imported.
"""

from django.contrib import admin

from negotiations.admin import ingestion, lists, record

__all__ = ["ingestion", "lists", "record"]

admin.site.site_header = "Parley"
admin.site.site_title = "Parley"
admin.site.index_title = "Lists to keep, and the record to look at"
admin.site.empty_value_display = "–"
