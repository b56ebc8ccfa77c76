using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Receipts;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Consents;

/// <summary>
/// 跨省授权: what the node of the province where a holder confirmed a consent states to another province's of what the consent opens there. That node's log then has a consent of
/// the same handle. Personal data, in memory only.
/// </summary>
/// <param name="Consent">The consent's 16 bytes, in every province the same.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="Confirmation">How the holder had signed in.</param>
/// <param name="Terms">What it opens there; its <see cref="ConsentTerms.From"/> is always said.</param>
internal sealed record ConsentAct(ByteString Consent, HolderCode Holder, Confirmation Confirmation, ConsentTerms Terms)
{
    /// <summary>Kind of the statement that grants.</summary>
    public const string Kind = "consent-act/v1";

    /// <summary>Kind of the statement that withdraws.</summary>
    public const string WithdrawalKind = "consent-act-withdrawal/v1";

    private const int LongestText = 256;

    /// <summary>The number of the guardian who confirmed it for a minor, as the birth certificate has it; null where the holder did.</summary>
    public string? Guardian { get; init; }

    /// <summary>Identifier of that certificate, once it is verified; it is not stated.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>What is stated to one province; who signs it adds <c>node</c> and <c>time</c>.</summary>
    /// <param name="log">Origin of that province's log: nobody else is to take it.</param>
    /// <param name="now">When.</param>
    public JsonObject ToStatement(string log, DateTimeOffset now)
    {
        JsonObject statement = Head(Consent, log, now);
        statement["holder"] = new JsonObject { ["codeType"] = Holder.CodeType, ["code"] = Holder.Code };
        statement["confirmation"] = new JsonObject { ["provider"] = Confirmation.Provider, ["authenticatedAt"] = Confirmation.AuthenticatedAt };
        statement["terms"] = TermsOf();
        if (Guardian is not null)
        {
            statement["guardian"] = Guardian;
        }

        return statement;
    }

    /// <summary>What is stated to withdraw a consent.</summary>
    /// <inheritdoc cref="ToStatement"/>
    public static JsonObject WithdrawalOf(ByteString consent, string log, DateTimeOffset now) => Head(consent, log, now);

    /// <summary>What does not change from one statement of the same act to the next: by it a repetition is recognised.</summary>
    /// <param name="holder">The keyed hash that stands for the holder, without which nobody can test a guess of the rest.</param>
    public byte[] ToDigested(Digest holder) =>
        [.. holder.Span, .. CanonicalJson.Write(TermsOf()), .. Encoding.UTF8.GetBytes(Guardian ?? "")];

    /// <summary>Reads what a signed statement states. Who signed it, for whom and when is looked at elsewhere.</summary>
    /// <exception cref="FormatException">It states something else.</exception>
    public static ConsentAct Of(SignedStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        StrictJsonMembers members = new(statement.Statement);
        StrictJsonMembers holder = members.Part("holder");
        StrictJsonMembers confirmation = members.Part("confirmation");
        ConsentAct act = new(
            members.Text("consent", HandleOf),
            new HolderCode(holder.Text("codeType", Short), holder.Text("code", Short)),
            new Confirmation { Provider = confirmation.Text("provider", Short), AuthenticatedAt = confirmation.Number("authenticatedAt") },
            TermsOf(members.Part("terms")))
        {
            Guardian = members.Has("guardian") ? members.Text("guardian", Short) : null,
        };
        holder.RefuseOthers();
        confirmation.RefuseOthers();
        return act;
    }

    /// <summary>The consent that a statement names.</summary>
    /// <exception cref="FormatException">It names none.</exception>
    public static ByteString HandleOf(string name) => ConsentName.TryRead(name) ?? throw new FormatException("It names no consent.");

    /// <summary>The consent's name alone.</summary>
    public override string ToString() => $"act of consent {ConsentName.Of(Consent)}";

    private static JsonObject Head(ByteString consent, string log, DateTimeOffset now) => new()
    {
        ["consent"] = ConsentName.Of(consent),
        ["log"] = log,
        ["expires"] = (now + ConsentLimits.StatementLifetime).ToUnixTimeSeconds(),
        ["nonce"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
    };

    private JsonObject TermsOf() => new()
    {
        ["licences"] = new JsonArray([.. Terms.Licences.Select(LicenceOf)]),
        ["materials"] = ListOf(Terms.Materials),
        ["authorities"] = ListOf(Terms.Authorities),
        ["provinces"] = ListOf(Terms.Provinces),
        ["items"] = ListOf(Terms.Items),
        ["from"] = Terms.From!.Value.ToUnixTimeMilliseconds(),
        ["to"] = Terms.To.ToUnixTimeMilliseconds(),
        ["count"] = Terms.Count,
    };

    private static JsonObject LicenceOf(LicenceScope scope)
    {
        JsonObject licence = new() { ["licence"] = scope.Licence };
        if (scope.Fields is not null)
        {
            licence["fields"] = ListOf(scope.Fields);
        }

        return licence;
    }

    private static JsonArray ListOf(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static ConsentTerms TermsOf(StrictJsonMembers members)
    {
        ConsentTerms terms = new(
            [.. members.Parts("licences", ConsentLimits.Entries).Select(LicenceOf)],
            members.Texts("materials", ConsentLimits.Entries, Short),
            members.Texts("authorities", ConsentLimits.Entries, Short),
            members.Texts("provinces", ConsentLimits.Entries, Short),
            members.Texts("items", ConsentLimits.Entries, Short),
            DateTimeOffset.FromUnixTimeMilliseconds(members.Number("from", greatest: DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())),
            DateTimeOffset.FromUnixTimeMilliseconds(members.Number("to", greatest: DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())),
            members.Number("count"));
        members.RefuseOthers();
        return terms;
    }

    private static LicenceScope LicenceOf(StrictJsonMembers members)
    {
        LicenceScope scope = new(
            members.Text("licence", Short),
            members.Has("fields") ? members.Texts("fields", Crypto.Verification.LicenceDocument.MaximumFields, Short) : null);
        members.RefuseOthers();
        return scope;
    }

    private static string Short(string text) => CatalogueText.Fits(text, LongestText) ? text : throw new FormatException("A text is empty or too long.");
}
