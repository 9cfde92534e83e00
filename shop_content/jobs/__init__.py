"""How content is asked for: runs, jobs, the tasks that the workers run, progress."""
