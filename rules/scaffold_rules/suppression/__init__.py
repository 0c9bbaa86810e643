"""Ignore comments: those that silence nothing and those that name no rule."""
