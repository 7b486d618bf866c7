"""The only place that speaks to llama.cpp. It runs in the engine process."""
