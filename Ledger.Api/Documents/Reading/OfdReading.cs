namespace Ledger.Api.Documents.Reading;

/// <summary>What was found in an OFD file. None of it is proven before its seal has been verified.</summary>
/// <param name="IsExact">Whether every byte of the package is where and what this system's writer would have written for these files.</param>
/// <param name="Attachments">Files that lie where licences of this system carry theirs, by name; empty for another system's file.</param>
/// <param name="Signatures">All signatures, in the order of the list.</param>
/// <param name="Face">What the pages show; null for another system's file.</param>
internal sealed record OfdReading(
    bool IsExact,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Attachments,
    IReadOnlyList<OfdSignature> Signatures,
    OfdFace? Face = null)
{
    /// <summary>Whether it says that its seal has a time stamp; that lies under the seal.</summary>
    public bool AnnouncesStamp { get; init; }
}
