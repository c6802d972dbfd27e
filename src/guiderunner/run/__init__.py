"""Running variants: page objects perform the steps, expectations are asserted."""
