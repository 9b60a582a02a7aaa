"""Find the passages of other articles that speak of the same thing."""
