namespace Ledger.Api.Documents;

/// <summary>Names of what a licence PDF carries.</summary>
internal static class AttachedNames
{
    /// <summary>The signed licence document.</summary>
    public const string Document = "licence.json";

    /// <summary>The status bundle: the proof that travels with it.</summary>
    public const string Proof = "proof.json";

    /// <summary>The status bundle of the seal that it bears, under the same checkpoint; absent where the log names no seal.</summary>
    public const string SealProof = "seal-proof.json";
}
