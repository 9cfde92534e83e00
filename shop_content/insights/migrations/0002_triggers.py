"""Triggers that write what the figures are added up from, and functions that both they and the first filling use."""

from django.db import migrations

# A decision's version goes back to the version that nothing was the base of. Decided again by the same id: nothing happens.
OUTCOMES = """
CREATE FUNCTION insights_note_decisions(first bigint, last bigint) RETURNS void LANGUAGE sql AS $body$
  INSERT INTO insights_outcome (shop_id, decision_id, draft_id, version_id, written_id, verb, kind, locale, engine, model, written_at, at,
                                edited, changed, seen, stands)
  SELECT draft.shop_id, decision.id, draft.id, version.id, written.id, decision.verb, draft.kind, draft.locale,
         left(COALESCE(written.provenance ->> 'engine', ''), 300), left(COALESCE(written.provenance ->> 'model', ''), 300),
         written.created_at, decision.at, same.differs, CASE WHEN same.differs THEN NULL ELSE 0 END, decision.seen, true
    FROM drafts_decision AS decision
    JOIN drafts_draft AS draft ON draft.id = decision.draft_id
    JOIN drafts_draftversion AS version ON version.id = decision.version_id
    CROSS JOIN LATERAL (
      WITH RECURSIVE chain AS (
        SELECT one.id, one.base_id, 0 AS depth FROM drafts_draftversion AS one WHERE one.id = decision.version_id
        UNION ALL
        SELECT earlier.id, earlier.base_id, depth + 1
          FROM chain JOIN drafts_draftversion AS earlier ON earlier.id = chain.base_id WHERE depth < 10000
      )
      SELECT root.id, root.fields, root.image_id, root.provenance, root.created_at
        FROM chain JOIN drafts_draftversion AS root ON root.id = chain.id WHERE chain.base_id IS NULL
    ) AS written
    CROSS JOIN LATERAL (
      SELECT written.fields IS DISTINCT FROM version.fields OR written.image_id IS DISTINCT FROM version.image_id AS differs
    ) AS same
   WHERE decision.id BETWEEN first AND last AND decision.verb IN ('approve', 'request_changes', 'reject')
  ON CONFLICT (decision_id) DO NOTHING
$body$;

CREATE FUNCTION insights_take_back(reopened bigint, of_draft bigint) RETURNS void LANGUAGE sql AS $body$
  UPDATE insights_outcome SET stands = false
   WHERE decision_id = (SELECT id FROM drafts_decision
                         WHERE draft_id = of_draft AND id < reopened AND verb IN ('approve', 'request_changes', 'reject', 'reopen')
                         ORDER BY id DESC LIMIT 1)
$body$;

CREATE FUNCTION insights_decided() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.verb = 'reopen' THEN
    PERFORM insights_take_back(NEW.id, NEW.draft_id);
  ELSIF NEW.verb IN ('approve', 'request_changes', 'reject') THEN
    PERFORM insights_note_decisions(NEW.id, NEW.id);
  END IF;
  RETURN NULL;
END $body$;

CREATE TRIGGER insights_decided AFTER INSERT ON drafts_decision FOR EACH ROW EXECUTE FUNCTION insights_decided();
"""
NO_OUTCOMES = """
DROP TRIGGER insights_decided ON drafts_decision;
DROP FUNCTION insights_decided();
DROP FUNCTION insights_take_back(bigint, bigint);
DROP FUNCTION insights_note_decisions(bigint, bigint);
"""
WRITTEN = """
CREATE FUNCTION insights_written() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO insights_production (shop_id, day, run_id, kind, locale, engine, model, versions, tokens_in, tokens_out, seconds)
  SELECT draft.shop_id, (version.created_at AT TIME ZONE shop.time_zone)::date, COALESCE(job.run_id, 0), draft.kind, draft.locale,
         left(COALESCE(version.provenance ->> 'engine', ''), 300), left(COALESCE(version.provenance ->> 'model', ''), 300), count(*),
         COALESCE(sum((version.provenance ->> 'tokens_in')::bigint), 0), COALESCE(sum((version.provenance ->> 'tokens_out')::bigint), 0),
         COALESCE(sum((version.provenance ->> 'seconds')::float8), 0)
    FROM new_rows AS version
    JOIN drafts_draft AS draft ON draft.id = version.draft_id
    JOIN shops_shop AS shop ON shop.id = draft.shop_id
    LEFT JOIN jobs_job AS job ON job.id = version.job_id
   WHERE version.author_id IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6, 7;
  RETURN NULL;
END $body$;

CREATE TRIGGER insights_written AFTER INSERT ON drafts_draftversion
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insights_written();
"""
NOT_WRITTEN = """
DROP TRIGGER insights_written ON drafts_draftversion;
DROP FUNCTION insights_written();
"""
# {rows}: the transition table. {times}: 1 for what comes, -1 for what goes.
_COUNT = """
  INSERT INTO insights_found (shop_id, day, rule, severity, kind, locale, engine, found, waived)
  SELECT draft.shop_id, (version.created_at AT TIME ZONE shop.time_zone)::date, finding.rule, finding.severity, draft.kind, draft.locale,
         left(COALESCE(version.provenance ->> 'engine', ''), 300), {times} * count(*), {times} * count(finding.waived_at)
    FROM {rows} AS finding
    JOIN drafts_draftversion AS version ON version.id = finding.version_id
    JOIN drafts_draft AS draft ON draft.id = version.draft_id
    JOIN shops_shop AS shop ON shop.id = draft.shop_id
   GROUP BY 1, 2, 3, 4, 5, 6, 7;
"""
FOUND = f"""
CREATE FUNCTION insights_found_more() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN {_COUNT.format(rows="new_rows", times="1")} RETURN NULL; END $body$;

CREATE FUNCTION insights_found_less() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN {_COUNT.format(rows="old_rows", times="-1")} RETURN NULL; END $body$;

CREATE FUNCTION insights_found_otherwise() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF EXISTS (SELECT FROM new_rows JOIN old_rows USING (id) WHERE (new_rows.rule, new_rows.severity, new_rows.waived_at IS NULL)
             IS DISTINCT FROM (old_rows.rule, old_rows.severity, old_rows.waived_at IS NULL)) THEN
    {_COUNT.format(rows="new_rows", times="1")}
    {_COUNT.format(rows="old_rows", times="-1")}
  END IF;
  RETURN NULL;
END $body$;

CREATE TRIGGER insights_found_more AFTER INSERT ON drafts_finding
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insights_found_more();
CREATE TRIGGER insights_found_less AFTER DELETE ON drafts_finding
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION insights_found_less();
CREATE TRIGGER insights_found_otherwise AFTER UPDATE ON drafts_finding
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insights_found_otherwise();
"""
NOT_FOUND = """
DROP TRIGGER insights_found_more ON drafts_finding;
DROP TRIGGER insights_found_less ON drafts_finding;
DROP TRIGGER insights_found_otherwise ON drafts_finding;
DROP FUNCTION insights_found_more();
DROP FUNCTION insights_found_less();
DROP FUNCTION insights_found_otherwise();
"""

# The last rows that no trigger saw: creating a trigger waits until nobody writes to its table, and nobody does until this commits.
BEFORE = """
CREATE TABLE insights_before AS
SELECT 'drafts_decision' AS table_name, COALESCE(max(id), 0) AS last FROM drafts_decision
UNION ALL SELECT 'drafts_draftversion', COALESCE(max(id), 0) FROM drafts_draftversion
UNION ALL SELECT 'drafts_finding', COALESCE(max(id), 0) FROM drafts_finding;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0001_initial'),
        ('drafts', '0052_phrases_index'),
        ('jobs', '0003_suspension'),
        ('shops', '0005_time_zone'),
    ]

    operations = [
        migrations.RunSQL(OUTCOMES, NO_OUTCOMES),
        migrations.RunSQL(WRITTEN, NOT_WRITTEN),
        migrations.RunSQL(FOUND, NOT_FOUND),
        migrations.RunSQL(BEFORE, "DROP TABLE insights_before"),
    ]
