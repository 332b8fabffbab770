"""One file a command of the command line; they import what they run only when they run."""
