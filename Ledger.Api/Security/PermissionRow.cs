namespace Ledger.Api.Security;

/// <summary>One row of the permission table: who may call one endpoint, and what must hold besides.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route pattern as mapped, for example <c>/api/v1/licences/{identifier}</c>.</param>
/// <param name="Role">The role that may call it.</param>
/// <param name="Condition">What the endpoint checks besides the role.</param>
/// <param name="MaximumBodyBytes">The longest body it reads.</param>
/// <param name="RefusesItself">Whether the endpoint itself refuses who has no key: the answer has a form that its clients read.</param>
/// <param name="NeedsAllTypes">Whether it acts on licences of whatever type, and is closed to systems that may act on some only.</param>
/// <param name="IsAudited">
/// Whether every answer is recorded before it is given: it shows personal data, or what was done bears on security. Refusals are recorded
/// in any case.
/// </param>
public sealed record PermissionRow(
    string Method, string Route, Role Role, Condition Condition, long MaximumBodyBytes = 0, bool RefusesItself = false, bool NeedsAllTypes = false,
    bool IsAudited = false)
{
    /// <summary>All that must hold besides the role, in words; empty where nothing must.</summary>
    public string Sentence => !NeedsAllTypes ? Condition.Sentence
        : string.Join("; ", ((string[])[Condition.Sentence, "closed to systems that may act on some licence types only"]).Where(part => part.Length > 0));
}
