using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Outgoing;
using Ledger.Node.Parties;

namespace Ledger.Api.Consents;

/// <summary>Other provinces' nodes use licences and materials here, for departments of theirs, with the proofs by which they believe them.</summary>
internal static class ProvinceUseEndpoints
{
    private const int LongestSystem = 64;
    private const int LongestCertificate = 4 << 10;

    public static void MapProvinceUses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ExchangeDesk.Path, UseAsync).WithTags("provinces").WithSummary("Use a licence or a material for a department of another province 跨省用证")
            .Accepts<UseRequestContract>("application/json").Produces<ProvinceUseResponse>(StatusCodes.Status201Created, SealedAnswer.MediaType);
        routes.MapGet(ExchangeDesk.Path + "/{index}/file", GetFileAsync).WithTags("provinces").WithSummary("A part of the file of a material that was used 跨省取用材料文件")
            .Produces(StatusCodes.Status200OK, contentType: SealedAnswer.MediaType);
    }

    private static async Task<IResult> UseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        AuditTrail trail = AuditTrail.Of(context);
        UseCaller caller = CallerOf(context, body.Text("authority", UnifiedSocialCreditCode.Length), body.Text("system", LongestSystem)) with { Recipient = RecipientOf(body) };
        (UseRequest? licence, MaterialUseRequest? material) = UseReading.Read(body, trail);
        body.End();
        RequestKey key = IdempotencyKey.Of(context, body);
        ProvinceUseResponse given = material is null
            ? await OfLicenceAsync(await node.Uses.UseAsync(caller, licence!, key, cancel), node, trail, cancel)
            : await OfMaterialAsync(await node.Uses.UseAsync(caller, Whole(material), key, cancel), node, trail, cancel);
        return SealedAnswer.Of(StatusCodes.Status201Created, caller.Recipient!, JsonSerializer.SerializeToUtf8Bytes(given, JsonSerializerOptions.Web));
    }

    private static async Task<IResult> GetFileAsync(
        HttpContext context,
        ProvinceNode node,
        [Description("Log index of the use.")] string index,
        [Description("Unified social credit code of the department's authority.")] string? authority,
        [Description("Name of its system.")] string? system,
        [Description("The first byte to give, counted from 0.")] string? from,
        [Description("How many bytes to give, 4 MiB at most.")] string? length,
        CancellationToken cancel)
    {
        _ = (authority, system, from, length); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        UseCaller caller = CallerOf(context, asked.Text(nameof(authority), UnifiedSocialCreditCode.Length) ?? "", asked.Text(nameof(system), LongestSystem) ?? "");
        FilePart part = new(asked.Number(nameof(from)) ?? 0, Math.Min(asked.Number(nameof(length)) ?? long.MaxValue, OutgoingLimits.ProvincePartBytes));
        asked.End();
        await using GuardedFile file = node.Uses.OpenFile(caller, UseEndpoints.IndexOf(index), part);
        AuditTrail.Of(context).ConcernsMaterial(file.Material.Material.Identifier.ToString());
        byte[] bytes = new byte[file.Bytes];
        await file.ReadExactlyAsync(bytes, cancel);
        return SealedAnswer.Of(StatusCodes.Status200OK, file.Recipient ?? throw GivenConsents.NotFound(), bytes);
    }

    /// <summary>To whom all is sealed that the use gives. Whose certificate it is, the province's node vouches for: it signed the question.</summary>
    internal static Certificate RecipientOf(RequestBody body)
    {
        try
        {
            Certificate recipient = Certificate.Parse(Convert.FromBase64String(body.Text("envelope", LongestCertificate)));
            return Envelope.CanReceive(recipient) ? recipient : throw new FormatException("The certificate's key does not encrypt.");
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "envelope 应为 SM2 加密证书（DER，base64）。", "envelope is an SM2 encryption certificate, DER in base64.", "/envelope");
        }
    }

    /// <summary>A department of the calling province; what its node signed is kept with the use.</summary>
    internal static UseCaller CallerOf(HttpContext context, string authority, string system)
    {
        Caller caller = Caller.Of(context);
        if (!UnifiedSocialCreditCode.IsValid(authority) || ProvinceCode.OfAuthority(authority) != caller.Province)
        {
            throw new LedgerException(LedgerError.NotAllowed, "请求方节点只能代本省机构用证。", "A province's node asks for authorities of its own province.", "/authority");
        }

        IReadOnlyDictionary<string, string> signed = context.Features.Get<SignedRequest>()?.Parts.Fields ?? new Dictionary<string, string>();
        string question = string.Join('\n', ((string[])[HttpSignature.InputField, HttpSignature.Field, ContentDigest.Field]).Select(field => signed.GetValueOrDefault(field, "")));
        return new UseCaller($"{caller.Province}/{authority}/{system}", new ReadingRight(authority, [])) { Question = question };
    }

    // Less than the whole could not be verified: the log commits to file and fields together.
    private static MaterialUseRequest Whole(MaterialUseRequest request) => request.Fields is null ? request : throw new LedgerException(
        LedgerError.InvalidField, "跨省取用材料不得指定字段。", "A material of another province is used whole.", "/fields");

    private static async Task<ProvinceUseResponse> OfLicenceAsync(MadeUse use, ProvinceNode node, AuditTrail trail, CancellationToken cancel)
    {
        trail.ConcernsLicence(use.Licence.Identifier.ToString());
        (StatusBundle proof, StatusBundle? seal) = await node.ProveAsync(use.Licence, cancel);
        return new ProvinceUseResponse(
            ConsentName.Of(use.Made.Use),
            use.Receipt.Index,
            Convert.ToBase64String(proof.Format()),
            Convert.ToBase64String(use.Document.ToBytes()),
            seal is null ? null : Convert.ToBase64String(seal.Format()));
    }

    private static async Task<ProvinceUseResponse> OfMaterialAsync(MadeMaterialUse use, ProvinceNode node, AuditTrail trail, CancellationToken cancel)
    {
        (Material material, MaterialContent content) = (use.Material.Material, use.Material.Content);
        trail.ConcernsMaterial(material.Identifier.ToString());
        StatusBundle proof = await node.ProveAsync(MapKey.For(node.Options.Origin, MapNamespace.Material, material.Handle.Span), cancel);
        return new ProvinceUseResponse(
            ConsentName.Of(use.Made.Use),
            use.Receipt.Index,
            Convert.ToBase64String(proof.Format()),
            Handle: material.Handle.ToBase64(),
            Salt: content.Salt.ToBase64(),
            Fields: content.Fields.ToBase64(),
            Name: content.Name,
            MediaType: content.MediaType,
            Length: content.Length,
            Sm3: Convert.ToHexStringLower(content.Sm3.Span),
            Sha256: Convert.ToHexStringLower(content.Sha256.Span));
    }
}
