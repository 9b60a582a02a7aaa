"""Work in other processes: what can be asked, how it travels, and who answers."""
