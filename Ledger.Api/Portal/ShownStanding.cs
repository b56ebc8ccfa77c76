using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Composites;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Api.Portal;

/// <summary>What a licence is today, in the words of the page.</summary>
/// <param name="IsValid">Whether it may be relied upon; null for a composite licence of which that holds in part, or cannot be told.</param>
/// <param name="Word">What it is.</param>
/// <param name="LicenceName">Name of its type.</param>
/// <param name="IssuerName">Name of the authority that issued it.</param>
/// <param name="Validity">From when to when.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="AsOf">Time of the checkpoint this was read under, Beijing time.</param>
/// <param name="Components">What a composite licence brings together; empty for any other.</param>
public sealed record ShownStanding(
    bool? IsValid,
    TextInBoth Word,
    TextInBoth LicenceName,
    string IssuerName,
    string Validity,
    string Identifier,
    string AsOf,
    IReadOnlyList<ShownComponent> Components)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly TextInBoth NotKnown = new("本节点未掌握", "Not known at this node");

    /// <summary>Of a copy for one use: whether that stands; null where the code of the licence itself was scanned.</summary>
    public ShownCopy? Copy { get; private init; }

    /// <summary>The standing of a licence, and of a copy of it.</summary>
    /// <param name="standing">The licence.</param>
    /// <param name="copySerial">Serial of the copy that was scanned, or null.</param>
    /// <param name="node">The node.</param>
    /// <param name="now">The clock, by which a copy expires.</param>
    internal static ShownStanding Of(LicenceStanding standing, string? copySerial, ProvinceNode node, DateTimeOffset now)
    {
        CompositeStanding? composite = node.Composites.Find(standing.Licence);
        ShownCopy? copy = copySerial is null ? null : ShownCopy.Of(node.Copies.Find(standing.Licence, copySerial), now);
        return new(
            copy is { IsValid: false } ? false : IsValidAs(standing, composite),
            copy is { IsValid: false } ? copy.Word : WordOf(standing, composite),
            NameOfType(node, standing.Licence.Identifier.Type, standing.TypeName),
            NameOf(node, standing.Licence.Identifier.Issuer),
            standing.Licence.Validity.ToString(),
            standing.Licence.Identifier.ToString(),
            standing.AsOf.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            [.. (composite?.Components ?? []).Select(component => new ShownComponent(
                component.Current is null ? new(component.TypeName, component.TypeName) : NameOfType(node, component.Current.Identifier.Type, component.TypeName),
                component.State is LicenceState state ? WordOf(state, component.IsDisputed) : NotKnown))])
        {
            Copy = copy,
        };
    }

    private static bool? IsValidAs(LicenceStanding standing, CompositeStanding? composite) => composite?.State switch
    {
        null => standing.State is LicenceState.Valid,
        CompositeState.Valid => true,
        CompositeState.NotValid => false,
        _ => null,
    };

    /// <summary>What the licence is by itself; where its components make less of it, what it is with them.</summary>
    private static TextInBoth WordOf(LicenceStanding standing, CompositeStanding? composite) =>
        composite is null or { State: CompositeState.Valid } || standing.State is not LicenceState.Valid
            ? WordOf(standing.State, standing.Licence.IsDisputed)
            : WordOf(composite.State.Chinese(), composite.State.Code(), standing.Licence.IsDisputed);

    /// <summary>What a licence is, in words.</summary>
    internal static TextInBoth WordOf(LicenceState state, bool isDisputed) => WordOf(state.Chinese(), state.Code(), isDisputed);

    private static TextInBoth WordOf(string chinese, string code, bool isDisputed)
    {
        string english = Capital(code.Replace('-', ' '));
        return isDisputed ? new($"{chinese}（异议处理中）", $"{english} (an objection is open)") : new(chinese, english);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Name of a licence type: in Chinese as the licence has it, in English as the catalogue has it; the same where it has none.</summary>
    internal static TextInBoth NameOfType(ProvinceNode node, string type, string printed) => new(printed, node.Types.Find(type)?.English ?? printed);

    /// <summary>Name of an authority; of another province's, as the items of the catalogue have it; its code where neither knows one.</summary>
    internal static string NameOf(ProvinceNode node, string authority)
    {
        using LedgerRead rows = node.Ledger.Read();
        return AuthorityTable.Find(rows, authority)?.Name ?? node.Items.All.FirstOrDefault(item => item.Authority == authority)?.AuthorityName ?? authority;
    }
}
