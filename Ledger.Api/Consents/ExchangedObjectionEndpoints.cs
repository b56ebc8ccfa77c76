using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Encoding;
using Ledger.Node;
using Ledger.Node.Consents;

namespace Ledger.Api.Consents;

/// <summary>Departments read and answer here the objections to what they used of another province: this node asks that province's.</summary>
internal static class ExchangedObjectionEndpoints
{
    private const string Address = "/api/v1/exchanges/{province}/objections";

    public static void MapExchangedObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, ListAsync).WithTags("provinces").WithSummary("Objections to one's uses in another province 对本系统跨省用证的异议")
            .Produces<UseObjectionListResponse>(StatusCodes.Status200OK, "application/json", SealedAnswer.MediaType);
        routes.MapPost(Address + "/{index}/answer", AnswerAsync).WithTags("provinces").WithSummary("Answer one 跨省答复异议")
            .Accepts<AnswerObjectionRequest>("application/json").Produces<AnsweredObjectionResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ProvinceNode node,
        [Description("Division code of the province.")] string province,
        [Description("The cursor of the page before; left out for the newest.")] string? cursor,
        CancellationToken cancel)
    {
        _ = cursor; // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        string? page = asked.Text(nameof(cursor), 20);
        asked.End();
        UseCaller caller = ExchangedUseEndpoints.CallerOf(context);
        JsonObject question = Of(caller);
        question["envelope"] = Convert.ToBase64String(node.Exchange.RecipientFor(caller).Raw.Span);
        if (page is not null)
        {
            question["cursor"] = page;
        }

        byte[] body = CanonicalJson.Write(question);
        context.Response.Headers.CacheControl = "no-store";
        return caller.Recipient is null
            ? TypedResults.Ok(await node.Exchange.ObjectionsAsync(province, body, ListOf, cancel))
            : new SealedAnswer(StatusCodes.Status200OK, await node.Exchange.SealedObjectionsAsync(caller, province, body, cancel));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context,
        [Description("Division code of the province.")] string province,
        [Description("Log index of the objection in that province's log.")] string index,
        ProvinceNode node,
        CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        ObjectionAnswer answer = ObjectionReading.Answer(body);
        body.End();
        answer.Require();
        AuditTrail.Of(context).Person = answer.Operator;
        UseCaller caller = ExchangedUseEndpoints.CallerOf(context);
        JsonObject sent = Of(caller);
        (sent["outcome"], sent["text"], sent["operator"]) = (answer.IsUpheld ? "upheld" : "rejected", answer.Text, answer.Operator);
        if (answer.Correction.Length > 0)
        {
            sent["correction"] = answer.Correction;
        }

        long objection = UseEndpoints.IndexOf(index);
        AnsweredObjectionResponse taken = await node.Exchange.AnswerAsync(
            caller, province, objection, CanonicalJson.Write(sent), IdempotencyKey.TextOf(context), bytes => Read<AnsweredObjectionResponse>(bytes), cancel);
        return TypedResults.Created((string?)null, taken);
    }

    private static UseObjectionListResponse ListOf(byte[] bytes) =>
        Read<UseObjectionListResponse>(bytes) is { Objections.Count: <= UseObjections.MostListed } list ? list : throw new JsonException("It lists too many.");

    private static T Read<T>(byte[] bytes) => JsonSerializer.Deserialize<T>(bytes, JsonSerializerOptions.Web) ?? throw new JsonException("It is nothing.");

    private static JsonObject Of(UseCaller caller) => new() { ["authority"] = caller.Authority, ["system"] = caller.System };
}
