"""The screens, one a file: they hear what happened in their widgets and decide what follows."""
