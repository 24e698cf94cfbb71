DROP TABLE child_day;
DROP TABLE mark;
