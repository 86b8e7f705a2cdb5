"""Every operation of a real Maho, called in every dialect that declares it."""
