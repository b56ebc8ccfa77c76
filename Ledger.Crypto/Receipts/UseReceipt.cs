using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Receipts;

/// <summary>
/// 用证回执: a province's node states that it, or a system of the authority, opened and verified what another province gave for a use. Names the use and no person; see
/// <see cref="SignedStatement"/> for its signatures.
/// </summary>
/// <param name="Use">Name of the use, 32 hexadecimal characters.</param>
/// <param name="Log">Origin of the log that has the use: of the province that gave.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Authority">Unified social credit code of the authority for which it was used.</param>
/// <param name="AnswerSm3">SM3 of the answer as it was opened.</param>
/// <param name="Node">Origin of the log of the node that states this.</param>
/// <param name="Time">When it does, by its own clock.</param>
public sealed record UseReceipt(string Use, string Log, long Index, string Authority, Digest AnswerSm3, string Node, DateTimeOffset Time)
{
    /// <summary>Kind of the statement.</summary>
    public const string Kind = "use-receipt/v1";

    private const int LongestText = 256;
    private const string Department = "department";

    /// <summary>Whether not the node but a system of the authority opened and verified it, by a key of its own, and stated that to the node in a signed request.</summary>
    public bool IsByDepartment { get; init; }

    /// <summary>Whether bytes begin as the canonical form of one does, so that the kind of a file is told before it is read.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes) => bytes.StartsWith("{\"kind\":\"use-receipt/v1\","u8);

    /// <summary>What is stated, but for node and time, which who signs it adds.</summary>
    public static JsonObject StatementOf(string use, string log, long index, string authority, Digest answer, bool isByDepartment = false)
    {
        JsonObject statement = new()
        {
            ["use"] = use,
            ["log"] = log,
            ["index"] = index,
            ["authority"] = authority,
            ["answerSm3"] = answer.ToHex(),
        };
        if (isByDepartment)
        {
            statement["openedBy"] = Department;
        }

        return statement;
    }

    /// <summary>Reads what a signed statement states. Whether it was signed by whom it names is not looked at.</summary>
    /// <exception cref="FormatException">It states something else.</exception>
    public static UseReceipt Of(SignedStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        StrictJsonMembers members = new(statement.Statement);
        UseReceipt read = new(
            members.Text("use", Short),
            members.Text("log", Short),
            members.Number("index"),
            members.Text("authority", Short),
            members.Text("answerSm3", Digest.FromHex),
            members.Text("node", Short),
            members.Text("time", text => BeijingTime.TryParse(text, out DateTimeOffset time) ? time : throw new FormatException("It names no time.")))
        {
            IsByDepartment = members.Has("openedBy") && members.Text("openedBy", text => text == Department ? true : throw new FormatException("It was opened by nobody known.")),
        };
        members.RefuseOthers();
        return statement.Kind == Kind ? read : throw new FormatException($"The kind is {Kind}.");
    }

    /// <summary>The checks of one; a single one that fails where the bytes are none.</summary>
    /// <param name="bytes">Anything at all.</param>
    /// <param name="answer">The answer that it is to be of, opened; null where it is not at hand.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="receipt">What it states; null where it cannot be read. Only to be believed where every check passed.</param>
    public static IReadOnlyList<Check> Verify(ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte>? answer, TrustPolicy policy, out UseReceipt? receipt)
    {
        try
        {
            SignedStatement signed = SignedStatement.Parse(bytes, Kind);
            receipt = Of(signed);
            return
            [
                Check.Of("receipt-form", true, "用证回执格式正确。", "The use receipt is well formed."),
                .. signed.Verify(policy),
                .. answer is ReadOnlyMemory<byte> given ? [Answer(receipt, given.Span)] : Array.Empty<Check>(),
            ];
        }
        catch (FormatException e)
        {
            receipt = null;
            return [Check.Of("receipt-form", false, "用证回执不符合格式。", $"The use receipt is malformed: {e.Message}")];
        }
    }

    /// <summary>The use and where it stands.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"receipt of use {Use} at {Index}");

    private static string Short(string text) => text.Length is > 0 and <= LongestText ? text : throw new FormatException("A text is empty or too long.");

    private static Check Answer(UseReceipt receipt, ReadOnlySpan<byte> answer)
    {
        bool same = Sm3.Hash(answer) == receipt.AnswerSm3;
        return Check.Of(
            "receipt-file", same, same ? "回执所述的应答即此文件（SM3 相符）。" : "回执所述的是另一份应答。",
            same ? "The receipt is of this answer: SM3 agrees." : "The receipt is of another answer.");
    }
}
