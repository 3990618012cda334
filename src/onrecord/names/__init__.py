"""Actors: who the mentions of all documents stand for."""
