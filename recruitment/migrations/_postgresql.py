"""What PostgreSQL does by itself for recruitment: an index of words, the tally of stages, phases kept apart."""

INDEX = (
    "ALTER TABLE recruitment_searchtext ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX searchtext_words ON recruitment_searchtext USING gin (vector)",
)
NO_INDEX = ("ALTER TABLE recruitment_searchtext DROP COLUMN vector",)
TALLY = (
    """
CREATE FUNCTION recruitment_tally_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO recruitment_stagetally (cycle_id, stage, delta)
    SELECT cycle_id, stage, count(*) FROM fresh WHERE submitted_at IS NOT NULL GROUP BY cycle_id, stage;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION recruitment_tally_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO recruitment_stagetally (cycle_id, stage, delta)
    SELECT cycle_id, stage, -count(*) FROM gone WHERE submitted_at IS NOT NULL GROUP BY cycle_id, stage;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION recruitment_tally_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL THEN
        INSERT INTO recruitment_stagetally (cycle_id, stage, delta) VALUES (OLD.cycle_id, OLD.stage, -1);
    END IF;
    IF NEW.submitted_at IS NOT NULL THEN
        INSERT INTO recruitment_stagetally (cycle_id, stage, delta) VALUES (NEW.cycle_id, NEW.stage, 1);
    END IF;
    RETURN NULL;
END $$
""",
    "CREATE TRIGGER recruitment_tally_added AFTER INSERT ON recruitment_application"
    " REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION recruitment_tally_added()",
    "CREATE TRIGGER recruitment_tally_gone AFTER DELETE ON recruitment_application"
    " REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION recruitment_tally_gone()",
    "CREATE TRIGGER recruitment_tally_moved AFTER UPDATE ON recruitment_application FOR EACH ROW"
    " WHEN (OLD.stage <> NEW.stage OR OLD.cycle_id <> NEW.cycle_id"
    " OR (OLD.submitted_at IS NULL) <> (NEW.submitted_at IS NULL))"
    " EXECUTE FUNCTION recruitment_tally_moved()",
)
NO_TALLY = (
    "DROP TRIGGER recruitment_tally_added ON recruitment_application",
    "DROP TRIGGER recruitment_tally_gone ON recruitment_application",
    "DROP TRIGGER recruitment_tally_moved ON recruitment_application",
    "DROP FUNCTION recruitment_tally_added()",
    "DROP FUNCTION recruitment_tally_gone()",
    "DROP FUNCTION recruitment_tally_moved()",
)

APART = (
    """
CREATE FUNCTION recruitment_phases_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM recruitment_cycle WHERE id = NEW.cycle_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM recruitment_reviewphase mine JOIN recruitment_reviewphase other
            ON other.cycle_id = mine.cycle_id AND other.id <> mine.id
            AND other.opens_at < mine.closes_at AND mine.opens_at < other.closes_at
        WHERE mine.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'reviewphases_apart: a review phase begins before another is over'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reviewphases_apart';
    END IF;
    RETURN NULL;
END $$
""",
    "CREATE CONSTRAINT TRIGGER reviewphases_apart AFTER INSERT OR UPDATE ON recruitment_reviewphase"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION recruitment_phases_apart()",
)
NOT_APART = (
    "DROP TRIGGER IF EXISTS reviewphases_apart ON recruitment_reviewphase",
    "DROP FUNCTION IF EXISTS recruitment_phases_apart()",
)


def on_postgresql(*statements):
    """A step that runs the statements where the database is PostgreSQL and does nothing elsewhere."""

    def run(_apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run
