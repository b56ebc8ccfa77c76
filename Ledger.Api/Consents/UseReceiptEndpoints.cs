using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Receipts;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Other provinces' nodes state here that they opened what they were given (用证回执).</summary>
internal static class UseReceiptEndpoints
{
    public static void MapUseReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ExchangeDesk.Path + "/{index}/receipt", TakeAsync).WithTags("provinces").WithSummary("Give the receipt of a use 递交用证回执")
            .Accepts<UseReceiptRequest>("application/json").Produces<UseReceiptResponse>(StatusCodes.Status201Created);

    private static async Task<Created<UseReceiptResponse>> TakeAsync(
        HttpContext context, [Description("Log index of the use.")] string index, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        byte[] receipt = Read(body.Text("receipt", SignedStatement.MaximumBytes));
        body.End();
        (string province, long use) = (Caller.Of(context).Province, UseEndpoints.IndexOf(index));
        string origin = node.Options.Provinces.FirstOrDefault(known => known.Division == province)?.Origin ?? throw GivenConsents.NotFound();
        LogReceipt entered = await node.UseReceipts.TakeAsync(province, origin, use, receipt, IdempotencyKey.Of(context, body), cancel);
        return TypedResults.Created((string?)null, new UseReceiptResponse(use, entered.Index, entered.LeafHash.ToBase64(), entered.Size));
    }

    private static byte[] Read(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new LedgerException(LedgerError.InvalidField, "receipt 应为 base64。", "receipt is in base64.", "/receipt");
        }
    }
}
