using Google.Protobuf;
using Ledger.Api.Problems;
using Ledger.Node.Catalogue;
using Ledger.Node.Materials;

namespace Ledger.Api.Materials;

/// <summary>Writes materials as answers.</summary>
internal static class MaterialAnswers
{
    /// <summary>Where materials are.</summary>
    public const string Address = "/api/v1/materials";

    /// <summary>A material as its collecting authority sees it.</summary>
    public static MaterialResponse Of(OpenedMaterial opened)
    {
        (Material material, MaterialContent content) = (opened.Material, opened.Content);
        string identifier = material.Identifier.ToString();
        return new MaterialResponse(
            identifier,
            Convert.ToHexStringLower(material.Handle.Span),
            material.Identifier.Type,
            material.Edition,
            content.Name,
            new MaterialHolderContract(content.HolderName, content.HolderCodeType, content.HolderCode),
            opened.State.Code(),
            material.Level?.Code(),
            content.Dated,
            material.ValidTo is DateOnly last ? LicenceDate.Format(last) : null,
            NullIfEmpty(content.CaseNumber),
            material.DueOn is DateOnly due ? LicenceDate.Format(due) : null,
            opened.NotReusable is MaterialReuseRefusal no ? new NotReusableContract(no.Code, new TextInBoth(no.Chinese, no.English)) : null,
            NullIfEmpty(content.StuffType),
            NullIfEmpty(content.StuffSource),
            NullIfEmpty(content.SourceLicenceId),
            NullIfEmpty(content.SourceStuffId),
            opened.Fields,
            NullIfEmpty(content.MediaType),
            content.Length,
            HexOf(content.Sm3),
            HexOf(content.Sha256),
            material.RegisteredAt,
            material.Index,
            material.SealedFileSha256 is null ? null : $"{Address}/{identifier}/file");
    }

    private static string? HexOf(ByteString digest) => digest.IsEmpty ? null : Convert.ToHexStringLower(digest.Span);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
