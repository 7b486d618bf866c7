"""Pictures of the real window with a made-up profile, for the README and for whoever looks for flaws."""
