"""The colours, shapes and words of a picture."""
