"""How quickly answers are taken in, and whether any is lost when the server is killed."""
