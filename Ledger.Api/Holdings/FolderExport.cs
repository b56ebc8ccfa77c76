using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Api.Consents;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Api.Holdings;

/// <summary>
/// 可携带: writes all that the ledger has of a person or company, line by line, and signs it: the licences with their documents and proofs, the materials but
/// their files, the consents, who used what; the files too where they are asked for. Whoever has it can check it without the ledger.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="who">Who signed in.</param>
/// <param name="time">The only clock.</param>
/// <param name="mostFileBytes">Bytes of files that go in, material by material as far as they fit; 0 for none.</param>
internal sealed class FolderExport(ProvinceNode node, SignedInPerson who, TimeProvider time, long mostFileBytes = 0)
{
    /// <summary>The most bytes of files in one export; those that do not fit are fetched one by one.</summary>
    public const long MostFileBytes = 1L << 30;

    /// <summary>Kind of the statement that signs it.</summary>
    public const string Kind = "holder-export/v1";

    /// <summary>Kind of the lines with a part of a file, which follow that of its material.</summary>
    public const string FileLine = "file";

    private const int PartBytes = 1 << 20;

    private long _roomForFiles = mostFileBytes;

    /// <summary>Kind of the last line.</summary>
    public const string LastLine = "signature";

    /// <summary>Writes it, as of while it is written.</summary>
    /// <param name="output">Where to; stays the caller's.</param>
    /// <param name="cancel">The reader went away.</param>
    public async Task WriteAsync(Stream output, CancellationToken cancel)
    {
        using SignedLines lines = new(output);
        DateTimeOffset now = time.GetUtcNow();
        await lines.WriteAsync("export", new JsonObject { ["form"] = Kind, ["log"] = node.Options.Origin, ["time"] = TextOf(now) }, cancel);
        foreach (Holder holder in node.OwnLicences.HoldersOf(who))
        {
            JsonObject line = new() { ["name"] = holder.Name, ["codeType"] = holder.CodeType.Code, ["code"] = holder.Code, ["handle"] = Convert.ToHexStringLower(holder.Handle.Span) };
            await lines.WriteAsync("holder", line, cancel);
        }

        await WriteLicencesAsync(lines, cancel);
        await WriteMaterialsAsync(lines, cancel);
        await WriteConsentsAsync(lines, cancel);
        await WriteUsesAsync(lines, cancel);
        JsonObject statement = new() { ["lines"] = lines.Count };
        (Digest sha256, Digest sm3) = lines.Finish();
        (statement["sha256"], statement["sm3"]) = (sha256.ToHex(), sm3.ToHex());
        SignedStatement signed = node.SignStatement(Kind, statement, now);
        using SignedLines last = new(output);
        await last.WriteAsync(LastLine, new JsonObject { ["statement"] = Convert.ToBase64String(signed.ToBytes()) }, cancel);
    }

    private async Task WriteLicencesAsync(SignedLines lines, CancellationToken cancel)
    {
        IReadOnlyList<Licence> page;
        long? after = null;
        do
        {
            page = node.OwnLicences.List(who, after);
            foreach (Licence licence in page)
            {
                await lines.WriteAsync("licence", await OfAsync(licence, cancel), cancel);
                after = licence.IssuedIndex;
            }
        }
        while (page.Count == OwnLicences.MostListed);
    }

    private async Task<JsonObject> OfAsync(Licence licence, CancellationToken cancel)
    {
        JsonObject line = new()
        {
            ["identifier"] = licence.Identifier.ToString(),
            ["name"] = node.Licences.TypeNameOf(licence),
            ["state"] = node.Licences.StateOf(licence).Code(),
            ["issuedAt"] = TextOf(licence.IssuedAt),
            ["index"] = licence.IssuedIndex,
        };
        try
        {
            OpenedLicence opened = node.OwnLicences.Open(who, licence.Identifier.ToString());
            line["document"] = Convert.ToBase64String(opened.DocumentBytes.Span);
            if (opened.Photo is JpegPhoto photo)
            {
                line["photo"] = Convert.ToBase64String(photo.File.Span);
            }
        }
        catch (LedgerException gone) when (gone.Error is LedgerError.NotFound)
        {
            line["document"] = null; // somebody who held it as well was erased
        }

        (StatusBundle proof, StatusBundle? seal) = await node.ProveAsync(licence, cancel);
        line["proof"] = Convert.ToBase64String(proof.Format());
        line["sealProof"] = seal is null ? null : Convert.ToBase64String(seal.Format());
        return line;
    }

    private async Task WriteMaterialsAsync(SignedLines lines, CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            MaterialPage page = node.OwnMaterials.List(who, new LicencePaging(LicencePaging.LargestLimit, cursor));
            foreach (OpenedMaterial material in page.Materials)
            {
                await WriteAsync(lines, material, cancel);
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);
    }

    private async Task WriteAsync(SignedLines lines, OpenedMaterial opened, CancellationToken cancel)
    {
        JsonObject line = Of(opened);
        long length = opened.Material.SealedFileSha256 is null ? 0 : opened.Content.Length;
        bool isIn = length > 0 && length <= _roomForFiles;
        line["parts"] = isIn ? (length + PartBytes - 1) / PartBytes : null;
        await lines.WriteAsync("material", line, cancel);
        if (!isIn)
        {
            return;
        }

        _roomForFiles -= length;
        await using Stream file = node.Materials.OpenFile(opened); // one that was changed on the disk ends the export without a signature
        byte[] part = new byte[(int)Math.Min(PartBytes, length)];
        for (int number = 0; await file.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancel) is > 0 and int read; number++)
        {
            JsonObject content = new() { ["material"] = opened.Material.Identifier.ToString(), ["part"] = number, ["content"] = Convert.ToBase64String(part.AsSpan(0, read)) };
            await lines.WriteAsync(FileLine, content, cancel);
        }
    }

    private static JsonObject Of(OpenedMaterial opened)
    {
        (Material material, MaterialContent content) = (opened.Material, opened.Content);
        string identifier = material.Identifier.ToString();
        return new JsonObject
        {
            ["identifier"] = identifier,
            ["type"] = material.Identifier.Type,
            ["name"] = content.Name,
            ["state"] = opened.State.Code(),
            ["dated"] = content.Dated,
            ["validTo"] = material.ValidTo is DateOnly last ? LicenceDate.Format(last) : null,
            ["caseNumber"] = content.CaseNumber,
            ["collectedBy"] = material.Identifier.Authority,
            ["operator"] = content.Operator,
            ["index"] = material.Index,
            ["fields"] = Base64(content.Fields),
            ["mediaType"] = content.MediaType,
            ["length"] = content.Length,
            ["sm3"] = Convert.ToHexStringLower(content.Sm3.Span),
            ["sha256"] = Convert.ToHexStringLower(content.Sha256.Span),
            ["salt"] = Convert.ToHexStringLower(content.Salt.Span),
            ["file"] = material.SealedFileSha256 is null ? null : $"/api/v1/me/materials/{identifier}/file",
        };
    }

    private async Task WriteConsentsAsync(SignedLines lines, CancellationToken cancel)
    {
        IReadOnlyList<OpenedConsent> page;
        long? after = null;
        do
        {
            page = node.Consents.Of(who, after);
            foreach (OpenedConsent consent in page)
            {
                await lines.WriteAsync("consent", JsonOf(ConsentAnswers.Of(consent, node)), cancel);
                after = consent.Consent.Index;
            }
        }
        while (page.Count == ConsentRegister.MostListed);
    }

    private async Task WriteUsesAsync(SignedLines lines, CancellationToken cancel)
    {
        IReadOnlyList<OpenedUse> page;
        long? before = null;
        do
        {
            page = node.Uses.Of(who, before);
            foreach (OpenedUse use in page)
            {
                if (UseAnswers.Of(use, node) is OwnUseResponse answer)
                {
                    JsonObject line = JsonOf(answer);
                    line["question"] = use.Content!.Question;
                    await lines.WriteAsync("use", line, cancel);
                }

                before = use.Index;
            }
        }
        while (page.Count == UseRegister.MostListed);
    }

    private static JsonObject JsonOf<T>(T answer) =>
        System.Text.Json.JsonSerializer.SerializeToNode(answer, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();

    private static string? Base64(ByteString bytes) => bytes.IsEmpty ? null : Convert.ToBase64String(bytes.Span);

    private static string TextOf(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
