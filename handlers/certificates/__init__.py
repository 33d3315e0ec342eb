"""Certificates of service that anybody can check."""
