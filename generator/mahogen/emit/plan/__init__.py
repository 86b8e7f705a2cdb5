"""The Python view of an API: what each template prints, every string ready."""
