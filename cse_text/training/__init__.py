"""Fits what the program learns from annotated text. torch is needed here and nowhere else."""
