namespace Ledger.Node.Consents;

/// <summary>授权内容: what a holder allows whom, for what, how long and how often.</summary>
/// <param name="Licences">Licences that it opens.</param>
/// <param name="Materials">Codes of material types that it opens.</param>
/// <param name="Authorities">Who may use it: unified social credit codes.</param>
/// <param name="Provinces">All authorities of these provinces may: division codes.</param>
/// <param name="Items">实施编码 of the items that it is for; several make one 一件事.</param>
/// <param name="From">From when it counts; null for at once.</param>
/// <param name="To">Last moment at which it counts.</param>
/// <param name="Count">For how many uses.</param>
internal sealed record ConsentTerms(
    IReadOnlyList<LicenceScope> Licences,
    IReadOnlyList<string> Materials,
    IReadOnlyList<string> Authorities,
    IReadOnlyList<string> Provinces,
    IReadOnlyList<string> Items,
    DateTimeOffset? From,
    DateTimeOffset To,
    long Count)
{
    /// <summary>What it opens in other provinces, each once (一次授权); empty for a consent of this province alone.</summary>
    public IReadOnlyList<SourceScope> Sources { get; init; } = [];

    /// <summary>Whether a caller is one of those who may use it.</summary>
    public bool IsGivenTo(UseCaller caller) =>
        Authorities.Contains(caller.Authority, StringComparer.Ordinal) || Provinces.Contains(caller.Province, StringComparer.Ordinal);

    /// <summary>Whether both say the same, but for the period and the number of uses.</summary>
    public bool IsSame(ConsentTerms other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ConsentContent Unsalted(ConsentTerms terms)
        {
            ConsentContent content = terms.ToContent(assistance: null);
            content.Salt = Google.Protobuf.ByteString.Empty;
            return content;
        }

        return Unsalted(this).Equals(Unsalted(other));
    }

    /// <summary>The sealed part, with a salt of its own.</summary>
    /// <param name="assistance">The clerk who helped; null for none.</param>
    public ConsentContent ToContent(Assistance? assistance)
    {
        ConsentContent content = new()
        {
            Salt = Google.Protobuf.ByteString.CopyFrom(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            Assistance = assistance,
        };
        content.Licences.AddRange(Licences.Select(scope => scope.ToPart()));
        content.Materials.AddRange(Materials);
        content.Authorities.AddRange(Authorities);
        content.Provinces.AddRange(Provinces);
        content.Items.AddRange(Items);
        content.Sources.AddRange(Sources.Select(source => source.ToPart()));
        return content;
    }

    /// <summary>The terms that a content and the numbers beside it state.</summary>
    public static ConsentTerms Of(ConsentContent content, DateTimeOffset from, DateTimeOffset to, long count)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new ConsentTerms(
            [.. content.Licences.Select(LicenceScope.Of)],
            [.. content.Materials], [.. content.Authorities], [.. content.Provinces], [.. content.Items], from, to, count)
        {
            Sources = [.. content.Sources.Select(SourceScope.Of)],
        };
    }

    /// <summary>Nothing of what it says: that is personal.</summary>
    public override string ToString() => nameof(ConsentTerms);
}
