"""Products in the formats in which they are taken away: one document model, one registry of formats."""
