"""What the tests of hostile contracts share."""
