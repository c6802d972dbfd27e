"""Reports: what people are told about a run."""
