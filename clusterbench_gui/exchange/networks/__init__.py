"""Planning tasks in files: public formats of scheduling instances, and the program's own."""
