"""What keys and answers do: each controller owns its state and its tasks."""
