"""The offline pack: the whole library of a language in one file that opens without a network."""
