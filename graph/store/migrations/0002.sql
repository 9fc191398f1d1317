-- Lists of identifiers that mean one body, follow one another or belong to a federation: kept page
-- by page beside the graph, for bodies that are held now and for those that are loaded later.

CREATE TABLE concordances (
  number INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  edition TEXT NOT NULL,
  part TEXT NOT NULL,  -- the list within the source
  kind TEXT NOT NULL,  -- same, follows, branch, called or scale
  page INTEGER NOT NULL,
  facts TEXT NOT NULL  -- a line each, cells parted by tabs
);
