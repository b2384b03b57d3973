"""The public site's process is given its own address and role, and neither the officers' nor the owner's."""

from chorsu.config.processes import processes


def test_only_the_public_process_is_not_told(installation, monkeypatch):
    monkeypatch.setenv("CHORSU_OFFICERS_URL", "https://officers.example")
    by_name = {process.name: process for process in processes(installation, 9000)}
    assert by_name["officers"].environment["CHORSU_OFFICERS_URL"] == "https://officers.example"
    told = by_name["public"].environment
    assert told["CHORSU_PUBLIC_URL"] == "http://127.0.0.1:9002"
    assert "officers.example" not in str(told)
    assert "chorsu_public:" in told["CHORSU_ROLE_DATABASE_URL"]
