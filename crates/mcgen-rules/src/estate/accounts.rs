//! What an account has once.

use mcgen_diagnostics::{Diagnostic, Rule, Severity};
use mcgen_model::Environment;

use super::sources::DMS_ROLES;
use super::{Found, claimed_twice};

pub(super) static ROLES_OF_DMS: Rule = Rule {
    code: "EST-007",
    slug: "roles-of-dms-made-twice",
    severity: Severity::Error,
    summary: "two environments of one account make the roles of DMS",
    fix: "write `manage-roles: false` in all environments of the account but one",
    explain: "DMS looks for its roles by their names, `dms-vpc-role` and `dms-cloudwatch-logs-role`, \
and an account has one role of a name. The second environment fails at its first apply because the \
roles exist; worse is what comes later, when the environment that made them is destroyed and the other \
one loses its logs and cannot be changed any more. One environment of the account makes the roles, and \
it is the last to go.",
    sources: &[DMS_ROLES],
    waivable: false,
};

pub(super) fn roles_of_dms(environments: &[&Environment], found: &mut Found) {
    let claims = |environment: &Environment| {
        let route = mcgen_model::dms::route(environment);
        let route = route.filter(|route| route.dms.manage_roles.value);
        let claim = route.map(|it| (it.aws.account.value.clone(), it.dms.manage_roles));
        claim.into_iter().collect()
    };
    claimed_twice(environments, claims, |claim, first| {
        let owner = environments[first.environment].identity();
        let finding = Diagnostic::new(&ROLES_OF_DMS)
            .at_value(&claim.value, "the roles are made here")
            .at_value(&first.value, format!("and in `{owner}`"));
        found.push(claim.environment, finding);
    });
}
