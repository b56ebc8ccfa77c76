namespace Ledger.Node.Catalogue;

/// <summary>
/// 证照状态代码: what the ministry that runs a type calls each state in its own interfaces, each 1 to 8 digits or capital letters.
/// Null where it has no code for a state.
/// </summary>
/// <param name="Valid">有效.</param>
/// <param name="Suspended">暂扣.</param>
/// <param name="Expired">过期.</param>
/// <param name="Superseded">换发.</param>
/// <param name="Cancelled">注销.</param>
/// <param name="Withdrawn">撤销.</param>
/// <param name="Revoked">吊销.</param>
/// <param name="Transferred">转出.</param>
internal sealed record StateCodes(
    string Valid,
    string? Suspended = null,
    string? Expired = null,
    string? Superseded = null,
    string? Cancelled = null,
    string? Withdrawn = null,
    string? Revoked = null,
    string? Transferred = null)
{
    /// <summary>The ministry's code of a state.</summary>
    /// <param name="state">A state as our interfaces write it: <c>valid</c>, <c>suspended</c>, … <c>transferred</c>.</param>
    /// <returns>Null where the ministry has none, and for <c>not-yet-valid</c>, which no ministry knows.</returns>
    public string? Of(string state) => state switch
    {
        "valid" => Valid,
        "suspended" => Suspended,
        "expired" => Expired,
        "superseded" => Superseded,
        "cancelled" => Cancelled,
        "withdrawn" => Withdrawn,
        "revoked" => Revoked,
        "transferred" => Transferred,
        _ => null,
    };

    /// <summary>Every code that there is.</summary>
    public IEnumerable<string> All() =>
        new[] { Valid, Suspended, Expired, Superseded, Cancelled, Withdrawn, Revoked, Transferred }.OfType<string>();
}
