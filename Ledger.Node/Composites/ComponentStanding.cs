using Ledger.Node.Licences;

namespace Ledger.Node.Composites;

/// <summary>One licence that a composite one brings together, as it is today.</summary>
/// <param name="Named">The identifier that the composite licence names.</param>
/// <param name="Current">Its newest version; null where this node does not know it: the licence of another node.</param>
/// <param name="TypeName">Name of its type; the type code where the catalogue has no such type.</param>
/// <param name="State">What the newest version is today; null where it is not known here.</param>
/// <param name="Items">
/// 经营项目 as its face prints them; null where it has none that are public, its content was erased, or they were not asked for.
/// </param>
internal sealed record ComponentStanding(string Named, Licence? Current, string TypeName, LicenceState? State, string? Items)
{
    /// <summary>Whether it may be relied upon today; null where that is not known here.</summary>
    public bool? IsInForce => State is LicenceState state ? state is LicenceState.Valid : null;

    /// <summary>Whether an objection to it is open; it stays in force meanwhile.</summary>
    public bool IsDisputed => Current?.IsDisputed is true;
}
