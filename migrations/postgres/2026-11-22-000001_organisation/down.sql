DROP TABLE rollout_switch;
DROP TABLE class;
DROP TABLE facility;
DROP TABLE municipality;
