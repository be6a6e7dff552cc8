//! `tamis fetch`: pages from the web, as they come.

use tamis::fetch::Planned;
use tamis::report::fetch_summary;
use tamis::run::{gather, planned};

use super::args::FetchArgs;
use super::config::Configured;
use super::exit::{Exit, Failed};
use super::output::Output;
use super::progress::Progress;

pub(crate) fn run(args: &FetchArgs) -> Result<Exit, Failed> {
    let mut config = Configured::find(args.config.as_deref(), args.isolated)?.config;
    args.fetching.apply(&mut config);
    if args.dry_run {
        return tell(&planned(&config, &args.sources)?);
    }
    let progress = Progress::new(args.quiet);
    if config.fetch.contact.is_none() {
        progress.remark("requests name nobody to turn to; say `--contact WHO`");
    }
    let mut output = Output::open(args.output.as_deref())?;
    let gathered = gather(&config, &args.sources, &progress, |row| {
        let written = output.write(row);
        written.map_err(|error| Failed::output(&output.place(), error))
    })?;
    output.finish()?;
    if let Some(path) = &args.statistics {
        let rows = serde_json::to_string_pretty(&gathered.hosts).unwrap_or_default() + "\n";
        Output::whole(Some(path), &rows)?;
    }
    progress.end(|elapsed| fetch_summary(&gathered.account, &gathered.hosts, elapsed));
    Ok(if gathered.account.failed > 0 {
        Exit::Lost
    } else {
        Exit::Done
    })
}

/// Says what would be fetched, a line each.
fn tell(planned: &[Planned]) -> Result<Exit, Failed> {
    let lines = planned.iter().map(|planned| match planned {
        Planned::Fetch(address) => format!("fetch    {address}\n"),
        Planned::Repeated(address) => format!("repeated {address}\n"),
        Planned::Refused(failure) => format!("refused  {failure}\n"),
    });
    Output::whole(None, &lines.collect::<String>())?;
    let refused = planned
        .iter()
        .any(|planned| matches!(planned, Planned::Refused(_)));
    Ok(if refused { Exit::Lost } else { Exit::Done })
}
