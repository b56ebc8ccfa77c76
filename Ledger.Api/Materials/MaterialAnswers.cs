using Ledger.Crypto.Hashing;
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
            material.Level.Code(),
            content.Dated,
            material.ValidTo is DateOnly last ? LicenceDate.Format(last) : null,
            NullIfEmpty(content.CaseNumber),
            content.StuffType,
            content.StuffSource,
            NullIfEmpty(content.SourceLicenceId),
            NullIfEmpty(content.SourceStuffId),
            opened.Fields,
            content.MediaType,
            content.Length,
            new Digest(content.Sm3.Span).ToHex(),
            new Digest(content.Sha256.Span).ToHex(),
            material.RegisteredAt,
            material.Index,
            $"{Address}/{identifier}/file");
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
