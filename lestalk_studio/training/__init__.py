"""Building the head model, training and evaluating the nets. Never imported by the app."""
