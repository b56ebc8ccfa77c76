using Ledger.Crypto.HttpSignatures;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>What callers are told when a signed request is refused. It does not tell whether a key exists.</summary>
internal static class SignatureFaultText
{
    /// <summary>The refusal of a request.</summary>
    public static LedgerException Of(HttpSignatureException fault) => fault.Fault == HttpSignatureFault.Replayed
        ? new LedgerException(LedgerError.RequestReplayed, Chinese(fault.Fault), fault.Message)
        : new LedgerException(LedgerError.RequestSignatureInvalid, Chinese(fault.Fault), fault.Message);

    private static string Chinese(HttpSignatureFault fault) => fault switch
    {
        HttpSignatureFault.Malformed => "签名字段的格式不符合规定。",
        HttpSignatureFault.NotOneSignature => "须有且仅有一个签名，Signature-Input 与 Signature 成对出现。",
        HttpSignatureFault.Components => "签名覆盖的内容不符合规定。",
        HttpSignatureFault.Parameters => "签名参数缺失、未知或不符合规定。",
        HttpSignatureFault.Tag => "签名用途（tag）不符。",
        HttpSignatureFault.Lifetime => "签名时间在将来，或有效期超过 300 秒。",
        HttpSignatureFault.Expired => "签名已过期。",
        HttpSignatureFault.UnknownKey => "没有此密钥，或此密钥现在不能从此处使用。",
        HttpSignatureFault.Algorithm => "alg 与登记的密钥不符。",
        HttpSignatureFault.Digest => "请求内容与 Content-Digest 不符。",
        HttpSignatureFault.Signature => "签名不正确。",
        HttpSignatureFault.Replayed => "此签名请求已使用过。",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
