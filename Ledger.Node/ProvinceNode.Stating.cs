using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Crypto.Receipts;

namespace Ledger.Node;

/// <content>What a node states in its own name.</content>
internal sealed partial class ProvinceNode
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The keys it signs receipts and statements with; null where it has none, or their certificates do not count now.</summary>
    /// <param name="now">When it signs.</param>
    public ReceiptKeys? FindReceiptKeys(DateTimeOffset now) =>
        ReceiptKeys is ReceiptKeys keys && keys.AreValidAt(now) && !Revocations.Revoke(keys.P256Certificate, now) && !Revocations.Revoke(keys.Sm2Certificate, now)
            ? keys
            : null;

    /// <summary>The same, without which something is refused.</summary>
    /// <inheritdoc cref="FindReceiptKeys"/>
    /// <exception cref="LedgerException"><see cref="LedgerError.Unavailable"/>.</exception>
    public ReceiptKeys RequireReceiptKeys(DateTimeOffset now) => FindReceiptKeys(now) ?? throw new LedgerException(
        LedgerError.Unavailable,
        "本节点没有回执密钥，或其证书不在有效期内或已被吊销，不出具回执。",
        "This node gives no receipts: it has no receipt keys, or their certificates are outside their validity or revoked.");

    /// <summary>Signs a statement of its own.</summary>
    /// <param name="kind">What kind.</param>
    /// <param name="statement">What is stated; <c>node</c> and <c>time</c> are added.</param>
    /// <param name="now">When.</param>
    /// <exception cref="LedgerException"><see cref="RequireReceiptKeys"/>.</exception>
    public SignedStatement SignStatement(string kind, JsonObject statement, DateTimeOffset now) => Sign(RequireReceiptKeys(now), kind, statement, now);

    /// <summary>The same; null where it has no keys that count now.</summary>
    /// <inheritdoc cref="SignStatement"/>
    public SignedStatement? TrySignStatement(string kind, JsonObject statement, DateTimeOffset now) =>
        FindReceiptKeys(now) is ReceiptKeys keys ? Sign(keys, kind, statement, now) : null;

    private SignedStatement Sign(ReceiptKeys keys, string kind, JsonObject statement, DateTimeOffset now)
    {
        statement["node"] = Options.Origin;
        statement["time"] = now.ToOffset(China).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        return SignedStatement.Sign(kind, statement, (keys.P256, keys.P256Certificate), (keys.Sm2, keys.Sm2Certificate));
    }
}
