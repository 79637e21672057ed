"""From cleaned pages to what an office needs to know (hiểu văn bản): `understand.understand` is the way in.

One way through the rooms, each knowing only those before it: rows, vocabulary, parts, number, issuer, then fields, recipients,
signer and directives, checks, confidence.
"""
