"""What templates are given: an API in Python names, laid out down to the line."""
