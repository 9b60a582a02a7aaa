"""Keep what a reader corrected in the ledger."""
