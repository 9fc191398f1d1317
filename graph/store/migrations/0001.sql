-- What Kithmap keeps: a row for each node and each link, with its statements as a JSON list
-- (read them one by one in the view "statements"), and the registers of where they are from.

CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,  -- number of the last complete write
  nodes INTEGER NOT NULL,
  links INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  seal TEXT NOT NULL  -- hash of this row and of the four registers below
);

CREATE TABLE nodes (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,  -- JSON list, as are the next two
  roles TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  summary TEXT NOT NULL,
  properties TEXT NOT NULL,  -- JSON list of [key, value]
  words TEXT NOT NULL,  -- folded words of name, aliases and identifiers: what a search compares
  hash TEXT NOT NULL,  -- of all that the node holds
  said INTEGER NOT NULL,  -- how many statements
  statements TEXT NOT NULL  -- JSON list
);

-- Kithmap itself looks, before it ends a write, whether both ends are there, and names what is not.
CREATE TABLE links (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL REFERENCES nodes (id),
  target TEXT NOT NULL REFERENCES nodes (id),
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  said INTEGER NOT NULL,
  statements TEXT NOT NULL
);

CREATE UNIQUE INDEX links_by_ends ON links (source, target, kind);
CREATE INDEX links_by_target ON links (target);

-- Counting statements reads these two and not the long rows.
CREATE INDEX nodes_said ON nodes (said);
CREATE INDEX links_said ON links (said);

CREATE TABLE sources (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  licence TEXT NOT NULL,
  attribution TEXT NOT NULL,
  url TEXT NOT NULL,
  licence_url TEXT NOT NULL,
  compiler TEXT NOT NULL
);

CREATE TABLE editions (
  source TEXT NOT NULL,
  date TEXT NOT NULL,
  complete INTEGER NOT NULL,
  url TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (source, date)
);

CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  "on" TEXT NOT NULL,
  edition TEXT NOT NULL,
  records INTEGER NOT NULL,
  set_aside INTEGER NOT NULL,
  sha256 TEXT NOT NULL
);

CREATE TABLE judgements (
  number INTEGER PRIMARY KEY,
  "left" TEXT NOT NULL,
  "right" TEXT NOT NULL,
  verdict TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "on" TEXT NOT NULL,
  why TEXT NOT NULL
);

-- The words are folded already, so the tokenizer must do no more than part them at spaces.
CREATE VIRTUAL TABLE names USING fts5 (
  words, content = 'nodes', content_rowid = 'number', tokenize = 'ascii', detail = none,
  columnsize = 0, prefix = '2 3'
);

CREATE TRIGGER names_of_new AFTER INSERT ON nodes BEGIN
  INSERT INTO names (rowid, words) VALUES (new.number, new.words);
END;

CREATE TRIGGER names_of_dropped AFTER DELETE ON nodes BEGIN
  INSERT INTO names (names, rowid, words) VALUES ('delete', old.number, old.words);
END;

CREATE TRIGGER names_of_changed AFTER UPDATE OF words ON nodes WHEN old.words <> new.words BEGIN
  INSERT INTO names (names, rowid, words) VALUES ('delete', old.number, old.words);
  INSERT INTO names (rowid, words) VALUES (new.number, new.words);
END;

-- For people who open the file: one row for each statement. Kithmap itself does not use it.
CREATE VIEW statements AS
SELECT
  kept.id AS of,
  json_extract(s.value, '$.so') AS source,
  json_extract(s.value, '$.se') AS seen,
  json_extract(s.value, '$.lo') AS locator,
  coalesce(json_extract(s.value, '$.st'), 'held') AS status,
  coalesce(json_extract(s.value, '$.vi'), 'public') AS visibility,
  s.value AS statement
FROM (
  SELECT id, statements FROM nodes UNION ALL SELECT id, statements FROM links
) AS kept, json_each(kept.statements) AS s;
