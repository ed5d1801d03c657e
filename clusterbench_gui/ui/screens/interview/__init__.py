"""The interview screen: one questionnaire with one cluster, by keyboard."""
