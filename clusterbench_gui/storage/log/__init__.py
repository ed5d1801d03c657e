"""The event log: appended here, merged from elsewhere, with what is read from it (docs/adr/0001-event-table.md, 0007-many-devices.md)."""
