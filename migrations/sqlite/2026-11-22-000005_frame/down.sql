DROP TABLE job;
DROP TABLE audit_seal;
DROP TABLE audit;
DROP TABLE operation;
