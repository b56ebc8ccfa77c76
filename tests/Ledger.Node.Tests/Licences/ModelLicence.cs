namespace Ledger.Node.Tests.Licences;

/// <summary>
/// What the rules of the field say about one version of a licence, written down a second time and in another way: as a table of what is
/// possible in which state.
/// </summary>
internal sealed class ModelLicence(string identifier, int version, string? previous)
{
    /// <summary>Acts that need no successor, with the states in which they are possible.</summary>
    private static readonly Dictionary<string, string[]> Possible = new()
    {
        ["suspend"] = ["valid"],
        ["resume"] = ["suspended", "suspended-expired"],
        ["check"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["dispute"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["lift"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["cancelled"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["withdrawn"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["penalty"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["transferred"] = ["valid", "expired", "suspended", "suspended-expired"],
        ["change"] = ["valid"],
        ["renewal"] = ["valid", "expired"],
        ["replacement"] = ["valid", "expired"],
        ["correction"] = ["valid", "expired"],
    };

    private bool _isSuspended;
    private string? _end;

    public static IReadOnlyList<string> Acts { get; } = [.. Possible.Keys];

    public string Identifier { get; } = identifier;

    public int Version { get; } = version;

    public string? Previous { get; } = previous;

    public bool IsDisputed { get; private set; }

    public int Events { get; private set; } = 1;

    /// <summary>Whether an act is possible.</summary>
    public bool Permits(string act, bool isExpired)
    {
        string state = _end ?? (_isSuspended ? isExpired ? "suspended-expired" : "suspended" : isExpired ? "expired" : "valid");
        int stillOpen = (_isSuspended ? 1 : 0) + (IsDisputed ? 1 : 0);
        int opens = act is "suspend" or "dispute" ? 1 : 0;
        return Possible[act].Contains(state)
            && (act != "dispute" || !IsDisputed)
            && (act != "lift" || IsDisputed)
            && (act is not ("change" or "renewal" or "replacement") || !IsDisputed)
            && (act is not ("suspend" or "dispute" or "check") || Events + stillOpen + opens + 2 <= 64);
    }

    /// <summary>The state after an act that was possible.</summary>
    public void Apply(string act)
    {
        Events++;
        _isSuspended = act == "suspend" || (_isSuspended && act != "resume");
        IsDisputed = act == "dispute" || (IsDisputed && act != "lift");
        _end = act switch
        {
            "penalty" => "revoked",
            "cancelled" or "withdrawn" or "transferred" => act,
            "change" or "renewal" or "replacement" or "correction" => "superseded",
            _ => null,
        };
        IsDisputed &= _end is null;
    }

    /// <summary>The state as the interfaces word it.</summary>
    public string StateOn(bool isExpired) => _end ?? (_isSuspended ? "suspended" : isExpired ? "expired" : "valid");
}
