-- Documents are never changed once written; what was coded in them hangs on `doc`, the order of adding.
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY,
    hash VARCHAR NOT NULL UNIQUE,       -- of the content, so that adding twice changes nothing
    id VARCHAR NOT NULL,                -- as given, told apart by the hash where two share one
    date DATE,                          -- of publication; none is undated, and not seen as of any day
    title VARCHAR NOT NULL,
    url VARCHAR,
    source VARCHAR,
    lang VARCHAR,
    text VARCHAR NOT NULL,
    origin INTEGER NOT NULL,            -- the first document of which this one is a copy; else itself
    added_at TIMESTAMP NOT NULL
);
-- Bands of the text's MinHash: documents that share one may be copies.
CREATE TABLE bands (band UTINYINT NOT NULL, hash UBIGINT NOT NULL, doc INTEGER NOT NULL);
-- What coded a document: code, lexicon, actors, model.
CREATE TABLE makers (
    maker INTEGER PRIMARY KEY,
    suasion VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    lexicon VARCHAR NOT NULL,
    actors VARCHAR NOT NULL,
    model VARCHAR NOT NULL
);
CREATE TABLE codings (doc INTEGER NOT NULL, maker INTEGER NOT NULL, warnings VARCHAR[] NOT NULL);
CREATE TABLE events (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,                 -- place in the coding, faint ones after the others
    id VARCHAR NOT NULL,
    faint BOOLEAN NOT NULL,             -- too unsure to be an event; the judge may weigh it
    type VARCHAR NOT NULL,
    mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    quad VARCHAR NOT NULL,
    goldstein DOUBLE,
    score DOUBLE,
    cameo VARCHAR,
    status VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    date_start DATE,
    date_end DATE,
    date_text VARCHAR,
    place VARCHAR,
    source VARCHAR[] NOT NULL,          -- the actors' codes, each once, from `mentions`
    target VARCHAR[] NOT NULL,
    mentions STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    reasons VARCHAR[] NOT NULL,
    demand_polarity VARCHAR,
    demand_type VARCHAR,
    demand_source VARCHAR[],
    demand_target VARCHAR[],
    demand_text VARCHAR,
    demand_start INTEGER,
    demand_end INTEGER,
    deadline_start DATE,
    deadline_end DATE,
    deadline_text VARCHAR
);
-- Actors of events (role source, target) and all that a document names (role named, no event).
CREATE TABLE mentions (
    doc INTEGER NOT NULL,
    n INTEGER,
    role VARCHAR NOT NULL,
    k INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    sector VARCHAR,
    name VARCHAR,
    text VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reason VARCHAR NOT NULL
);
CREATE TABLE attributions (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    k INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    sector VARCHAR,
    text VARCHAR,
    cue VARCHAR,
    value VARCHAR NOT NULL
);
CREATE TABLE assessments (
    doc INTEGER NOT NULL,
    k INTEGER NOT NULL,
    holder VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reasons VARCHAR[] NOT NULL
);
CREATE TABLE quotations (
    doc INTEGER NOT NULL,
    k INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    sector VARCHAR,
    direct BOOLEAN NOT NULL,
    addressee VARCHAR,
    source STRUCT("start" INTEGER, "end" INTEGER, quote VARCHAR)[] NOT NULL,
    cue STRUCT("start" INTEGER, "end" INTEGER, quote VARCHAR)[] NOT NULL,
    content STRUCT("start" INTEGER, "end" INTEGER, quote VARCHAR)[] NOT NULL
);
-- Reports of one act over documents; `act` is named after its first report, doc * 100000 + n.
CREATE TABLE reports (doc INTEGER NOT NULL, n INTEGER NOT NULL, act BIGINT NOT NULL);
-- Codings that a later coder replaced, whole, and what changed.
CREATE TABLE replaced (doc INTEGER NOT NULL, maker INTEGER NOT NULL, record JSON NOT NULL, replaced_at TIMESTAMP NOT NULL);
