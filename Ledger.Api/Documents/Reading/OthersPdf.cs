namespace Ledger.Api.Documents.Reading;

/// <summary>A PDF of another system, looked through for signatures.</summary>
/// <param name="Signatures">In the order of where they end.</param>
/// <param name="Revisions">How often the file was saved: its end marks.</param>
internal sealed record OthersPdf(IReadOnlyList<OthersPdfSignature> Signatures, int Revisions);
