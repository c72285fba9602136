"""The demo: a whole provincial government, its letters, and what the app makes of them."""
