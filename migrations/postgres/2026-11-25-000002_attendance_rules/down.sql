DROP TABLE attendance_rules;
