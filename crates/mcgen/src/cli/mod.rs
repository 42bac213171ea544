//! Subcommands. Data goes to standard output, words to standard error.

mod advise;
mod check;
mod explain;
mod graph;
mod init;
pub(crate) mod output;
mod reference;
mod render;
mod verify;

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};
use mcgen_model::StrategyName;

/// Checked Terraform for multi-cloud databases, from one typed environment file
#[derive(Debug, Parser)]
#[command(
    name = "mcgen",
    version,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a commented environment file that passes `check`
    Init(InitArguments),
    /// Say which strategy meets what a team needs, and why the others do not
    Advise(AdviseArguments),
    /// Check environment files against the rule book
    Check(CheckArguments),
    /// Render environment files to a Terraform tree
    Render(RenderArguments),
    /// Draw the stacks of environments, the modules in them, and what goes from one to another
    Graph(GraphArguments),
    /// Prove what is rendered: offline against provider schemas, then by Terraform on simulated clouds
    Verify(VerifyArguments),
    /// Say what a rule is about, why it exists and where it comes from
    Explain(ExplainArguments),
    /// Print the JSON Schema of a file that people write, for editors
    Schema {
        /// Of which file
        #[arg(value_enum, default_value_t = SchemaArgument::Environment)]
        file: SchemaArgument,
    },
    /// Print shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
struct InitArguments {
    /// The folder to write into; made if it does not exist
    #[arg(default_value = ".")]
    directory: Utf8PathBuf,
    /// The strategy
    #[arg(long, value_enum, default_value_t = StrategyArgument::Independent)]
    strategy: StrategyArgument,
    /// The mechanism or product of the strategy, by its key in an environment file; the usual one by default
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// The project, the first part of every name
    #[arg(long, default_value = "app")]
    project: String,
    /// The environment, the second part of every name
    #[arg(long, default_value = "production")]
    environment: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StrategyArgument {
    /// Each cloud runs its own database
    Independent,
    /// One cloud takes the writes, the other follows and can take over
    PrimaryReplica,
    /// Both clouds take writes, and each sends its own to the other
    ActiveActive,
    /// One database over both clouds takes the place of the databases of each
    GlobalDatabase,
}

impl From<StrategyArgument> for StrategyName {
    fn from(strategy: StrategyArgument) -> Self {
        match strategy {
            StrategyArgument::Independent => Self::Independent,
            StrategyArgument::PrimaryReplica => Self::PrimaryReplica,
            StrategyArgument::ActiveActive => Self::ActiveActive,
            StrategyArgument::GlobalDatabase => Self::GlobalDatabase,
        }
    }
}

#[derive(Debug, Args)]
struct AdviseArguments {
    /// The file that says what is needed; without one, an example is printed
    #[arg(value_name = "FILE")]
    needs: Option<Utf8PathBuf>,
    /// Write a first environment file of what is recommended
    #[arg(long, value_name = "FILE", requires = "needs")]
    out: Option<Utf8PathBuf>,
    /// How the advice is written
    #[arg(long, value_enum, default_value_t = AdviseFormat::Text)]
    format: AdviseFormat,
}

/// How an advice is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AdviseFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// A file that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaArgument {
    /// An environment
    Environment,
    /// What a team needs, for `advise`
    Needs,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// Environment files, or folders with environment files below them
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<Utf8PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FormatArgument::Text)]
    format: FormatArgument,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
struct RenderArguments {
    /// Environment files, or folders with environment files below them
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<Utf8PathBuf>,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: Utf8PathBuf,
    /// Write nothing; fail with 1 if the folder is not as rendered
    #[arg(long, conflicts_with_all = ["dry_run", "force"])]
    check: bool,
    /// Write nothing; show what would be written
    #[arg(long)]
    dry_run: bool,
    /// Show the changes line by line
    #[arg(long)]
    diff: bool,
    /// Overwrite hand-written and hand-edited files
    #[arg(long)]
    force: bool,
    /// Also remove files of environments that are not rendered now
    #[arg(long)]
    prune: bool,
    /// Templates of your own, laid out as `aws/aws-rds/main.tf.j2`, in the place of mcgen's
    #[arg(long, value_name = "DIR")]
    templates: Option<Utf8PathBuf>,
    /// List unchanged files as well
    #[arg(long, short)]
    verbose: bool,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FormatArgument::Text)]
    format: FormatArgument,
}

#[derive(Debug, Args)]
struct GraphArguments {
    /// Environment files, or folders with environment files below them
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<Utf8PathBuf>,
    /// How the picture is written
    #[arg(long, value_enum, default_value_t = PictureArgument::Mermaid)]
    format: PictureArgument,
    /// The file to write to, instead of standard output; its folder is made if it does not exist
    #[arg(long, value_name = "FILE")]
    out: Option<Utf8PathBuf>,
    /// Templates of your own, laid out as `aws/aws-rds/main.tf.j2`, in the place of mcgen's
    #[arg(long, value_name = "DIR")]
    templates: Option<Utf8PathBuf>,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PictureArgument {
    /// For Markdown, as GitHub and many editors draw it
    Mermaid,
    /// For Graphviz
    Dot,
    /// For browsers, ready to look at
    Svg,
}

#[derive(Debug, Args)]
struct VerifyArguments {
    /// Environment files, or folders with environment files below them
    #[arg(required_unless_present = "dir", value_name = "FILE|DIR")]
    paths: Vec<Utf8PathBuf>,
    /// Check a folder of Terraform files against the provider schemas instead; nothing is run
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "from", "outage", "templates", "terraform", "tofu", "no_module_tests"])]
    dir: Option<Utf8PathBuf>,
    /// The ends of the provider version ranges to prove
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [EndArgument::Min, EndArgument::Max])]
    providers: Vec<EndArgument>,
    /// Apply this tree or environment file first, and plan the new tree over its state
    #[arg(long, value_name = "OLD")]
    from: Option<Utf8PathBuf>,
    /// With --from, an address that may be destroyed although it holds data
    #[arg(long, value_name = "ADDRESS", requires = "from")]
    accept_loss: Vec<String>,
    /// Make a cloud unreachable after the apply, and show which stacks still work
    #[arg(long, value_enum, value_name = "CLOUD")]
    outage: Option<CloudArgument>,
    /// Leave out the tests of the modules, which say nothing about a change or an outage
    #[arg(long)]
    no_module_tests: bool,
    /// Run nothing: the offline check alone
    #[arg(long, conflicts_with_all = ["from", "outage", "terraform", "tofu"])]
    offline: bool,
    /// The Terraform program, if it is not the one on the path
    #[arg(long, value_name = "PROGRAM")]
    terraform: Option<Utf8PathBuf>,
    /// Run OpenTofu instead of Terraform
    #[arg(long)]
    tofu: bool,
    /// The longest that one command of Terraform may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = mcgen_verify::DEFAULT_TIMEOUT.as_secs(), value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// Templates of your own, laid out as `aws/aws-rds/main.tf.j2`, in the place of mcgen's
    #[arg(long, value_name = "DIR")]
    templates: Option<Utf8PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FormatArgument::Text)]
    format: FormatArgument,
}

/// An end of the version range of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EndArgument {
    /// The oldest version that mcgen holds a schema of
    Min,
    /// The newest
    Max,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CloudArgument {
    /// Amazon Web Services
    Aws,
    /// Google Cloud
    Gcp,
    /// Cloudflare
    Cloudflare,
}

#[derive(Debug, Args)]
struct ExplainArguments {
    /// A code such as NET-001, or the name of a rule; without one, all rules are listed
    rule: Option<String>,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    /// For people, on standard error
    Text,
    /// For programs
    Json,
    /// For code scanning services
    Sarif,
    /// For the log of a GitHub workflow
    Github,
}

impl From<FormatArgument> for mcgen::Format {
    fn from(format: FormatArgument) -> Self {
        match format {
            FormatArgument::Text => Self::Text,
            FormatArgument::Json => Self::Json,
            FormatArgument::Sarif => Self::Sarif,
            FormatArgument::Github => Self::Github,
        }
    }
}

/// How a run ended, when nothing went wrong with the run itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Clean,
    /// There are errors in the files, or with `--check` a difference.
    Findings,
    /// The run was called off by a signal.
    CalledOff,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            // What a shell reports of a program that a signal ended.
            Outcome::CalledOff => Self::from(130),
        }
    }
}

/// Runs a subcommand. An error is a fault of the call or of the machine: exit code 2.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Advise(arguments) => advise::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema { file } => reference::schema(file),
        Command::Completions { shell } => reference::completions(shell),
        Command::Man => reference::man(),
    }
}
