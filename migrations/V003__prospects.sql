-- Who is written to, and who must never be.

CREATE SEQUENCE account_seq START WITH 1 INCREMENT BY 100;

CREATE TABLE account (
    id         BIGINT       NOT NULL PRIMARY KEY,
    name       VARCHAR(200) NULL,
    domain     VARCHAR(253) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    fields     TEXT         NOT NULL COMMENT 'custom fields as a JSON object of strings',
    created_at DATETIME(6)  NOT NULL,
    CONSTRAINT account_domain UNIQUE (domain),
    CONSTRAINT account_domain_is_lower_case CHECK (domain = LOWER(domain)),
    INDEX account_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE prospect_seq START WITH 1 INCREMENT BY 100;

CREATE TABLE prospect (
    id         BIGINT       NOT NULL PRIMARY KEY,
    account_id BIGINT       NULL,
    email      VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    first_name VARCHAR(100) NULL,
    last_name  VARCHAR(100) NULL,
    title      VARCHAR(200) NULL,
    phone      VARCHAR(50)  NULL,
    time_zone  VARCHAR(50)  NULL,
    country    CHAR(2)      NULL COMMENT 'ISO 3166-1 alpha-2',
    language   VARCHAR(20)  NULL COMMENT 'BCP 47',
    fields     TEXT         NOT NULL COMMENT 'custom fields as a JSON object of strings',
    created_at DATETIME(6)  NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    CONSTRAINT prospect_email UNIQUE (email),
    CONSTRAINT prospect_email_is_lower_case CHECK (email = LOWER(email)),
    CONSTRAINT prospect_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE SEQUENCE suppression_seq START WITH 1 INCREMENT BY 10;

CREATE TABLE suppression (
    id         BIGINT       NOT NULL PRIMARY KEY,
    target     VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'an address, or a whole domain',
    reason     VARCHAR(20)  NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    CONSTRAINT suppression_target UNIQUE (target),
    CONSTRAINT suppression_target_is_lower_case CHECK (target = LOWER(target))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
