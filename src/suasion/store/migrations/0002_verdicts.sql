-- Episodes as grouped and verdicts as given; a later verdict is a new row and never edits an earlier one.
CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY,
    question VARCHAR NOT NULL,
    sender VARCHAR,
    target VARCHAR,
    third VARCHAR,
    as_of DATE,
    name VARCHAR NOT NULL,
    policy_result INTEGER NOT NULL,
    contribution INTEGER NOT NULL,
    confidence VARCHAR NOT NULL,
    leans_on VARCHAR,
    evidence JSON NOT NULL,
    unknowns VARCHAR[] NOT NULL,
    reasons VARCHAR[] NOT NULL,
    answer VARCHAR NOT NULL,
    documents INTEGER NOT NULL,         -- how many documents it could see
    maker INTEGER NOT NULL,
    given_at TIMESTAMP NOT NULL
);
CREATE TABLE episodes (
    verdict INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    sender VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    third VARCHAR,
    stage VARCHAR NOT NULL,
    deterrent BOOLEAN NOT NULL,
    demand JSON,
    "start" DATE,
    "end" DATE,
    instruments STRUCT(document VARCHAR, event VARCHAR)[] NOT NULL,
    responses STRUCT(document VARCHAR, event VARCHAR)[] NOT NULL
);
-- What `watch` looked at: questions that it asks again, and up to where it had seen.
CREATE TABLE questions (question VARCHAR NOT NULL, asked_at TIMESTAMP NOT NULL);
CREATE TABLE looks (look INTEGER PRIMARY KEY, looked_at TIMESTAMP NOT NULL, documents INTEGER NOT NULL);
