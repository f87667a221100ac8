"""The health of links: which addresses outside of the hub still answer. See docs/link-health.md."""
