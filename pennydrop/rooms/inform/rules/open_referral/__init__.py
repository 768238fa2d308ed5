"""Open Referral UK (HSDS-UK 3.0): other publishers' pages in, our own out. Pure values."""
