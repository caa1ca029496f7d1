"""The parts of the screen, one a file. Each says what happened by a message and knows no other."""
