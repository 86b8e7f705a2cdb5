"""The IR: what a contract says, in wire names, knowing nothing of Python."""
