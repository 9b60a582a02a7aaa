"""Remember what a reader told about articles and where reading stopped."""
