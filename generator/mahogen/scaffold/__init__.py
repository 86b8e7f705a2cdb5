"""`new` and `init`: a project that works, from nothing or inside of another."""
