"""The screen "Networks": which of our firms together can make an order."""
