"""Write excerpts in other formats."""
