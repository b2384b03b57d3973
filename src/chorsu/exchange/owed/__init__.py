"""What authorities owe each other about records: answers to requests for permission, receipts of recalls."""
