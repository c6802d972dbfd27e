"""Whether guides read well: rules over their texts, in each language, without a browser."""
