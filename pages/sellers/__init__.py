"""The marketplaces' own seller admins."""
