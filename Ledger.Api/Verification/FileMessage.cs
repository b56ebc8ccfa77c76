using System.Security.Cryptography;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;

namespace Ledger.Api.Verification;

/// <summary>The CMS message of one signature in a file, as read.</summary>
/// <param name="Revision">What it is said to cover.</param>
/// <param name="Data">The message; null where it is malformed.</param>
/// <param name="Problem">What is wrong with it; empty where nothing is.</param>
internal sealed record FileMessage(PdfSignatureRevision Revision, SignedData? Data, string Problem)
{
    /// <summary>Reads a signature's message.</summary>
    public static FileMessage Read(PdfSignatureRevision revision)
    {
        try
        {
            return new(revision, SignedData.Parse(revision.Message.Span), "");
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return new(revision, null, e.Message);
        }
    }
}
