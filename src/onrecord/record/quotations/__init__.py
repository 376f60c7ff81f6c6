"""The same words again, in a record: found by an index, grouped, checked, cited."""
