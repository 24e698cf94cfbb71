DROP TABLE session;
DROP TABLE device_code;
DROP TABLE device;
DROP TABLE staff_class;
DROP TABLE staff;
DROP TABLE password_reset;
DROP TABLE account_password;
DROP TABLE account;
