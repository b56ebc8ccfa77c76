using System.Collections.Concurrent;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Bytes that stand in many documents, compressed once and found again by what they are.</summary>
internal static class PdfKeptPieces
{
    // A type's labels with an authority's names are some 20 KB: 10 MB in all.
    private const int MostKept = 512;

    private static readonly ConcurrentDictionary<Digest, PdfPiece> All = [];

    /// <summary>The bytes, compressed.</summary>
    /// <param name="data">At least one byte.</param>
    public static PdfPiece Of(ReadOnlySpan<byte> data)
    {
        Digest name = Digest.Sha256(data);
        if (All.TryGetValue(name, out PdfPiece? kept))
        {
            return kept;
        }

        if (All.Count >= MostKept)
        {
            All.Clear();
        }

        return All.GetOrAdd(name, PdfPiece.Of(data));
    }
}
