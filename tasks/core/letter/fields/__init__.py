"""The other fields of record.md: subject, place and date, marks of the head, the body, electronic signatures."""
