"""What follows a yes: an account for who wants one, the day of the session, its checklist, and the report."""
