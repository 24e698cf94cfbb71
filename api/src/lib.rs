//! The server: a JSON API on actix-web and diesel, its jobs, and its command line.

pub mod access;
pub mod app;
pub mod audit;
pub mod channel;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod failure;
pub mod hasher;
pub mod http;
pub mod jobs;
pub mod live;
pub mod operations;
pub mod secrets;
pub mod slices;
pub mod work;

pub mod attendance;
pub mod delivery;
pub mod identity;
pub mod organisation;
pub mod roster;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;
