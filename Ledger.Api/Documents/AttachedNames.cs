namespace Ledger.Api.Documents;

/// <summary>Names of what a licence PDF carries.</summary>
internal static class AttachedNames
{
    /// <summary>The signed licence document.</summary>
    public const string Document = "licence.json";

    /// <summary>The status bundle: the proof that travels with it.</summary>
    public const string Proof = "proof.json";
}
