//! The demo: a safety walk on real streets, with real cores, a real server and real HTTP.

mod checks;
mod pictures;
mod plan;
mod programs;
mod walkers;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// What can go wrong, in words for whoever started the demo.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Lets three groups walk a district without network, and sync when they are home.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where the demo keeps its server and its phones
    #[arg(long, default_value = "target/demo")]
    data: PathBuf,
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

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            programs::say(&format!("The demo failed: {failure}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    let evening = plan::evening(&arguments).await?;
    let server = programs::Server::start(&arguments, &evening)?;
    let phones = walkers::walk(&arguments, &evening)?;
    walkers::sync(&phones)?;
    let office = walkers::office(&arguments, &evening)?;
    let totals = checks::everything_arrived(&arguments, &evening, &phones, &office)?;
    programs::say(&format!("The server is at {}", evening.server));
    programs::say("Join the walk yourself:");
    programs::say(&format!("  lykta join '{}'", evening.participant));
    if !arguments.once {
        programs::say("Press Ctrl-C to end.");
        tokio::signal::ctrl_c().await?;
    }
    server.stop()?;
    programs::say(&totals.to_string());
    Ok(())
}
