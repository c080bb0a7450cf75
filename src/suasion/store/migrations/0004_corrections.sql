-- What analysts say of the events, apart from the codings, so that coding anew leaves it alone. Only added to:
-- taking a correction back is a row of its own.
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY,
    document VARCHAR NOT NULL,          -- its id
    action VARCHAR NOT NULL,            -- accept, reject, edit, add or undo
    undoes INTEGER,                     -- the correction that an undo takes back
    machine JSON,                       -- the event as the machine had read it; none for one that is added
    reading JSON,                       -- as the analyst reads it; only for edit and add
    note VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL
);
