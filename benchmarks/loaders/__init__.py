"""What fills each side with the invented study before anything is measured."""
