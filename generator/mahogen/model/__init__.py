"""The IR: a contract as data, in its own names."""
