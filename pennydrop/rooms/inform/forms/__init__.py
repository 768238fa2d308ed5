"""What people send to this room."""
