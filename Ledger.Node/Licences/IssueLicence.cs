using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>Who holds a licence.</summary>
/// <param name="Name">Name as registered.</param>
/// <param name="CodeType">Type of the code (GB/T 36903 Annex A).</param>
/// <param name="Code">The code.</param>
internal sealed record HolderIdentity(string Name, string CodeType, string Code);

/// <summary>What a department asks for when it issues a licence.</summary>
/// <param name="Type">Type code.</param>
/// <param name="Issuer">Issuing authority's code.</param>
/// <param name="Serial">流水号 of the identifier.</param>
/// <param name="Number">证照编号 as printed.</param>
/// <param name="Holder">The holder, or the first of several.</param>
/// <param name="Validity">From when to when.</param>
/// <param name="Fields">The face fields of the type, by their short names.</param>
/// <param name="Decision">The ground; an empty legal basis stands for the one that the type names.</param>
internal sealed record IssueLicence(
    string Type,
    string Issuer,
    string Serial,
    string Number,
    HolderIdentity Holder,
    Validity Validity,
    IReadOnlyDictionary<string, string> Fields,
    Decision Decision)
{
    /// <summary>The most holders of one licence.</summary>
    public const int MaximumHolders = 16;

    /// <summary>The most licences that a composite one brings together.</summary>
    public const int MaximumComponents = 32;

    /// <summary>Joint holders after the first, in printed order.</summary>
    public IReadOnlyList<HolderIdentity> CoHolders { get; init; } = [];

    /// <summary>What brings it about.</summary>
    public LicenceAct Act { get; init; } = LicenceAct.Issue;

    /// <summary>The version that it takes the place of; null for a first issue and for a transfer.</summary>
    public Licence? Continues { get; init; }

    /// <summary>Index of the last event of <see cref="Continues"/> that was looked at; refused where another came since. Null: none matters.</summary>
    public long? AsOf { get; init; }

    /// <summary>转入: identifier of the licence of another issuer that it takes over; null otherwise.</summary>
    public string? TakesOver { get; init; }

    /// <summary>Identifiers of the licences that a composite one brings together.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>The photograph of the holder; null for none. Its SM3 is the value of the field of that kind.</summary>
    public JpegPhoto? Photo { get; init; }

    /// <summary>Every holder in printed order.</summary>
    public IEnumerable<HolderIdentity> Holders => CoHolders.Prepend(Holder);

    /// <summary>The identifier that it gets.</summary>
    /// <exception cref="ArgumentException">The parts make none, or the last version is reached.</exception>
    public LicenceIdentifier Identifier() => LicenceIdentifier.Create(Type, Issuer, Serial, (Continues?.Identifier.Version ?? 0) + 1);
}
