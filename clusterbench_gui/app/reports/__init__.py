"""Reports as files: what there is, making one, making many in worker processes."""
