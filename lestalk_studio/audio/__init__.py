"""Sound: decoding, features, speech activity and what liveliness follows from it."""
