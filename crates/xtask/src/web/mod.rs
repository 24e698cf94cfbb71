//! `xtask web`: from the `web` crate to the files a browser loads.

pub mod bind;
mod compile;
mod dist;
pub mod face;
mod glue;
mod npm;
mod page;
pub mod split;
mod sprite;
mod squeeze;
mod styles;
mod template;

use std::time::Instant;

use anyhow::Result;

use crate::root::Root;
use dist::Dist;
use face::Face;

/// Builds the faces. Always true: what fails is an error.
pub fn build(root: &Root, faces: &[Face], dev: bool) -> Result<bool> {
    let started = Instant::now();
    npm::ready(root)?;
    say(format_args!("compiling {}", names(faces)));
    let modules = compile::compile(root, faces, dev)?;
    for (face, module) in faces.iter().zip(&modules) {
        let face = *face;
        let bound = bind::bind(root, face, module, dev)?;
        say(format_args!("{}: styles, page, cache list", face.name()));
        let mut dist = Dist::open(root, face, dev)?;
        page::write(root, face, &bound, &mut dist, dev)?;
        if !dev {
            say(format_args!("{}: compressing", face.name()));
        }
        let bytes = dist.finish()?;
        say(format_args!("{}: {} kB to serve, {}", face.name(), bytes / 1000, if dev { "plain" } else { "brotli" }));
    }
    say(format_args!("{} ready in {:.1} s", names(faces), started.elapsed().as_secs_f32()));
    Ok(true)
}

fn names(faces: &[Face]) -> String {
    faces.iter().map(|face| face.name()).collect::<Vec<_>>().join(", ")
}

fn say(line: std::fmt::Arguments<'_>) {
    println!("web: {line}");
}
