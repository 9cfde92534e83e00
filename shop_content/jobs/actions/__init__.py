"""Everything that changes a run or a job."""

from shop_content.jobs.actions.again import request_again
from shop_content.jobs.actions.alike import more_like, remake
from shop_content.jobs.actions.outcome import MAX_TRIES, begin, fail_or_retry, give_back, store
from shop_content.jobs.actions.request import MAX_JOBS, Wish, request_run
from shop_content.jobs.actions.rewrite import LONGEST_INSTRUCTION, request_rewrite
from shop_content.jobs.actions.steer import cancel_run, finish_runs, pause_run, resume_run, retry_jobs
from shop_content.jobs.actions.subjects import Subject, request_recommendations, request_replies, request_subjects
from shop_content.jobs.actions.suspend import lift, suspend

__all__ = [
    "LONGEST_INSTRUCTION",
    "MAX_JOBS",
    "MAX_TRIES",
    "Subject",
    "Wish",
    "begin",
    "cancel_run",
    "fail_or_retry",
    "finish_runs",
    "give_back",
    "lift",
    "more_like",
    "pause_run",
    "remake",
    "request_again",
    "request_recommendations",
    "request_replies",
    "request_rewrite",
    "request_run",
    "request_subjects",
    "resume_run",
    "retry_jobs",
    "store",
    "suspend",
]
