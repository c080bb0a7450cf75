-- Events that others published (GDELT, ICEWS, POLECAT), kept apart from what was read here.
CREATE TABLE imports (
    import INTEGER PRIMARY KEY,
    provider VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    counts JSON NOT NULL                -- rows read, taken, and left out by why
);
CREATE TABLE foreign_events (
    provider VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    import INTEGER NOT NULL,
    date DATE NOT NULL,
    published DATE NOT NULL,
    source VARCHAR NOT NULL,
    source_sector VARCHAR,
    target VARCHAR NOT NULL,
    target_sector VARCHAR,
    type VARCHAR NOT NULL,
    quad VARCHAR NOT NULL,
    goldstein DOUBLE,
    score DOUBLE,
    cameo VARCHAR,
    place VARCHAR,
    reports INTEGER,
    url VARCHAR
);
