"""The methodology folder as a whole: its README, and the files a release looks for."""
