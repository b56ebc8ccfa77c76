using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>What lies sealed beside a material's registration, and what the event commits to of it.</summary>
internal static class MaterialContents
{
    private const string Purpose = "material";
    private const int SaltLength = 32;

    private static ReadOnlySpan<byte> CommitmentLabel => "material-content/v1\n"u8;

    /// <summary>The content of a material, with a new salt.</summary>
    /// <param name="request">What was said of it.</param>
    /// <param name="file">Its file.</param>
    /// <param name="today">The day it is in China.</param>
    public static MaterialContent Of(MaterialRequest request, ReceivedMaterial file, DateOnly today) => new()
    {
        FileKey = ByteString.CopyFrom(file.Key),
        Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(SaltLength)),
        Sm3 = ByteString.CopyFrom(file.Sm3.Span),
        Sha256 = ByteString.CopyFrom(file.Sha256.Span),
        Length = file.Length,
        MediaType = request.MediaType,
        Name = request.Name,
        Fields = request.Fields.Count == 0 ? ByteString.Empty : ByteString.CopyFrom(Canonical(request.Fields)),
        HolderCodeType = request.Holder.CodeType,
        HolderCode = request.Holder.Code,
        HolderName = request.Holder.Name,
        Dated = LicenceDate.Format(request.Dated ?? today),
        CaseNumber = request.CaseNumber ?? "",
        StuffType = request.StuffType,
        StuffSource = request.StuffSource,
        SourceLicenceId = request.SourceLicenceId ?? "",
        SourceStuffId = request.SourceStuffId ?? "",
        Operator = request.Operator,
    };

    /// <summary>The content of a promise: no file.</summary>
    public static MaterialContent Of(PromiseRequest request, DateOnly today) => new()
    {
        Name = request.Name,
        HolderCodeType = request.Holder.CodeType,
        HolderCode = request.Holder.Code,
        HolderName = request.Holder.Name,
        Dated = LicenceDate.Format(today),
        CaseNumber = request.CaseNumber,
        Operator = request.Operator,
    };

    /// <summary>What the event says of it: <c>SM3("material-content/v1\n" ‖ salt ‖ SM3 of the file ‖ SHA-256 of the file ‖ SM3 of the fields)</c>.</summary>
    public static Digest Commit(MaterialContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Sm3.Hash([.. CommitmentLabel, .. content.Salt.Span, .. content.Sm3.Span, .. content.Sha256.Span, .. Sm3.Hash(content.Fields.Span).Span]);
    }

    /// <summary>Seals it for a holder, whose key need not be stored yet.</summary>
    public static byte[] Seal(HolderVault vault, PreparedHolder holder, MaterialContent content) => vault.Seal([holder], Purpose, content);

    /// <summary>Opens a material's content; null where it, or its holder, was erased.</summary>
    /// <exception cref="CryptographicException">It was changed, or is not what the event committed to.</exception>
    public static MaterialContent? Find(LedgerRead rows, HolderVault vault, Material material)
    {
        if (rows.Get(Column.Sealed, RowKey.Of(material.Index)) is not byte[] sealedContent || !HolderKeys.Exists(rows, material.Holder))
        {
            return null;
        }

        MaterialContent content = MaterialContent.Parser.ParseFrom(vault.Open(rows, material.Holder, Purpose, sealedContent));
        return material.ContentCommitment is null || Commit(content) == material.ContentCommitment
            ? content
            : throw new CryptographicException("The content of a material is not what its event committed to.");
    }

    /// <summary>The structured fields of a content, by their short names.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(MaterialContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Fields.IsEmpty ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(content.Fields.Span)!;
    }

    private static byte[] Canonical(IReadOnlyDictionary<string, string> fields) =>
        CanonicalJson.Write(new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))));
}
