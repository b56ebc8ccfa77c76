using System.ComponentModel;

namespace Ledger.Api.Security;

/// <summary>The key that signs the node's answers to signed requests.</summary>
/// <param name="KeyId">Its name in answers, <c>keyid</c>.</param>
/// <param name="Algorithm"><c>ed25519</c>, <c>ecdsa-p256-sha256</c> or <c>sm2-sm3</c>.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in base64.</param>
public sealed record AnswerKeyResponse(
    [property: Description("应答签名密钥的名称。Its name in answers, keyid.")] string KeyId,
    [property: Description("算法：ed25519、ecdsa-p256-sha256 或 sm2-sm3。The algorithm.")] string Algorithm,
    [property: Description("公钥（SubjectPublicKeyInfo，base64）。SubjectPublicKeyInfo in base64.")] string PublicKey);
