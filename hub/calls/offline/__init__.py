"""The questions of a call as a file to fill in without a network, and the filled file read again. No database, no request."""
