using System.ComponentModel;
using System.Text.Json.Nodes;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;

namespace Ledger.Api.Consents;

/// <summary>Departments use here what another province holds: this node asks that province's, and gives what it has verified.</summary>
internal static class ExchangedUseEndpoints
{
    private const string Address = "/api/v1/exchanges";
    private const int DivisionLength = 6;

    public static void MapExchangedUses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Address, UseAsync).WithTags("provinces").WithSummary("Use a licence or a material that another province holds 跨省调取")
            .Accepts<UseRequestContract>("application/json").Produces<ExchangedUseResponse>(StatusCodes.Status201Created, "application/json", SealedAnswer.MediaType);
        routes.MapGet(Address + "/{province}/{index}/file", GetFileAsync).WithTags("provinces").WithSummary("The file of a material that another province holds 跨省下载材料")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        routes.MapPost(Address + "/{province}/receipts", GiveReceiptAsync).WithTags("provinces").WithSummary("State that one opened what another province gave 自行开启后出具回执")
            .Accepts<OpenedUseReceiptRequest>("application/json").Produces<OpenedUseReceiptResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> GiveReceiptAsync(
        HttpContext context, ProvinceNode node, [Description("Division code of the province.")] string province, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        string use = body.Text("use", ConsentName.Length);
        long index = body.OptionalInteger("index") ?? throw new LedgerException(LedgerError.MissingField, "缺少 index。", "index is missing.", "/index");
        Digest answer = DigestOf(body.Text("answerSm3", 2 * Digest.Length));
        body.End();
        _ = IdempotencyKey.TextOf(context); // the use's own name tells a repetition
        ReadOnlyMemory<byte> receipt = await node.Exchange.GiveReceiptAsync(CallerOf(context), province, use, index, answer, cancel);
        return receipt.IsEmpty
            ? throw new LedgerException(LedgerError.Unavailable, "本节点目前不出具回执。", "This node gives no receipts now.")
            : TypedResults.Created((string?)null, new OpenedUseReceiptResponse(Convert.ToBase64String(receipt.Span)));
    }

    private static Digest DigestOf(string text)
    {
        try
        {
            return Digest.FromHex(text);
        }
        catch (FormatException)
        {
            throw new LedgerException(LedgerError.InvalidField, "应为 64 位十六进制的 SM3。", "It is an SM3 in 64 hexadecimal characters.", "/answerSm3");
        }
    }

    private static async Task<IResult> UseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        AuditTrail trail = AuditTrail.Of(context);
        string province = body.Text("province", DivisionLength);
        (UseRequest? licence, MaterialUseRequest? material) = UseReading.Read(body, trail);
        body.End();
        (UseCaller caller, string key) = (CallerOf(context), IdempotencyKey.TextOf(context));
        byte[] question = Ask(body, caller, node.Exchange.RecipientFor(caller));
        context.Response.Headers.CacheControl = "no-store";
        if (caller.Recipient is not null)
        {
            return new SealedAnswer(StatusCodes.Status201Created, await node.Exchange.UseSealedAsync(caller, province, question, key, cancel));
        }

        if (material is not null)
        {
            ExchangedMaterial taken = await node.Exchange.UseAsync(caller, province, material, question, key, cancel);
            trail.ConcernsMaterial(taken.Identifier.ToString());
            return TypedResults.Created((string?)null, Of(taken, province));
        }

        ExchangedLicence use = await node.Exchange.UseAsync(caller, province, licence!, question, key, cancel);
        trail.ConcernsLicence(use.Document.Statement.Identifier);
        return TypedResults.Created((string?)null, new ExchangedUseResponse(
            province,
            use.Use,
            use.Index,
            use.Verdict.AsOf!.Value,
            use.Verdict.IsDisputed,
            use.Document.Statement.Identifier,
            Material: null,
            [.. use.Document.Fields.Select(field => new UsedFieldContract(field.Name, field.Value))],
            Convert.ToBase64String(use.Document.ToBytes()),
            ReceiptOf(use.Receipt)));
    }

    private static async Task<IResult> GetFileAsync(
        HttpContext context,
        ProvinceNode node,
        [Description("Division code of the province.")] string province,
        [Description("Index of the use in that province's log.")] string index,
        [Description("For systems with an encryption certificate: the first byte to give, counted from 0; left out for the first.")] string? from,
        [Description("For systems with an encryption certificate: how many bytes to give, 4 MiB at most.")] string? length,
        CancellationToken cancel)
    {
        _ = (from, length); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        UseCaller caller = CallerOf(context);
        if (caller.Recipient is not null)
        {
            FilePart part = new(asked.Number(nameof(from)) ?? 0, asked.Number(nameof(length)));
            asked.End();
            return new SealedAnswer(StatusCodes.Status200OK, await node.Exchange.SealedPartAsync(caller, province, UseEndpoints.IndexOf(index), part, cancel));
        }

        asked.End();
        ExchangedFile file = node.Exchange.OpenFile(caller, province, UseEndpoints.IndexOf(index));
        AuditTrail.Of(context).ConcernsMaterial(file.Material.Identifier.ToString());
        context.Response.Headers.CacheControl = "no-store";

        // So that who receives less knows it: a file that is not what was committed to breaks the connection off.
        context.Response.ContentLength = file.Material.Length;
        return TypedResults.Stream(file, file.Material.MediaType, file.Material.Name);
    }

    internal static UseCaller CallerOf(HttpContext context) => UseEndpoints.CallerOf(context) with { Recipient = Caller.Of(context).Recipient };

    /// <summary>The caller's question, with whose it is and to whom the answer is sealed, as the other province's node is asked it.</summary>
    private static byte[] Ask(RequestBody body, UseCaller caller, Certificate recipient)
    {
        JsonObject question = StrictJson.ParseObject(body.Bytes.Span, new StrictJsonLimits(Math.Max(1, body.Bytes.Length)));
        question.Remove("province");
        (question["authority"], question["system"]) = (caller.Authority, caller.System);
        question["envelope"] = Convert.ToBase64String(recipient.Raw.Span);
        return CanonicalJson.Write(question);
    }

    private static ExchangedUseResponse Of(ExchangedMaterial material, string province) => new(
        province,
        material.Use,
        material.Index,
        material.AsOf,
        Disputed: false,
        Licence: null,
        new ExchangedMaterialContract(
            material.Identifier.ToString(),
            material.Identifier.Type,
            material.Name,
            material.MediaType,
            material.Length,
            material.Sm3.ToHex(),
            material.Sha256.ToHex(),
            $"{Address}/{province}/{material.Index}/file"),
        [.. material.Fields.Select(field => new UsedFieldContract(field.Key, field.Value))],
        Document: null,
        ReceiptOf(material.Receipt));

    private static string? ReceiptOf(ReadOnlyMemory<byte> receipt) => receipt.IsEmpty ? null : Convert.ToBase64String(receipt.Span);
}
