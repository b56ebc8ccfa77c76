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
/// <param name="Staff">The role of staff that may call it as well, in the name of its authority; reading only. Null for none.</param>
/// <param name="Rate">By which rates strangers are counted who call it.</param>
/// <param name="NeedsStepUp">Whether the person must have shown their means of authentication recently.</param>
public sealed record PermissionRow(
    string Method,
    string Route,
    Role Role,
    Condition Condition,
    long MaximumBodyBytes = 0,
    bool RefusesItself = false,
    bool NeedsAllTypes = false,
    Role? Staff = null,
    bool NeedsStepUp = false,
    bool IsAudited = false,
    RateClass Rate = RateClass.Open)
{
    /// <summary>Who may call it, as the documentation names them.</summary>
    public string Callers => (Staff is Role staff ? $"{Role.Name()}, {staff.Name()}" : Role.Name()) + (NeedsStepUp ? " after a step-up" : "");

    /// <summary>Of a page: the rows of the interface that it stands for, of which it has all that they ask of a caller. Empty for the interface.</summary>
    public IReadOnlyList<PermissionRow> StandsFor { get; init; } = [];

    /// <summary>Whether a session counts here at all.</summary>
    internal bool TakesSessions => Role.IsBySession() || Role == Role.Auditor || Staff is not null;

    /// <summary>Whether a caller has a role that may call it.</summary>
    internal bool Admits(Caller caller) => Role == Role.Anyone || caller.Has(Role) || (Staff is Role staff && caller.Has(staff));

    /// <summary>All that must hold besides the role, in words; empty where nothing must.</summary>
    public string Sentence => !NeedsAllTypes ? Condition.Sentence
        : string.Join("; ", ((string[])[Condition.Sentence, "closed to systems that may act on some licence types only"]).Where(part => part.Length > 0));
}
