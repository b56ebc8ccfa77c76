using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Node;
using Ledger.Node.Consents;

namespace Ledger.Api.Consents;

/// <summary>Objections to what a system of this province used of another: read and answered there, through this node, for systems and for pages alike.</summary>
internal static class ExchangedObjections
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>A page of them, opened by this node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="caller">The system, which has no certificate of its own.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="cursor">The cursor of the page before; null for the newest.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">No answer of that province's node counts, or it refuses.</exception>
    public static Task<UseObjectionListResponse> ListAsync(ProvinceNode node, UseCaller caller, string province, string? cursor, CancellationToken cancel) =>
        node.Exchange.ObjectionsAsync(province, Question(node, caller, cursor), ListOf, cancel);

    /// <summary>The same, sealed to the system's own certificate.</summary>
    /// <inheritdoc cref="ListAsync"/>
    public static Task<byte[]> SealedListAsync(ProvinceNode node, UseCaller caller, string province, string? cursor, CancellationToken cancel) =>
        node.Exchange.SealedObjectionsAsync(caller, province, Question(node, caller, cursor), cancel);

    /// <summary>Answers one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="caller">The system that made the use.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="index">Log index of the objection there.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="key">Of the request: repeated it is the same answer.</param>
    /// <param name="cancel">Gives up; it may be entered all the same.</param>
    /// <exception cref="LedgerException">It is no answer; no answer of that province's node counts, or it refuses.</exception>
    public static Task<AnsweredObjectionResponse> AnswerAsync(
        ProvinceNode node, UseCaller caller, string province, long index, ObjectionAnswer answer, string key, CancellationToken cancel)
    {
        answer.Require();
        JsonObject sent = Of(caller);
        (sent["outcome"], sent["text"], sent["operator"]) = (answer.ToString(), answer.Text, answer.Operator);
        if (answer.Correction.Length > 0)
        {
            sent["correction"] = answer.Correction;
        }

        return node.Exchange.AnswerAsync(caller, province, index, CanonicalJson.Write(sent), key, Read<AnsweredObjectionResponse>, cancel);
    }

    private static byte[] Question(ProvinceNode node, UseCaller caller, string? cursor)
    {
        JsonObject question = Of(caller);
        question["envelope"] = Convert.ToBase64String(node.Exchange.RecipientFor(caller).Raw.Span);
        if (cursor is not null)
        {
            question["cursor"] = cursor;
        }

        return CanonicalJson.Write(question);
    }

    private static JsonObject Of(UseCaller caller) => new() { ["authority"] = caller.Authority, ["system"] = caller.System };

    private static UseObjectionListResponse ListOf(byte[] bytes)
    {
        UseObjectionListResponse list = Read<UseObjectionListResponse>(bytes);
        return list.Objections.Count > UseObjections.MostListed ? throw new JsonException("It lists too many.")
            : list.Objections.Any(one => one is null || one.Answer is { Outcome: not ("upheld" or "rejected") }) ? throw new JsonException("It lists what is no objection.")
            : list.Cursor is null || (list.Objections.Count > 0 && list.Cursor == list.Objections[^1].Index.ToString(CultureInfo.InvariantCulture)) ? list
            : throw new JsonException("Its cursor leads elsewhere.");
    }

    private static T Read<T>(byte[] bytes) => JsonSerializer.Deserialize<T>(bytes, Strict) ?? throw new JsonException("It is nothing.");
}
