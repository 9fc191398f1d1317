"""The doors of the house: the site, the REST interface and the command line."""
