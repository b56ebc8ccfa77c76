using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Security;

/// <summary>Says with which key the node signs its answers.</summary>
internal static class AnswerKeyEndpoints
{
    public static void MapAnswerKey(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/answer-key", Get).WithTags("health")
            .WithSummary("The key that signs answers to signed requests 应答签名密钥").Produces<AnswerKeyResponse>();

    private static Ok<AnswerKeyResponse> Get(ProvinceNode node)
    {
        if (node.AnswerKey is not MessageKey key)
        {
            throw new LedgerException(LedgerError.NotFound, "本节点没有登记签名请求的系统。", "No system of this node signs its requests.");
        }

        VerifyingKey verifying = new(key.Key.Algorithm, key.Key.PublicKey.Span);
        return TypedResults.Ok(new AnswerKeyResponse(
            key.Id, SignatureAlgorithmName.Of(verifying.Algorithm), Convert.ToBase64String(verifying.ToPublicKeyInfo())));
    }
}
