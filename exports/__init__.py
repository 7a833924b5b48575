"""The files that leave the program: counts, and the draft of a protection order."""
