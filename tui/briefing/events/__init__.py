"""Events: articles grouped by what happened, not by what they are about."""
