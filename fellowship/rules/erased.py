"""People whose data was deleted: their row stays for the audit, under an address that can receive nothing."""

ERASED = "@erased.invalid"
