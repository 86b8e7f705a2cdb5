"""The IR to text: names, plans, templates, files."""
