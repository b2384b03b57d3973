"""The press officers' pages: write, translate, submit, approve, release, publish, withdraw, correct."""
