"""Template tags and filters of our own."""

from django import template

register = template.Library()
