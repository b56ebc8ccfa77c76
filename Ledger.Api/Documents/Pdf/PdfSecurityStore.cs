using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// The document security store (DSS; ETSI EN 319 142-1 §5.4.2): what is needed to judge the signatures when nobody can be asked any more.
/// </summary>
/// <param name="Certificates">DER of each, none twice.</param>
/// <param name="RevocationLists">DER of each, none twice.</param>
/// <param name="Validations">Which of them each signature needs, in the order of the signatures.</param>
internal sealed record PdfSecurityStore(
    IReadOnlyList<ReadOnlyMemory<byte>> Certificates,
    IReadOnlyList<ReadOnlyMemory<byte>> RevocationLists,
    IReadOnlyList<PdfSecurityStore.Validation> Validations)
{
    /// <summary>What one signature needs (VRI, §5.4.2.3).</summary>
    /// <param name="Key">Names the signature: see <see cref="KeyOf"/>.</param>
    /// <param name="Certificates">Places in the store's list.</param>
    /// <param name="RevocationLists">Places in the store's list.</param>
    internal sealed record Validation(string Key, IReadOnlyList<int> Certificates, IReadOnlyList<int> RevocationLists);

    /// <summary>The name of a signature: SHA-1 of its whole /Contents, zeros included, in upper-case hexadecimal. It names, it proves nothing.</summary>
    public static string KeyOf(ReadOnlySpan<byte> contents)
    {
#pragma warning disable CA5350 // §5.4.2.3 names signatures by SHA-1; nothing here depends on it
        return Convert.ToHexString(SHA1.HashData(contents));
#pragma warning restore CA5350
    }

    /// <summary>The revision that fills the store.</summary>
    public PdfTail Write(PdfBase on, PdfPlaces places)
    {
        using PdfRevision revision = new(on);
        List<int> certificates = [];
        foreach (ReadOnlyMemory<byte> certificate in Certificates)
        {
            certificates.Add(revision.AddStream(certificate.Span));
        }

        List<int> lists = [];
        foreach (ReadOnlyMemory<byte> list in RevocationLists)
        {
            lists.Add(revision.AddStream(list.Span));
        }

        StringBuilder store = new("<</Type/DSS");
        store.Append(References("/Certs", certificates)).Append(References("/CRLs", lists)).Append("/VRI<<");
        foreach (Validation validation in Validations)
        {
            store.Append(CultureInfo.InvariantCulture, $"/{validation.Key}<</Type/VRI");
            store.Append(References("/Cert", [.. validation.Certificates.Select(place => certificates[place])]));
            store.Append(References("/CRL", [.. validation.RevocationLists.Select(place => lists[place])])).Append(">>");
        }

        revision.Replace(places.Store, store.Append(">>>>").ToString());
        return revision.Finish();
    }

    private static string References(string key, List<int> numbers) =>
        numbers.Count == 0 ? "" : $"{key}[{string.Join(' ', numbers.Select(PdfText.Reference))}]";
}
