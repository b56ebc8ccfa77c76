using Ledger.Crypto.Verification;
using Ledger.Node.Licences;

namespace Ledger.Node.Copies;

/// <summary>Which fields of a licence a copy shows.</summary>
internal static class ShownFields
{
    /// <summary>
    /// What every copy shows: what the signed statement says in the clear anyway, and the names of licence and issuer. Nothing personal.
    /// </summary>
    public static IReadOnlyList<string> Always { get; } =
    [
        FaceNames.LicenceName, FaceNames.TypeCode, FaceNames.Identifier, FaceNames.Issuer, FaceNames.IssuerCode, FaceNames.IssuedOn,
        FaceNames.ValidFrom, FaceNames.ValidTo,
    ];

    /// <summary>The document with the chosen fields; the whole document where all were chosen.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="chosen">Names of fields; null for all.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: the licence has no field of a name.</exception>
    public static LicenceDocument Of(LicenceDocument document, IReadOnlyList<string>? chosen)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (chosen is null)
        {
            return document;
        }

        for (int i = 0; i < chosen.Count; i++)
        {
            if (document[chosen[i]] is null)
            {
                throw new LedgerException(
                    LedgerError.InvalidField, "证照没有该照面项。", "The licence has no such field.", $"/fields/{i}");
            }
        }

        return document.Showing([.. Always, .. chosen]);
    }
}
