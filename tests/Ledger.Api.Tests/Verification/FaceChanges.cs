using Ledger.Api.Documents.Design;

namespace Ledger.Api.Tests.Verification;

/// <summary>What somebody may print instead of the data, in a PDF as in an OFD.</summary>
internal static class FaceChanges
{
    /// <summary>One change each of all that stands beside the fields.</summary>
    public static IReadOnlyList<Func<LicencePicture, LicencePicture>> BesideTheFields { get; } =
    [
        picture => picture with { Title = picture.Title + "件" },
        picture => picture with { Subtitle = "（正副本）" },
        picture => picture with { Number = "1" },
        picture => picture with { Issuer = "某某局" },
        picture => picture with { IssueDate = "2026年01月01日" },
        picture => picture with { Validity = "长期" },
        picture => picture with { Identifier = "1.2.156.3005.2" },
        picture => picture with { VerificationHint = "有效期延长至二〇九九年。" },
        picture => picture with { Fields = [.. picture.Fields, new LicenceField("备注", "另有授权")] },
        picture => picture with { Fields = [.. picture.Fields.Skip(1)] },
        picture => picture with { Fields = [.. picture.Fields.Select(field => field with { Label = field.Label == "住所" ? "经营场所" : field.Label })] },
        picture => picture with { Signatures = [new(new("签章", "Seal and signature"), [new("印章", "另一枚", "Seal")])] },
        picture => picture with { Bilingual = true, IssuerLabel = new("监制机关", "Other") },
    ];

    /// <summary>The first two values have changed places.</summary>
    public static LicencePicture Swapped(LicencePicture picture)
    {
        LicenceField[] fields = [.. picture.Fields];
        (fields[0], fields[1]) = (fields[0] with { Value = fields[1].Value }, fields[1] with { Value = fields[0].Value });
        return picture with { Fields = fields };
    }

    /// <summary>Another value of one field.</summary>
    public static LicencePicture WithValue(LicencePicture picture, string label, Func<string, string> change) => picture with
    {
        Fields = [.. picture.Fields.Select(field => field.Label == label ? field with { Value = change(field.Value) } : field)],
    };
}
