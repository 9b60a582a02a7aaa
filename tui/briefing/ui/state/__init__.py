"""What the reader has open, where it stands and what it chose: values and small objects without a widget."""
