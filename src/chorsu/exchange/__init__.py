"""The exchange between competent authorities: messages, requests with deadlines, watches, alerts, the duty desk."""
