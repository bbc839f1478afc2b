"""The schedulers of each system: cron, launchd, systemd, Windows Task Scheduler."""
