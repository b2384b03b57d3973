"""The calendar room: the plan of events with its clashes, recommendations, instruments, who is who."""
