using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Receipts;

/// <summary>
/// What a node states in its own name, signed by its receipt keys: canonical JSON with <c>kind</c>, <c>statement</c> and <c>signatures</c>, of which kind and
/// statement are signed. A statement names its <c>node</c> and <c>time</c> (Beijing time, whole seconds).
/// </summary>
/// <param name="Kind">What kind of statement.</param>
/// <param name="Statement">What is stated.</param>
/// <param name="Signatures">One P-256 and one SM2, in this order.</param>
public sealed record SignedStatement(string Kind, JsonObject Statement, IReadOnlyList<ReceiptSignature> Signatures)
{
    /// <summary>Longest that is read, in bytes.</summary>
    public const int MaximumBytes = 64 << 10;

    private const int SignatureBytes = 64;

    private static readonly SignatureAlgorithm[] Schemes = [SignatureAlgorithm.EcdsaP256Sha256, SignatureAlgorithm.Sm2Sm3];

    /// <summary>Signs one.</summary>
    /// <param name="kind">What kind.</param>
    /// <param name="statement">What is stated; <c>node</c> and <c>time</c> are in it.</param>
    /// <param name="keys">A P-256 and an SM2 key with their certificates, in this order.</param>
    /// <exception cref="ArgumentException">Other keys.</exception>
    public static SignedStatement Sign(string kind, JsonObject statement, params IReadOnlyList<(SigningKey Key, Certificate Certificate)> keys)
    {
        if (!keys.Select(key => key.Key.Algorithm).SequenceEqual(Schemes))
        {
            throw new ArgumentException("These keys do not sign statements.", nameof(keys));
        }

        byte[] signed = BytesOf(kind, statement);
        return new SignedStatement(kind, statement, [.. keys.Select(key => new ReceiptSignature(key.Certificate, key.Key.Sign(signed)))]);
    }

    /// <summary>Canonical JSON of the whole.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["kind"] = Kind,
        ["statement"] = Statement.DeepClone(),
        ["signatures"] = new JsonArray([.. Signatures.Select(signature => new JsonObject
        {
            ["certificate"] = Convert.ToBase64String(signature.Certificate.Raw.Span),
            ["value"] = Convert.ToBase64String(signature.Value.Span),
        })]),
    });

    /// <summary>Reads one. Nothing of it is verified yet.</summary>
    /// <param name="bytes">Anything at all.</param>
    /// <param name="kind">The kind that it has to be.</param>
    /// <exception cref="FormatException">It is none, or not in its one byte form.</exception>
    public static SignedStatement Parse(ReadOnlySpan<byte> bytes, string kind)
    {
        JsonObject whole = StrictJson.ParseObject(bytes, new StrictJsonLimits(MaximumBytes));
        StrictJsonMembers members = new(whole);
        members.Text("kind", text => text == kind ? text : throw new FormatException($"The kind is {kind}."));
        JsonObject statement = whole["statement"] as JsonObject ?? throw new FormatException("A statement is an object.");
        _ = members.Part("statement");
        SignedStatement read = new(kind, statement.DeepClone().AsObject(), [.. members.Parts("signatures", Schemes.Length).Select(ReadSignature)]);
        members.RefuseOthers();
        return bytes.SequenceEqual(read.ToBytes()) ? read : throw new FormatException("A statement has one byte form.");
    }

    /// <summary>The checks of both signatures, against the roots of a policy.</summary>
    /// <param name="policy">Whom to trust.</param>
    public IReadOnlyList<Check> Verify(TrustPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        byte[] signed = BytesOf(Kind, Statement);
        return [Signature("statement-es256", Schemes[0], signed, policy), Signature("statement-sm2", Schemes[1], signed, policy)];
    }

    private Check Signature(string name, SignatureAlgorithm scheme, byte[] signed, TrustPolicy policy)
    {
        ReceiptSignature[] found = [.. Signatures.Where(signature => signature.Certificate.PublicKey.Algorithm == scheme)];
        if (found is not [ReceiptSignature one] || !one.Certificate.PublicKey.Verify(signed, one.Value.Span))
        {
            return Check.Of(name, false, $"{scheme} 签名缺失或与内容不符。", $"The {scheme} signature is absent or does not fit what is stated.");
        }

        if (!one.Certificate.MaySignReceipts || one.Certificate.SubjectCommonName != TextOf("node") || !BeijingTime.TryParse(TextOf("time"), out DateTimeOffset time))
        {
            return Check.Of(name, false, "签名证书不是该节点的回执证书。", "The certificate is not a receipt certificate of the node that the statement names.");
        }

        ChainReport chain = CertificateChain.Check(one.Certificate, [], policy.Roots, time);
        return DocumentChecks.TrustOf(
            name, chain, $"由 {one.Certificate.SubjectOrganisation} 签名。", $"Signed by {one.Certificate.SubjectOrganisation}.");
    }

    private string TextOf(string member) => Statement[member] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static byte[] BytesOf(string kind, JsonObject statement) => CanonicalJson.Write(new JsonObject { ["kind"] = kind, ["statement"] = statement.DeepClone() });

    private static ReceiptSignature ReadSignature(StrictJsonMembers members)
    {
        ReceiptSignature signature = new(
            members.Text("certificate", Forms.CertificateOf),
            members.Text("value", text => Forms.Base64(SignatureBytes)(text) is { Length: SignatureBytes } value ? value : throw new FormatException("A signature has 64 bytes.")));
        members.RefuseOthers();
        return signature;
    }
}
