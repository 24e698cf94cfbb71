DROP TABLE column_match;
DROP TABLE roster_import;
DROP TABLE invitation;
DROP TABLE tie;
DROP TABLE guardian;
DROP TABLE class_of_year;
DROP TABLE child;
DROP TABLE household;
