namespace Ledger.Node.Catalogue;

/// <summary>What a kind of holder takes in.</summary>
internal static class HolderKindText
{
    /// <summary>Whether a natural person, or else an organisation, is of this kind.</summary>
    public static bool Includes(this HolderKind kind, bool naturalPerson) =>
        kind is HolderKind.Any || (kind is HolderKind.NaturalPerson) == naturalPerson;
}
