-- A cadence that a person has paused: nothing of it leaves and no call of it opens until somebody lets it go on. It stands
-- beside refusal_pause because each has a reason and an end of its own, and both may hold at once. What fell due meanwhile
-- is planned anew before it goes on; 'ending_at' says that this is under way, so that another may take it up.
CREATE TABLE cadence_pause (
    cadence   VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    person_id BIGINT       NULL COMMENT 'who paused it; null: the command line',
    note      VARCHAR(200) NULL COMMENT 'why, in their words',
    begun_at  DATETIME(6)  NOT NULL,
    ending_at DATETIME(6)  NULL COMMENT 'since when it is planned anew; null: it rests',
    CONSTRAINT cadence_pause_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

-- Who is where in a cadence is counted, and listed, for each step and state.
ALTER TABLE enrollment
    ADD INDEX enrollment_where (cadence, state, step_key);
