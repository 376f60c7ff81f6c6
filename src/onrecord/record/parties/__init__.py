"""The parties of a record: names linked across articles by judgements that can be taken back."""
