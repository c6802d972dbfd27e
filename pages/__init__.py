"""Page objects: what a person can see and do on Cafe24 PRO and in the seller admins."""
