"""What a person made: marks, sources and dates set by hand, steering, where reading stopped."""
