"""Types of the encrypted driver, which ships none."""
