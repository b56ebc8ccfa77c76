using Google.Protobuf;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Consents;

/// <summary>
/// Reads what another province's node states of a holder's consent. Taken is only what that node signed, by certificates that the trust policy trusts, for this log and just now:
/// what was stated to another province, or yesterday, does nothing here.
/// </summary>
internal sealed class ConsentActReading(string ownOrigin, TrustPolicy? trust, TimeProvider time)
{
    /// <summary>A grant; of one for a minor, with the guardian proven.</summary>
    /// <param name="origin">Origin of the log of the province whose node sent it.</param>
    /// <param name="bytes">The signed statement.</param>
    /// <param name="guardian">What shows that a guardian may; null where the statement names none.</param>
    /// <exception cref="LedgerException">
    /// As <see cref="Withdrawal"/>; <see cref="LedgerError.NotAllowed"/>: nothing proves that the guardian may consent for this child; <see cref="LedgerError.Busy"/>: it cannot be
    /// told now.
    /// </exception>
    public ConsentAct Grant(string origin, ReadOnlySpan<byte> bytes, GuardianProof? guardian = null)
    {
        ConsentAct act = Reading(bytes, ConsentAct.Kind, origin, ConsentAct.Of);
        return act.Guardian is null ? act : act with { Certificate = RequireGuardian(origin, act, act.Guardian, guardian) };
    }

    /// <summary>The consent that is withdrawn.</summary>
    /// <param name="origin">Origin of the log of the province whose node sent it.</param>
    /// <param name="bytes">The signed statement.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>: it is none, or for another log, or not of now; <see cref="LedgerError.SignatureInvalid"/>: not signed by that node;
    /// <see cref="LedgerError.Unavailable"/>: this node has no trust policy.
    /// </exception>
    public ByteString Withdrawal(string origin, ReadOnlySpan<byte> bytes) => Reading(
        bytes, ConsentAct.WithdrawalKind, origin, statement => new StrictJsonMembers(statement.Statement).Text("consent", ConsentAct.HandleOf));

    private T Reading<T>(ReadOnlySpan<byte> bytes, string kind, string origin, Func<SignedStatement, T> read)
    {
        TrustPolicy policy = trust ?? throw new LedgerException(LedgerError.Unavailable, "本节点没有信任策略，无法核对外省授权。", "This node has no trust policy to check acts of other provinces by.");
        SignedStatement statement;
        T act;
        try
        {
            statement = SignedStatement.Parse(bytes, kind);
            act = read(statement);
            RequireForNow(statement.Statement, origin);
        }
        catch (FormatException)
        {
            throw new LedgerException(LedgerError.InvalidField, "不是可采信的跨省授权陈述。", "It is no statement of a consent that counts here and now.", "/act");
        }

        return statement.Verify(policy).All(check => check.Result is CheckResult.Passed)
            ? act
            : throw new LedgerException(LedgerError.SignatureInvalid, "跨省授权陈述的签名不成立。", "The signatures of the statement do not hold.", "/act");
    }

    /// <summary>The identifier of the birth certificate of that province's log that proves it.</summary>
    private string RequireGuardian(string origin, ConsentAct act, string guardian, GuardianProof? proof)
    {
        Verdict? verdict = proof is null ? null
            : new LicenceVerifier(trust!, time).Verify(proof.Document.Span, proof.Status.Span, RemoteEvidence.None, at: null, proof.SealStatus.Span);
        return verdict?.Licence is LicenceDocument shown && shown.Statement.Log == origin && Guardianship.Names(shown, act.Holder, guardian)
            ? verdict switch
            {
                { Conclusion: Conclusion.Valid, IsDisputed: false } => shown.Statement.Identifier,
                { Conclusion: Conclusion.CannotTell } => throw new LedgerException(
                    LedgerError.Busy, "目前无法判定出生医学证明的状态，请稍后重试。", "Whether the birth certificate counts cannot be told now; try again later."),
                _ => throw NoGuardian(),
            }
            : throw NoGuardian();
    }

    private static LedgerException NoGuardian() => new(
        LedgerError.NotAllowed,
        "没有写明此人为该未成年人父母的有效出生医学证明，不予登记监护人的授权。",
        "No birth certificate in force proves that this is a parent of the minor: the guardian's consent is not entered.",
        "/guardianship");

    private void RequireForNow(System.Text.Json.Nodes.JsonObject statement, string origin)
    {
        StrictJsonMembers members = new(statement);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset stated = members.Text("time", text => BeijingTime.TryParse(text, out DateTimeOffset read) ? read : throw new FormatException("It names no time."));
        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds(members.Number("expires", greatest: DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
        bool isForHere = (members.Text("node"), members.Text("log")) == (origin, ownOrigin);
        bool isOfNow = stated <= now + ConsentLimits.ClockDifference && now <= expires + ConsentLimits.ClockDifference
            && expires <= stated + ConsentLimits.StatementLifetime + TimeSpan.FromSeconds(1); // the time is written in whole seconds
        if (!isForHere || !isOfNow || members.Text("nonce").Length != ConsentName.Length)
        {
            throw new FormatException("It is for another log, or not of now.");
        }
    }
}
