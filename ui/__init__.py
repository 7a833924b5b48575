"""What the social worker sees: the window and, without Qt, the command line."""
