DROP TABLE column_match;
DROP TABLE roster_import;
DROP TABLE invitation;
DROP TABLE tie;
DROP TABLE guardian;
DROP TABLE child;
DROP TABLE household;
