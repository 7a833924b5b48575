"""The screens of the workspace, each laid out by hand for the moment in which it is used."""
