"""The tests mirror ``assistant/``; ``guards`` watches over them, ``fakes`` stands in for what is far away."""
