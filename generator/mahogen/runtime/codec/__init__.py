"""Values to and from their XML: one codec per type of the contract, put together by wire tables."""
