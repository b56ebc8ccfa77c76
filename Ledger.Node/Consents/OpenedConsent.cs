namespace Ledger.Node.Consents;

/// <summary>A consent with its sealed content opened. Personal data: in memory only.</summary>
/// <param name="Consent">Its state.</param>
/// <param name="Terms">What it allows.</param>
/// <param name="Assistance">The clerk who helped; null for none.</param>
internal sealed record OpenedConsent(Consent Consent, ConsentTerms Terms, Assistance? Assistance)
{
    /// <summary>The consent's name alone.</summary>
    public override string ToString() => $"consent {Consent.Name}";
}
