"""Guards: rules on a plan that can refuse it, each with its own count."""
