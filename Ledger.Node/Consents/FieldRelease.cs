using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>
/// Which fields of a licence a use gives, by their class. Public ones always. Internal ones to this province's authorities; beyond it where the
/// holder consented or the law names the duty (依职能). Sensitive ones where, besides, the request or the consent names them.
/// </summary>
/// <param name="type">The licence's type as it was issued; null where it is not known.</param>
/// <param name="basis">On what the use stands.</param>
/// <param name="isAtHome">Whether the caller is of the province that issued the licence.</param>
internal sealed class FieldRelease(LicenceType? type, UseBasis basis, bool isAtHome)
{
    /// <summary>The fields to give, in printed order where none is named.</summary>
    /// <param name="document">The whole licence.</param>
    /// <param name="asked">What the request names; null for all that may be given.</param>
    /// <param name="opened">What the consent names; null for all.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>: the request names what the licence does not have; <see cref="LedgerError.NotAllowed"/>: what it names is not given.
    /// </exception>
    public IReadOnlyList<string> Of(LicenceDocument document, IReadOnlyList<string>? asked, IReadOnlyList<string>? opened)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (asked is null)
        {
            bool isNamed = opened is not null;
            return [.. document.Fields.Select(field => field.Name).Where(name => opened?.Contains(name, StringComparer.Ordinal) is not false && Gives(name, isNamed))];
        }

        for (int i = 0; i < asked.Count; i++)
        {
            if (document[asked[i]] is not null && !Gives(asked[i], isNamed: true))
            {
                throw new LedgerException(
                    LedgerError.NotAllowed,
                    "该照面项为内部或敏感信息，跨省使用须有持证人授权或依职能的依据。",
                    "The field is internal or sensitive: in another province it is used with the holder's consent, or by a duty that the catalogue names.",
                    $"/fields/{i}");
            }
        }

        return asked;
    }

    private bool Gives(string name, bool isNamed) => FaceClasses.Of(type, name) switch
    {
        Sensitivity.Public => true,
        Sensitivity.Internal => MayLeave,
        _ => MayLeave && isNamed,
    };

    private bool MayLeave => isAtHome || basis is UseBasis.Consent or UseBasis.Duty;
}
