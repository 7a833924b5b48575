"""The questions asked, form by form: declarations only."""
