"""What crosses rooms, once: forms and the terminal both call it."""
