using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>What a department's system asks to use. Personal data, in memory only.</summary>
/// <param name="Holder">Whose; null where the identifier or the consent says so.</param>
/// <param name="Licence">Code of a type, or the identifier of one licence.</param>
/// <param name="Fields">National short names of the fields; null for all that may be shown.</param>
/// <param name="Purpose">五要素 and 用途.</param>
/// <param name="Claim">On what it stands.</param>
internal sealed record UseRequest(HolderCode? Holder, string Licence, IReadOnlyList<string>? Fields, UsePurpose Purpose, BasisClaim Claim)
{
    /// <summary>The identifier, where one licence is asked for.</summary>
    public LicenceIdentifier? Identifier =>
        LicenceIdentifier.TryParse(Licence, out LicenceIdentifier? identifier) && identifier.Check is not IdentifierCheck.Wrong ? identifier : null;

    /// <summary>Code of the type.</summary>
    public string Type => Identifier?.Type ?? Licence;

    /// <summary>Returns where it can be looked at.</summary>
    /// <param name="types">Licence types.</param>
    /// <exception cref="LedgerException">Everything that is wrong with its fields; <see cref="LedgerError.NotAllowed"/>: no basis.</exception>
    public void Require(LicenceTypes types)
    {
        Claim.Require();
        Holder?.Require();
        List<FieldRefusal> refusals = [.. Purpose.Refusals()];
        if (types.Find(Type) is null)
        {
            refusals.Add(new("/licence", LedgerError.InvalidField, "应为证照类型代码，或一份证照的标识。", "It is the code of a licence type, or a licence's identifier."));
        }

        if (Holder is null && Identifier is null && Claim.Basis is not UseBasis.Consent)
        {
            refusals.Add(new("/holder", LedgerError.MissingField, "请写明持证主体。", "Say whose licence."));
        }

        if (refusals.Count > 0)
        {
            throw new LedgerException(refusals);
        }
    }

    /// <summary>The type alone.</summary>
    public override string ToString() => $"use of {Type}";
}
