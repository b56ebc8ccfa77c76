using System.ComponentModel;
using System.Text.Json.Nodes;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Encoding;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Departments use here what another province holds: this node asks that province's, and gives what it has verified.</summary>
internal static class ExchangedUseEndpoints
{
    private const string Address = "/api/v1/exchanges";
    private const int DivisionLength = 6;

    public static void MapExchangedUses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Address, UseAsync).WithTags("provinces").WithSummary("Use a licence or a material that another province holds 跨省调取")
            .Accepts<UseRequestContract>("application/json").Produces<ExchangedUseResponse>(StatusCodes.Status201Created);
        routes.MapGet(Address + "/{province}/{index}/file", GetFile).WithTags("provinces").WithSummary("The file of a material that another province holds 跨省下载材料")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static async Task<Created<ExchangedUseResponse>> UseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        AuditTrail trail = AuditTrail.Of(context);
        string province = body.Text("province", DivisionLength);
        (UseRequest? licence, MaterialUseRequest? material) = UseReading.Read(body, trail);
        body.End();
        (UseCaller caller, string key) = (UseEndpoints.CallerOf(context), IdempotencyKey.TextOf(context));
        byte[] question = Ask(body, caller);
        context.Response.Headers.CacheControl = "no-store";
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
            use.Document.Statement.Identifier,
            Material: null,
            [.. use.Document.Fields.Select(field => new UsedFieldContract(field.Name, field.Value))],
            Convert.ToBase64String(use.Document.ToBytes())));
    }

    private static FileStreamHttpResult GetFile(
        HttpContext context, ProvinceNode node, [Description("Division code of the province.")] string province, [Description("Index of the use in that province's log.")] string index)
    {
        ExchangedFile file = node.Exchange.OpenFile(UseEndpoints.CallerOf(context), province, UseEndpoints.IndexOf(index));
        AuditTrail.Of(context).ConcernsMaterial(file.Material.Identifier.ToString());
        context.Response.Headers.CacheControl = "no-store";

        // So that who receives less knows it: a file that is not what was committed to breaks the connection off.
        context.Response.ContentLength = file.Material.Length;
        return TypedResults.Stream(file, file.Material.MediaType, file.Material.Name);
    }

    /// <summary>The caller's question, with whose it is, as the other province's node is asked it.</summary>
    private static byte[] Ask(RequestBody body, UseCaller caller)
    {
        JsonObject question = StrictJson.ParseObject(body.Bytes.Span, new StrictJsonLimits(Math.Max(1, body.Bytes.Length)));
        question.Remove("province");
        (question["authority"], question["system"]) = (caller.Authority, caller.System);
        return CanonicalJson.Write(question);
    }

    private static ExchangedUseResponse Of(ExchangedMaterial material, string province) => new(
        province,
        material.Use,
        material.Index,
        material.AsOf,
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
        Document: null);
}
