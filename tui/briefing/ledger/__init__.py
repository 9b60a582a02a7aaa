"""The ledger: figures of several articles lined up where they measure the same thing, and judged."""
