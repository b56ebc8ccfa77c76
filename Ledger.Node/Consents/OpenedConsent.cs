namespace Ledger.Node.Consents;

/// <summary>A consent with its sealed content opened. Personal data: in memory only.</summary>
/// <param name="Consent">Its state.</param>
/// <param name="Terms">What it allows.</param>
/// <param name="Assistance">The clerk who helped; null for none.</param>
internal sealed record OpenedConsent(Consent Consent, ConsentTerms Terms, Assistance? Assistance)
{
    /// <summary>How the person who confirmed it had signed in; null where it opens nothing in other provinces.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The node of the province where it was confirmed; null for this one.</summary>
    public PlacedBy? PlacedBy { get; init; }

    /// <summary>By what a guardian granted it; null where no guardian did, or it opens nothing in other provinces.</summary>
    public GuardianPart? Guardian { get; init; }

    /// <summary>How it stands with each of <see cref="ConsentTerms.Sources"/>, in their order.</summary>
    public IReadOnlyList<PlacedSource> Sources { get; init; } = [];

    /// <summary>The consent's name alone.</summary>
    public override string ToString() => $"consent {Consent.Name}";
}
