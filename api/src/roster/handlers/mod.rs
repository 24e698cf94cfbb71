pub mod children;
pub mod export;
pub mod guardians;
pub mod import;
pub mod letters;
