"""What is wrong or odd in a contract, whether or not anything can be generated from it."""
