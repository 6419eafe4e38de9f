"""What scripts/measure-evidence is made of: tables, counts, evidence files, calibration."""
