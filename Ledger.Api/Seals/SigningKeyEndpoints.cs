using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Api.Seals;

/// <summary>A department retires the signing keys of its old seals here, and condemns one that others may have.</summary>
internal static class SigningKeyEndpoints
{
    private const string Address = "/api/v1/signing-keys";

    public static void MapSigningKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).WithTags("seals").WithSummary("The authority's signing keys in the log 签名密钥").Produces<SigningKeyListResponse>();
        routes.MapPost(Address + "/rotation", RotateAsync).WithTags("seals")
            .WithSummary("Retire the keys of all seals but the newest 更换签名密钥").Produces<KeyRotationResponse>();
        routes.MapPost(Address + "/{certificate}/compromise", CompromiseAsync).WithTags("seals")
            .WithSummary("What a key signed does not count from a log index on 签名密钥泄露")
            .Accepts<KeyCompromiseRequest>("application/json").Produces<KeyCompromiseResponse>();
    }

    private static SigningKeyListResponse List(HttpContext context, ProvinceNode node)
    {
        new RequestQuery(context.Request.Query).End();
        return new SigningKeyListResponse([.. node.SigningKeys.Of(Caller.Of(context).Authority).Select(SigningKeyContract.Of)]);
    }

    private static async Task<KeyRotationResponse> RotateAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        string authority = Caller.Of(context).Authority;
        LogReceipt receipt = await node.SigningKeys.RotateAsync(authority, IdempotencyKey.Of(context, []), cancel);
        AuthorityKeys keys = node.Seals.SigningKeysOf(authority);
        return new KeyRotationResponse(receipt.Index, keys.SealCertificate.Thumbprint.ToHex(), keys.SigningCertificate.Thumbprint.ToHex());
    }

    private static async Task<KeyCompromiseResponse> CompromiseAsync(
        HttpContext context,
        [Description("Thumbprint of the key's certificate: SM3 of the DER, 64 lower-case hexadecimal characters.")] string certificate,
        ProvinceNode node,
        CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        long from = body.OptionalInteger("fromIndex") ?? throw new LedgerException(
            LedgerError.MissingField, "缺少 fromIndex。", "fromIndex is missing.", "/fromIndex");
        body.End();
        string authority = Caller.Of(context).Authority;
        RequestKey key = IdempotencyKey.Of(context, body);
        if (!TryRead(certificate, out Digest thumbprint) || !node.HasSigningKey(authority, thumbprint))
        {
            throw new LedgerException(LedgerError.NotFound, "该机构没有这个签名密钥。", "The authority has no such signing key.");
        }

        return new KeyCompromiseResponse((await node.SigningKeys.CompromiseAsync(authority, thumbprint, from, key, cancel)).Index);
    }

    private static bool TryRead(string text, out Digest digest)
    {
        try
        {
            digest = Digest.FromHex(text);
            return true;
        }
        catch (FormatException)
        {
            digest = default;
            return false;
        }
    }
}
