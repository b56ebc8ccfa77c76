using Ledger.Api.Documents;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>What a file says of being a copy for one use: nothing for a licence itself.</summary>
internal static class CopyFileChecks
{
    /// <summary>The checks of the attached copy; one that fails where a part of a licence comes without.</summary>
    /// <param name="attachments">What the file carries.</param>
    /// <param name="licence">The licence document, or null where it could not be read.</param>
    /// <param name="verifier">Judges copies.</param>
    /// <param name="use">Who asks, and for what.</param>
    /// <param name="at">An earlier moment to judge by, or null.</param>
    public static CopyReport Make(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments, LicenceDocument? licence, CopyVerifier verifier, StatedUse use, DateTimeOffset? at)
    {
        if (licence is null)
        {
            return new CopyReport(null, []);
        }

        return attachments.TryGetValue(AttachedNames.Copy, out ReadOnlyMemory<byte> copy)
            ? verifier.Verify(copy.Span, licence, use, at)
            : new CopyReport(null, licence.Part is null ? [] : [CopyVerifier.Missing()]);
    }
}
