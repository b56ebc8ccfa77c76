using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Exchange;

/// <summary>A licence under the national short names (GB/T 36903-2018): face, seal, then what only its type has.</summary>
internal static class LicenceMetadata
{
    /// <summary>Every item, in the order of the standard; no two of one name.</summary>
    public static IReadOnlyList<MetadataItem> Of(OpenedLicence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        ILookup<bool, MetadataItem> fields = licence.Document.Fields.ToLookup(
            field => field.Name.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal),
            field => new MetadataItem(field.Name, field.Value));
        return [.. fields[false].SelectMany(WithTypeName), .. SealItems(licence), .. fields[true]];
    }

    /// <summary>The same, and what the licence is today: our word for it, the code that its ministry has, and an open objection.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="state">What it is.</param>
    /// <param name="type">Its type.</param>
    public static IReadOnlyList<MetadataItem> WithStateOf(OpenedLicence licence, LicenceState state, LicenceType? type)
    {
        ArgumentNullException.ThrowIfNull(licence);
        List<MetadataItem> items = [.. Of(licence), new(MetadataNames.State, state.Code())];
        if (type?.StatusCodes?.Of(state.Code()) is string code)
        {
            items.Add(new(MetadataNames.StateCode, code));
        }

        if (licence.Licence.IsDisputed)
        {
            items.Add(new(MetadataNames.Disputed, "1"));
        }

        return items;
    }

    /// <summary>The standard has the holder code type twice, by name and by code; the face has the code.</summary>
    private static IEnumerable<MetadataItem> WithTypeName(MetadataItem item)
    {
        if (item.Name.StartsWith(FaceNames.HolderCodeType, StringComparison.Ordinal) && HolderCodeType.Find(item.Value) is { } type)
        {
            // CZZTDMLXDM_2 and so on, with joint holders.
            yield return new(MetadataNames.HolderCodeTypeName + item.Name[FaceNames.HolderCodeType.Length..], type.Chinese);
        }

        yield return item;
    }

    private static IEnumerable<MetadataItem> SealItems(OpenedLicence licence)
    {
        ESealSignature seal = ESealSignature.Parse(licence.Document.Seal.Span);
        return
        [
            new(MetadataNames.Sealer, seal.Signer.SubjectOrganisation ?? seal.Signer.SubjectName),
            new(MetadataNames.SealedAt, BeijingTime.TextOf(seal.Time)),
            new(MetadataNames.SealName, seal.Seal.Info.Name),
            new(MetadataNames.CreatedAt, BeijingTime.TextOf(licence.Licence.IssuedAt)),
        ];
    }
}
