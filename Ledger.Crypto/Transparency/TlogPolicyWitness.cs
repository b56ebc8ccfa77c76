namespace Ledger.Crypto.Transparency;

/// <summary>A cosigner that a policy knows: a witness of checkpoints, or an auditor of what they commit to.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Key">Its cosignature key.</param>
/// <param name="Address">Where checkpoints may be submitted to it, or null.</param>
public sealed record TlogPolicyWitness(string Name, NoteVerifier Key, Uri? Address)
{
    private const string MapAuditor = "/map-auditor";

    /// <summary>
    /// Whether the key's name ends in <c>/map-auditor</c>: its cosignature says besides that its holder has every entry and
    /// recomputed both trees and the status map.
    /// </summary>
    public bool IsMapAuditor => Key.Name.EndsWith(MapAuditor, StringComparison.Ordinal);
}
