"""What the database and the storage keep unreadable: AES-256-GCM, bound to row and column."""
