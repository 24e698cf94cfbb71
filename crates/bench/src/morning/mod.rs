//! The morning rush as it comes: at its own pace, whether the server keeps up or not, and each latency counted from the
//! moment the request was due. First one ward, then the whole country's mix in steps until the server does not hold it.

mod answer;
mod mix;
mod open_loop;
mod plot;
mod process;
mod streams;
mod ward;

use std::time::Duration;

use mix::{COUNTRY, Mix, WARD};
use open_loop::Pace;
use process::Process;
use streams::Streams;
use ward::Ward;

/// Offered to the server for the whole country's mix, until it does not hold one.
const STEPS: [u32; 14] = [250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 2_500, 3_000, 3_500, 4_000, 5_000, 6_000];
/// One ward: requests a second, and screens that follow live.
const ONE_WARD: (u32, usize) = (50, 700);
/// Screens that follow live for each request a second, in the country's mix: 155,000 for 8,300.
const SCREENS_FOR_EACH: f64 = 155_000.0 / 8_300.0;
/// Addresses of one machine have so many ports.
const MOST_SCREENS: usize = 12_000;
/// A rate is held when so many are answered in time, without an error, and 99 in 100 of them within this.
const HELD: f64 = 0.995;
const LATENCY: Duration = Duration::from_millis(100);

/// What came of a step.
pub struct Step {
    name: &'static str,
    offered: u32,
    streams: usize,
    taken: open_loop::Taken,
    cpu: f64,
    memory: u64,
}

impl Step {
    fn is_held(&self) -> bool {
        let answered = self.taken.per_second() / f64::from(self.offered);
        self.taken.errors == 0 && answered >= HELD && self.taken.at(0.99) <= LATENCY
    }

    fn tell(&self) {
        println!(
            "{}: offered {} req/s with {} live streams: answered {:.1}, p50 {:.2} ms, p99 {:.2} ms, p99.9 {:.2} ms, \
             check-ins p99 {:.2} ms, {} errors, {} changes seen live; server: {:.0} % of its core, {} MB{}",
            self.name,
            self.offered,
            self.streams,
            self.taken.per_second(),
            millis(self.taken.at(0.5)),
            millis(self.taken.at(0.99)),
            millis(self.taken.at(0.999)),
            millis(self.taken.write_at(0.99)),
            self.taken.errors,
            self.taken.changes,
            self.cpu * 100.0,
            self.memory,
            if self.is_held() { "" } else { " -- not held" },
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Measures, reports, and draws. Answers whether anything was held without an error.
pub async fn measure() -> bool {
    let mut ward = Ward::open().await;
    let server = Process::start(&ward);
    let mut steps = vec![step(&mut ward, &server, "one ward", &WARD, ONE_WARD).await];
    for offered in STEPS {
        let screens = ((f64::from(offered) * SCREENS_FOR_EACH) as usize).min(MOST_SCREENS);
        steps.push(step(&mut ward, &server, "country", &COUNTRY, (offered, screens)).await);
        if steps.last().is_some_and(|last| !last.is_held()) {
            break;
        }
    }
    println!("drawn in {}", plot::draw(&steps).display());
    let held: Vec<&Step> = steps.iter().filter(|step| step.is_held()).collect();
    let errors: usize = held.iter().map(|step| step.taken.errors).sum();
    match held.last() {
        Some(best) if steps.first().is_some_and(Step::is_held) => {
            let p99 = millis(best.taken.at(0.99));
            println!("load: held {} req/s on one core, p99 {p99:.1} ms, {errors} errors", best.offered);
            true
        }
        _ => {
            println!("load: one ward was not held");
            false
        }
    }
}

async fn step(
    ward: &mut Ward,
    server: &Process,
    name: &'static str,
    mix: &Mix,
    (offered, screens): (u32, usize),
) -> Step {
    ward.renew();
    let streams = Streams::open(ward, server.address, screens).await;
    let begun = server.usage();
    let pace = Pace { per_second: offered, warm_up: Duration::from_secs(3), time: Duration::from_secs(15) };
    let mut taken = open_loop::run(server.address, pace, |number| mix.request(ward, number)).await;
    let (cpu, memory) = server.usage().since(begun);
    let (streams, changes, ended) = streams.close();
    taken.changes = changes;
    if ended > 0 {
        println!("{ended} live streams ended");
    }
    taken.errors += ended;
    let step = Step { name, offered, streams, taken, cpu, memory };
    step.tell();
    step
}
