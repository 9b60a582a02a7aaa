"""Find the numbers a reader would quote."""
