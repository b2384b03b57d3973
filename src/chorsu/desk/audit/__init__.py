"""The audit trail as the auditor and the data-protection officer read it; for everybody else it is absent."""
