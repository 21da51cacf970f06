-- How people look through prospects, of whom there may be a million: each order of the list, for everybody and for one
-- owner, and each filter that may leave few is an index. Filters that leave many are checked along the order.

ALTER TABLE prospect
    ADD COLUMN by_name   VARCHAR(100) AS (LEFT(COALESCE(NULLIF(CONCAT_WS(' ', last_name, first_name), ''), email), 100))
        VIRTUAL COMMENT 'where it stands in a list by name',
    ADD COLUMN reversed  VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin AS (REVERSE(email))
        VIRTUAL COMMENT 'begins with the domain, so that all of a domain and of those below it lie together',
    ADD COLUMN phone_end VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
        AS (RIGHT(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), 8))
        VIRTUAL COMMENT 'the same however a number and its country code are written',
    ADD INDEX prospect_of_owner (owner_id, id),
    ADD INDEX prospect_of_owner_by_name (owner_id, by_name),
    ADD INDEX prospect_by_name (by_name),
    ADD INDEX prospect_country (country),
    ADD INDEX prospect_created (created_at),
    ADD INDEX prospect_reversed (reversed),
    ADD INDEX prospect_of_account (account_id, owner_id),
    ADD INDEX prospect_twins (account_id, last_name, first_name),
    ADD INDEX prospect_phone (phone_end);

ALTER TABLE account
    ADD COLUMN by_name VARCHAR(200) AS (COALESCE(name, domain, '')) VIRTUAL COMMENT 'where it stands in a list by name',
    ADD INDEX account_by_name (by_name);

ALTER TABLE enrollment
    ADD INDEX enrollment_of_prospects (state, cadence, prospect_id);

ALTER TABLE suppression
    ADD INDEX suppression_created (created_at);

-- A search that somebody has given a name.
CREATE SEQUENCE saved_view_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE saved_view (
    id        BIGINT        NOT NULL PRIMARY KEY,
    person_id BIGINT        NOT NULL,
    name      VARCHAR(60)   NOT NULL,
    query     VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'of the address, without the ?',
    CONSTRAINT saved_view_name UNIQUE (person_id, name),
    CONSTRAINT saved_view_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
