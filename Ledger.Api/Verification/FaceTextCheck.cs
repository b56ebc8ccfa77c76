using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Verification;

/// <summary>
/// The visible face is the signed data, in PDF and in OFD: what the pages show is drawn again from the attached document, type and proof, and compared. The
/// authority's signature over the file says who made it, not that its picture and its data agree.
/// </summary>
internal static class FaceTextCheck
{
    private const string Name = "face-text";
    private const string PhotoName = "photo";

    private static readonly Lazy<ILookup<string, CatalogueDefinition>> Known = new(() =>
        CatalogueSeed.Of(CatalogueKind.LicenceType).ToLookup(definition => definition.Code, StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, (CatalogueDefinition Definition, LicenceType Type)>> KnownTypes = new(() =>
        Known.Value.SelectMany(editions => editions).ToLookup(
            definition => definition.Code, definition => (definition, LicenceTypes.Read(definition.Bytes.Span)), StringComparer.Ordinal));

    /// <summary>The check of the text and, where there is one or should be, that of the photograph.</summary>
    /// <param name="attachments">What the file carries.</param>
    /// <param name="face">What its pages show.</param>
    /// <param name="licence">The licence document in it.</param>
    /// <param name="copy">What it says of being a copy for one use; null for the licence itself.</param>
    /// <param name="ground">Whether file and data are as signed.</param>
    public static IEnumerable<Check> Make(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments, ShownFace face, LicenceDocument licence, CopyStatement? copy, FaceGround ground)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(licence);
        LicenceType?[] types;
        try
        {
            types = TypesOf(attachments, licence);
        }
        catch (CatalogueException e)
        {
            return [Check.Of(Name, false, $"所附类型定义有误：{e.Fault.Chinese}。", $"The attached definition of the type is wrong: {e.Fault.English}.")];
        }

        return [Text(attachments, face, licence, copy, types, ground), .. Photo(attachments, face, licence, types[0])];
    }

    private static Check Text(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments, ShownFace face, LicenceDocument licence, CopyStatement? copy, LicenceType?[] types,
        FaceGround ground)
    {
        if (face.Fault is string fault)
        {
            return Unreadable(fault);
        }

        try
        {
            StatusBundle proof = StatusBundle.Parse(attachments[AttachedNames.Proof].Span);
            bool hasSignaturePage = face.Says("H1", Furniture.Of(Furniture.SignaturePage, true));
            bool bilingual = face.Says("P", Furniture.Of(Furniture.Scan, true));
            CopyMark? mark = copy is null ? null : CopyMark.Of(copy);
            FaceDifference? difference = null;
            foreach (LicenceType? type in types)
            {
                LicencePicture picture = FacePicture.Of(licence, type, bilingual, "", "", hasSignaturePage ? proof : null) with { Copy = mark };
                difference = FaceText.Compare(picture, face.Elements(picture));
                if (difference is null)
                {
                    return ground.Agrees(Name);
                }
            }

            (string chinese, string english) = ground.DataName;
            return Check.Of(
                Name, false, $"照面文字与{chinese}不一致：{difference!.Chinese}。", $"The pages show something else than the {english}: {difference.English}.") with
            {
                Values = difference.Values,
            };
        }
        catch (FormatException e)
        {
            return Unreadable(e.Message);
        }
    }

    private static Check Unreadable(string reason) =>
        Check.Of(Name, false, "照面无法按数据重绘核对。", $"The pages cannot be compared with the data: {reason}");

    /// <summary>The attached edition of the type; without one, as in older files, every edition that this program knows.</summary>
    private static LicenceType?[] TypesOf(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments, LicenceDocument licence)
    {
        string code = licence.Statement.Type;
        if (!attachments.TryGetValue(AttachedNames.Type, out ReadOnlyMemory<byte> attached))
        {
            LicenceType?[] editions = [.. Known.Value[code].OrderByDescending(edition => edition.Edition).Select(edition => LicenceTypes.Read(edition.Bytes.Span))];
            return editions.Length > 0 ? editions : [null];
        }

        if (KnownTypes.Value[code].FirstOrDefault(edition => edition.Definition.Bytes.Span.SequenceEqual(attached.Span)).Type is { } read)
        {
            return [read];
        }

        LicenceType type = LicenceTypes.Read(attached.Span);
        CatalogueDefinition? known = Known.Value[code].FirstOrDefault(edition => edition.Edition == type.Edition);
        return type.Code != code || (known is not null && !known.Bytes.Span.SequenceEqual(attached.Span))
            ? throw new CatalogueException(new("与已知的同一版次不同", "it is not the edition that is known under its number"))
            : [type];
    }

    /// <summary>The photograph is the one whose digest was signed, and it is the one that the page shows.</summary>
    private static IEnumerable<Check> Photo(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments, ShownFace face, LicenceDocument licence, LicenceType? type)
    {
        string? digest = type?.Fields.FirstOrDefault(field => field.Kind is FieldKind.Photo) is { } field
            ? licence[FaceNames.ExtensionPrefix + field.Key] : null;
        bool isAttached = attachments.TryGetValue(AttachedNames.Photo, out ReadOnlyMemory<byte> file);
        if (digest is null && face.Photos.Count == 0 && !isAttached)
        {
            yield break;
        }

        bool holds = digest is not null && isAttached && Crypto.Hashing.Sm3.Hash(file.Span).ToHex() == digest
            && face.Photos is [{ } shown] && shown.Span.SequenceEqual(file.Span);
        yield return Check.Of(
            PhotoName, holds,
            holds ? "照片与签名数据一致。" : "照片与签名数据不一致。",
            holds ? "The photograph is the one that was signed." : "The photograph is not the one that was signed.");
    }
}
