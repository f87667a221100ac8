"""Documents on paper: PDF in every language of the hub, made here alone, with fonts of our own and no trace of who made it."""
