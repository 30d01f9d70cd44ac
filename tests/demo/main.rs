//! The demo: a safety walk on real streets, with real cores, a real server and real HTTP.

mod checks;
mod own;
mod pictures;
mod plan;
mod programs;
mod scene;
mod tell;
mod walkers;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

/// What can go wrong, in words for whoever started the demo.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Lets three groups walk a district without network, and sync when they are home.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where the demo keeps its server and its phones [default: target/demo]
    #[arg(long)]
    data: Option<PathBuf>,
    /// The folder with area.geojson, routes.geojson and basemap.pmtiles
    #[arg(long)]
    map: Option<PathBuf>,
    /// End when everything is checked, instead of keeping the server up
    #[arg(long)]
    once: bool,
    /// Your own tracks instead of the demo's
    #[arg(long, num_args = 1..)]
    gpx: Vec<PathBuf>,
    /// A folder of your own photos instead of the demo's
    #[arg(long)]
    photos: Option<PathBuf>,
    /// The first port to try
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

impl Arguments {
    /// Where this demo keeps its things: each choice of own files is a walk of its own.
    fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| {
            let own = own::name_of(&self.gpx, self.photos.as_deref());
            Path::new("target").join(own.unwrap_or_else(|| "demo".to_owned()))
        })
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            programs::complain(&format!("The demo failed: {failure}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Failure> {
    own::check(arguments)?;
    let data = arguments.data();
    std::fs::create_dir_all(&data)?;
    let _only_one = lock(&data)?;
    let evening = plan::evening(arguments, &data)?;
    let server = programs::Server::start(&data, &evening)?;
    let phones = walkers::walk(arguments, &data, &evening)?;
    walkers::sync(&phones)?;
    let office = walkers::office(&data, &evening)?;
    let totals = checks::everything_arrived(&data, &evening, &phones, &office)?;
    if arguments.gpx.is_empty() {
        checks::gaps_are_told(&evening, &phones)?;
    }
    walkers::export(&data, &office)?;
    if !arguments.once {
        tell::how_to_go_on(&data, &evening)?;
        programs::say(&totals.to_string());
        programs::say("The server stays up. Press Ctrl-C to end.");
        tokio::signal::ctrl_c().await?;
    }
    server.stop()?;
    if arguments.once {
        programs::say(&totals.to_string());
    }
    Ok(())
}

/// Two demos in one folder would be two servers on one database.
fn lock(data: &Path) -> Result<File, Failure> {
    let file = File::create(data.join("lock"))?;
    file.try_lock().map_err(|_| {
        format!(
            "another demo is running in {}: end it first, or choose another folder with --data",
            data.display()
        )
    })?;
    Ok(file)
}
