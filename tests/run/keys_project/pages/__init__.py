"""Page objects of the small site."""
