"""The pages of a session plan: begun, kept nowhere, kept under links, taken along, run, and what people say of it."""
