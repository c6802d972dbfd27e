"""The marketplaces' seller admins: one implementation, themed and worded by the catalogue."""
