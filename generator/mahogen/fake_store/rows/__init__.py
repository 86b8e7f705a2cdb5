"""Rows of a store's tables, as PHP's functions return them: V1 shows them as they are."""
