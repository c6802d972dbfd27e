"""Evidence: all that leaves a run. What comes after a run is a function of it."""
