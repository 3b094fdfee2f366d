"""The candidates: bare libraries, this project and its peers, all with the same jobs."""
