"""Addresses of wellness, by audience."""

from django.urls import URLPattern, URLResolver

public: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = []
