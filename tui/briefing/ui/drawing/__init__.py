"""Text styled and laid out in lines, from values and state: no widget, no task, no message."""
