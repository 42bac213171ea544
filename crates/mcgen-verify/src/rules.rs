//! What a run of Terraform can find: family `RUN`.

use mcgen_diagnostics::{Reference, Rule, Severity};

const JSON_VIEW: Reference = Reference {
    title: "Terraform: machine-readable UI",
    url: "https://developer.hashicorp.com/terraform/internals/machine-readable-ui",
};
const MOVED: Reference = Reference {
    title: "Terraform: refactor modules, moved blocks",
    url: "https://developer.hashicorp.com/terraform/language/moved",
};

/// RUN-001.
pub static TERRAFORM_REFUSES: Rule = Rule {
    code: "RUN-001",
    slug: "terraform-refuses",
    severity: Severity::Error,
    summary: "Terraform refuses the files",
    fix: "mend the value or the template that the mark leads to",
    explain: "`mcgen verify` runs the real Terraform over a private copy of the rendered tree, with simulated providers that serve the real schemas. What Terraform says of it is repeated here, at the rendered file and, where it can be told, at the template and at the value in the environment file that led there. Without templates of your own this is a bug in mcgen.",
    sources: &[JSON_VIEW],
    waivable: false,
};

/// RUN-002.
pub static TERRAFORM_WARNS: Rule = Rule {
    code: "RUN-002",
    slug: "terraform-warns",
    severity: Severity::Warning,
    summary: "Terraform warns of the files",
    fix: "look at what the mark leads to before the next version of the provider makes it an error",
    explain: "A warning of Terraform or of a provider, most often of an argument that a later version removes.",
    sources: &[JSON_VIEW],
    waivable: false,
};

/// RUN-003.
pub static PLAN_NOT_EMPTY: Rule = Rule {
    code: "RUN-003",
    slug: "plan-not-empty",
    severity: Severity::Error,
    summary: "a plan after the apply still wants to change something",
    fix: "make the argument say what the provider keeps, or leave the argument out",
    explain: "After an apply, a plan of the same files must be empty. One that is not hides real changes in noise, and an apply of it can replace what nobody wanted to touch.",
    sources: &[],
    waivable: false,
};

/// RUN-004.
pub static MODULE_TEST_FAILS: Rule = Rule {
    code: "RUN-004",
    slug: "module-test-fails",
    severity: Severity::Error,
    summary: "a test of a rendered module fails",
    fix: "mend the module, or the test if it asks for the wrong thing",
    explain: "Each rendered module brings its `terraform test` files. They are run against simulated providers; a failed assertion is shown with the values that Terraform saw.",
    sources: &[Reference {
        title: "Terraform: tests",
        url: "https://developer.hashicorp.com/terraform/language/tests",
    }],
    waivable: false,
};

/// RUN-005.
pub static DATA_LOSS: Rule = Rule {
    code: "RUN-005",
    slug: "data-loss",
    severity: Severity::Error,
    summary: "the change destroys an object that holds data",
    fix: "keep the old address with a `moved` block, or change the object in place; where the loss is meant, name the address with `--accept-loss`",
    explain: "`mcgen verify --from OLD` applies the old tree on the simulated clouds and plans the new tree over that state. A database, cache, bucket, key, secret or network that the plan destroys or replaces takes its data with it, or what is reachable through it. Renames are the usual cause: Terraform knows an object by its address only.",
    sources: &[MOVED],
    waivable: false,
};

/// RUN-006.
pub static ABANDONED_STACK: Rule = Rule {
    code: "RUN-006",
    slug: "abandoned-stack",
    severity: Severity::Error,
    summary: "a stack of the old tree is not in the new one",
    fix: "keep the stack, or move its objects first (`terraform state mv`, or `removed` and `import` blocks) and accept the addresses that go with `--accept-loss`",
    explain: "The state of a stack that is no longer rendered stays behind: Terraform manages its objects no longer, and what took its place builds new ones beside them, an empty database included.",
    sources: &[MOVED],
    waivable: false,
};

/// RUN-007.
pub static OUTAGE_SPREADS: Rule = Rule {
    code: "RUN-007",
    slug: "outage-spreads",
    severity: Severity::Error,
    summary: "a stack cannot be applied while a cloud that it does not belong to is down",
    fix: "take what it reads from the other cloud out of the stack, its state included",
    explain: "`mcgen verify --outage CLOUD` makes the providers of a cloud, and the states that live there, unreachable after the first apply. A stack is named after what it needs; every other stack must still plan and apply, or nobody can act while the cloud is away.",
    sources: &[],
    waivable: false,
};

/// RUN-008.
pub static LEADS_OUT: Rule = Rule {
    code: "RUN-008",
    slug: "leads-out",
    severity: Severity::Error,
    summary: "the files lead out of the private copy that is proved",
    fix: "take the provisioner out, or put the module among the files",
    explain: "`mcgen verify` applies the files for real, on simulated clouds. A provisioner is no part of a cloud: Terraform itself would run its command on this machine. A module that is not among the files would be fetched from somewhere, and may hold one. Nothing is run of a tree with either, nor over the state of such a tree.",
    sources: &[
        Reference {
            title: "Terraform: provisioners",
            url: "https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax",
        },
        Reference {
            title: "Terraform: module sources",
            url: "https://developer.hashicorp.com/terraform/language/modules/sources",
        },
    ],
    waivable: false,
};

/// RUN-009.
pub static NO_VERSION_FITS: Rule = Rule {
    code: "RUN-009",
    slug: "no-version-fits",
    severity: Severity::Error,
    summary: "no version of a provider that mcgen holds fits what the files ask for",
    fix: "widen the range so that a held version lies in it",
    explain: "What is rendered is proved against the versions of providers whose schemas mcgen holds. Where the constraints of all files together leave none of them, nothing can be proved; and where they leave no version at all, `terraform init` fails too.",
    sources: &[Reference {
        title: "Terraform: version constraints",
        url: "https://developer.hashicorp.com/terraform/language/expressions/version-constraints",
    }],
    waivable: false,
};

/// Every rule of the family, by code.
pub static RUN_RULES: &[&Rule] = &[
    &TERRAFORM_REFUSES,
    &TERRAFORM_WARNS,
    &PLAN_NOT_EMPTY,
    &MODULE_TEST_FAILS,
    &DATA_LOSS,
    &ABANDONED_STACK,
    &OUTAGE_SPREADS,
    &LEADS_OUT,
    &NO_VERSION_FITS,
];
