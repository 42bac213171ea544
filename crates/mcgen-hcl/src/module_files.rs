//! One module, read once for all that is asked of it.

use std::collections::BTreeMap;

use crate::check::{File, Finding, Flow, check_module, flows, is_configuration, syntax};
use crate::describe::ModuleDescription;
use crate::format::Formatted;
use crate::outline::Outline;

/// The `.tf` files of one module. Reading is most of the cost of describing and of checking, so it
/// is done once for both.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use mcgen_hcl::{Formatted, ModuleFiles};
///
/// let network = Formatted::new("variable \"cidr\" {}\noutput \"cidr\" {\n  value = var.cidr\n}\n");
/// let network = ModuleFiles::read([("net/main.tf", &network)])?;
/// assert!(network.check(&BTreeMap::new()).is_empty());
///
/// let description = network.describe();
/// let root = Formatted::new("module \"net\" {\n  source = \"./net\"\n}\n");
/// let root = ModuleFiles::read([("main.tf", &root)])?;
/// let findings = root.check(&BTreeMap::from([("./net".to_owned(), &description)]));
/// assert_eq!(findings[0].message, "the call `net` leaves out the required input `cidr`");
/// # Ok::<(), mcgen_hcl::Finding>(())
/// ```
pub struct ModuleFiles<'a> {
    files: Vec<File<'a>>,
}

impl<'a> ModuleFiles<'a> {
    /// Reads the files of one folder, by path; those that do not end in `.tf` are left out. The
    /// first file that is not HCL is the error.
    #[expect(
        clippy::result_large_err,
        reason = "a finding is made once, and then the run ends"
    )]
    pub fn read(
        files: impl IntoIterator<Item = (&'a str, &'a Formatted)>,
    ) -> Result<Self, Finding> {
        let mut files: Vec<_> = files
            .into_iter()
            .filter(|(path, _)| is_configuration(path))
            .collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        let read = |(path, text): (&'a str, &'a Formatted)| {
            let outline = Outline::of_formatted(text);
            outline
                .map(|outline| File { path, outline })
                .map_err(|fault| syntax(path, text.text(), fault))
        };
        let files = files.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    /// What the module takes and gives.
    pub fn describe(&self) -> ModuleDescription {
        ModuleDescription::of(self.files.iter().map(|file| &file.outline))
    }

    /// Checks every reference and every module call, as
    /// [`check_references`](crate::check_references) does for a tree. `called` holds the modules
    /// that local sources lead to, by these sources as they are written.
    pub fn check(&self, called: &BTreeMap<String, &ModuleDescription>) -> Vec<Finding> {
        check_module(&self.files, called)
    }

    /// Which outputs of the called modules reach which inputs of others, sorted by the source.
    ///
    /// ```
    /// use mcgen_hcl::{Formatted, ModuleFiles};
    ///
    /// let root = Formatted::new(
    ///     "locals {\n  key = module.key.arn\n}\n\
    ///      module \"key\" {\n  source = \"./key\"\n}\n\
    ///      module \"database\" {\n  source = \"./database\"\n  kms_key_arn = local.key\n}\n",
    /// );
    /// let root = ModuleFiles::read([("main.tf", &root)])?;
    /// let [flow] = &root.flows()[..] else { panic!() };
    /// assert_eq!((&*flow.source, flow.output.as_deref()), ("key", Some("arn")));
    /// assert_eq!((&*flow.target, &*flow.input), ("database", "kms_key_arn"));
    /// # Ok::<(), mcgen_hcl::Finding>(())
    /// ```
    pub fn flows(&self) -> Vec<Flow> {
        flows(&self.files)
    }
}
