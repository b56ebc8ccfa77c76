using System.Text.Json;
using Google.Protobuf;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Consents;

/// <summary>Other provinces' nodes place and withdraw consents here that their holders confirmed there (跨省授权).</summary>
internal static class ProvinceConsentEndpoints
{
    private const int LongestProof = 1 << 20;

    public static void MapProvinceConsents(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ConsentPlacer.Path, PlaceAsync).WithTags("provinces").WithSummary("Place a consent that its holder confirmed in another province 跨省登记授权")
            .Accepts<PlaceConsentRequest>("application/json").Produces<PlacedConsentResponse>(StatusCodes.Status201Created, SealedAnswer.MediaType);
        routes.MapPost(ConsentPlacer.Path + "/{consent}/withdrawal", WithdrawAsync).WithTags("provinces").WithSummary("Withdraw one 跨省撤回授权")
            .Accepts<PlaceConsentRequest>("application/json").Produces<WithdrawnPlacedConsentResponse>();
    }

    private static async Task<IResult> PlaceAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        Certificate recipient = ProvinceUseEndpoints.RecipientOf(body);
        byte[] statement = StatementOf(body);
        GuardianProof? guardian = body.OptionalObject("guardianship") is RequestBody shown ? GuardianOf(shown) : null;
        body.End();
        _ = IdempotencyKey.TextOf(context); // the act's own name tells a repetition
        NeighbourProvince from = FromOf(context, node);
        ConsentAct act = node.ConsentActs.Grant(from.Origin, statement, guardian);
        AuditTrail.Of(context).ConcernsHolder(act.Holder.Code);
        PlacedBy by = new() { Province = from.Division, Origin = from.Origin, Statement = ByteString.CopyFrom(statement) };
        OpenedConsent placed = await node.Consents.PlaceAsync(by, act, cancel);
        StatusBundle proof = await node.ProveAsync(ConsentTable.Subject(act.Consent).KeyIn(node.Options.Origin), cancel);
        PlacedConsentResponse given = new(
            placed.Consent.Name, Convert.ToBase64String(proof.Format()), Convert.ToBase64String(node.Consents.ContentOf(act.Consent)));
        return SealedAnswer.Of(StatusCodes.Status201Created, recipient, JsonSerializer.SerializeToUtf8Bytes(given, JsonSerializerOptions.Web));
    }

    private static async Task<Ok<WithdrawnPlacedConsentResponse>> WithdrawAsync(HttpContext context, string consent, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        byte[] statement = StatementOf(body);
        body.End();
        _ = IdempotencyKey.TextOf(context);
        NeighbourProvince from = FromOf(context, node);
        ByteString handle = node.ConsentActs.Withdrawal(from.Origin, statement);
        if (ConsentName.Of(handle) != consent)
        {
            throw new LedgerException(LedgerError.InvalidField, "陈述所述的不是此份授权。", "The statement is of another consent.", "/act");
        }

        await node.Consents.WithdrawPlacedAsync(from.Origin, handle, cancel);
        StatusBundle proof = await node.ProveAsync(ConsentTable.Subject(handle).KeyIn(node.Options.Origin), cancel);
        return TypedResults.Ok(new WithdrawnPlacedConsentResponse(consent, Convert.ToBase64String(proof.Format())));
    }

    private static NeighbourProvince FromOf(HttpContext context, ProvinceNode node)
    {
        string province = Caller.Of(context).Province;
        return node.Options.Provinces.FirstOrDefault(known => known.Division == province) ?? throw GivenConsents.NotFound();
    }

    private static byte[] StatementOf(RequestBody body) => BytesOf("act", body.Text("act", SignedStatement.MaximumBytes));

    private static GuardianProof GuardianOf(RequestBody shown)
    {
        byte[] document = BytesOf("guardianship/document", shown.Text("document", LongestProof));
        byte[] proof = BytesOf("guardianship/proof", shown.Text("proof", LongestProof));
        byte[] seal = shown.OptionalText("sealProof", LongestProof) is string sealProof ? BytesOf("guardianship/sealProof", sealProof) : [];
        shown.End();
        return new GuardianProof(document, proof, seal);
    }

    private static byte[] BytesOf(string name, string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new LedgerException(LedgerError.InvalidField, $"{name} 应为 base64。", $"{name} is in base64.", "/" + name);
        }
    }
}
