"""A session plan as a document: what it holds, its times, its changes. Knows no request and no database."""
