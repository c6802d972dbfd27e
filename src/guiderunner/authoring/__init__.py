"""What helps to write scenarios: the reference of names, the schema for editors."""
