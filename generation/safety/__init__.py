"""Whether a painted picture is fit to be shown: what a classification model says of it, where a setting names one."""
