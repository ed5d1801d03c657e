"""What comes into a study from elsewhere: OpenRosa submissions and tables of answers."""
