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

    /// <summary>National metadata (GB/T 36903) as XML.</summary>
    public const string Metadata = "metadata.xml";

    /// <summary>The edition of the licence type: labels, order and layout of the face.</summary>
    public const string Type = "type.json";

    /// <summary>The photograph of the holder, whose SM3 is a field of the document.</summary>
    public const string Photo = "photo.jpg";

    /// <summary>The signed statement of a copy for one use (加注件); absent from the licence itself.</summary>
    public const string Copy = "copy.json";
}
