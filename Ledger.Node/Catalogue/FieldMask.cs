using Ledger.Crypto.Verification;

namespace Ledger.Node.Catalogue;

/// <summary>What the public is shown of a field's value: all of a public one, and of any other what the rule for its kind leaves.</summary>
internal static class FieldMask
{
    /// <summary>The value, covered as the field's class and kind demand; of what no rule is known for, nothing is shown.</summary>
    public static string Of(LicenceField field, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Sensitivity is Sensitivity.Public ? value : Covered(field, value);
    }

    private static string Covered(LicenceField field, string value) => field switch
    {
        { Meaning: FieldMeaning.HolderName or FieldMeaning.LegalRepresentative } => Masked.Name(value),
        { Meaning: FieldMeaning.Address } => Masked.Address(value),
        { Kind: FieldKind.Date } or { Meaning: FieldMeaning.ValidTo } => Masked.Date(value),
        { Kind: FieldKind.SocialCreditCode or FieldKind.CitizenNumber or FieldKind.IdentityNumber or FieldKind.Code or FieldKind.CheckDigitCode }
            or { Meaning: FieldMeaning.HolderCode or FieldMeaning.Number } => Masked.Phone(value),
        _ => Masked.IsMobile(value) ? Masked.Phone(value) : Masked.Nothing,
    };
}
