"""What the program asks of the desktop around it: to tell the user something, and to stay awake."""
