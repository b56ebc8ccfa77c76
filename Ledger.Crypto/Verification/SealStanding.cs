using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>
/// <c>seal-standing</c>: that the seal was made and neither frozen nor revoked when the log took the licence in. What happened to it
/// later does not matter, so any proof that reaches as far as the issue tells it for good, however old.
/// </summary>
internal static class SealStanding
{
    private const string Name = "seal-standing";

    // SealMade.seal_sm3.
    private const int SealField = 1;

    /// <summary>The check.</summary>
    /// <param name="seal">The seal on the licence.</param>
    /// <param name="own">The licence's own proof, every link of which holds and whose first event is the issue.</param>
    /// <param name="attached">Bytes of the seal's bundle that came with it; empty where none came.</param>
    /// <param name="verifier">Judges bundles of the log.</param>
    /// <param name="remote">What was fetched besides.</param>
    public static Check Make(
        ReadSeal seal, StatusReport own, ReadOnlySpan<byte> attached, StatusVerifier verifier, RemoteEvidence remote)
    {
        BundledEvent issue = own.Bundle.Events[0];
        try
        {
            ReadOnlySpan<byte> handle = SealReference.HandleIn(issue.Body!.Value.Span);
            if (handle.IsEmpty)
            {
                return new Check(
                    Name, CheckResult.Noted, "签发时账本尚未登记印章，不核对印章状态。",
                    "The licence was issued before seals stood in the log; the seal's standing is not judged.");
            }

            return SealReference.MapKeyOf(own.Bundle.Origin, handle) is Digest key
                ? Judge(seal, own, issue.Index, key, attached.IsEmpty ? null : verifier.Verify(attached, key), verifier, remote)
                : Check.Of(Name, false, "签发事件所指的印章标识有误。", "The event of the issue names a seal wrongly.");
        }
        catch (FormatException e)
        {
            return Check.Of(Name, false, "印章状态证明不符合格式。", $"The proof of the seal's standing is malformed: {e.Message}");
        }
    }

    private static Check Judge(
        ReadSeal seal, StatusReport own, long issue, Digest key, StatusReport? shown, StatusVerifier verifier, RemoteEvidence remote)
    {
        (Check Check, bool IsProven)? attached = shown is null ? null : Of(seal, shown, own, path: null, issue);
        if (remote.SealStatus is not StatusBundle fetched)
        {
            return attached?.Check ?? new Check(
                Name, CheckResult.Unknown, "文件未附印章状态证明，亦未取得，无法判定签发时印章是否有效。",
                "The file carries no proof of its seal's standing, and none was had: nobody can tell whether the seal was in force then.");
        }

        // What the file proves is told for good; whoever answers can add to it what happened later, and cannot make it worse or better.
        (Check Check, bool IsProven) asked = Of(seal, verifier.Verify(fetched, key), own, remote.SealConsistency, issue);
        return attached is { } file && (file.IsProven || file.Check.Result == CheckResult.Failed)
            ? asked is { IsProven: true } && asked.Check.Result == file.Check.Result ? asked.Check : file.Check
            : asked.IsProven ? asked.Check : asked.Check with { Result = CheckResult.Unknown };
    }

    /// <returns>The check, and whether it is what the log proves of this seal.</returns>
    private static (Check Check, bool IsProven) Of(ReadSeal seal, StatusReport proof, StatusReport own, LogConsistency? path, long issue)
    {
        if (!proof.Holds)
        {
            return (Check.Of(
                Name, false, "印章状态证明不成立，或不是本印章的。",
                "The proof of the seal's standing does not hold, or is of another seal."), false);
        }

        if (!NewerStatus.Continues(own, proof, path) || proof.Size <= issue || !proof.ShowsAllEvents)
        {
            return (new Check(
                Name, CheckResult.Unknown, "印章状态证明与证照证明不出自同一检查点，或未列出全部事件，无法判定。",
                "The proof of the seal's standing is not under the checkpoint of the licence's, or does not show all events: nobody can tell."), false);
        }

        return (Standing(seal, proof.Bundle, issue), true);
    }

    private static Check Standing(ReadSeal seal, StatusBundle proof, long issue)
    {
        if (!IsTheSeal(seal, proof))
        {
            return Check.Of(Name, false, "账本所登记的印章不是本证照所用的印章。", "The seal that the log names is not the one on this licence.");
        }

        StatusEntry? then = proof.Events.TakeWhile(step => step.Index < issue)
            .Aggregate((StatusEntry?)null, (entry, step) => StatusEntry.After(entry, step.Leaf, step.Index));
        return then?.Status is SubjectStatus.Valid
            ? Passed(proof.Events.FirstOrDefault(step => step.Index > issue && IsEnd(step.Leaf.Type)))
            : Failed(then?.Status);
    }

    private static Check Passed(BundledEvent? later)
    {
        (string chinese, string english) = later is null ? ("", "")
            : ($"此后（{BeijingTime.TextOf(later.Leaf.Time)}）该印章被{(later.Leaf.Type == EventType.SealFrozen ? "冻结" : "注销")}，不影响此前的签发。",
                $" Later, at {BeijingTime.TextOf(later.Leaf.Time)} (Beijing time), it was {(later.Leaf.Type == EventType.SealFrozen ? "frozen" : "revoked")}; "
                + "what it sealed before stays as it is.");
        return new Check(
            Name, CheckResult.Passed, $"账本证明：签发时该印章已制成，未冻结、未注销。{chinese}",
            $"The log proves that the seal was made, and neither frozen nor revoked, when the licence was issued.{english}");
    }

    private static Check Failed(SubjectStatus? status)
    {
        (string chinese, string english) = status switch
        {
            SubjectStatus.Suspended => ("已被冻结", "frozen"),
            SubjectStatus.Revoked => ("已注销", "revoked"),
            _ => ("尚未制成", "not made yet"),
        };
        return Check.Of(Name, false, $"签发时该印章{chinese}，签章无效。", $"When the licence was issued, its seal was {english}.");
    }

    private static bool IsEnd(EventType type) => type is EventType.SealFrozen or EventType.SealRevoked;

    /// <summary>Whether the event that made it names the very SESeal that the licence bears.</summary>
    private static bool IsTheSeal(ReadSeal seal, StatusBundle proof)
    {
        try
        {
            return seal.Signature is ESealSignature signature
                && proof.Events.FirstOrDefault(step => step.Leaf.Type == EventType.SealMade)?.Body is { } body
                && EventBodies.Field(EventBodies.EventOf(body.Span), SealField)
                    .SequenceEqual(signature.Seal.Sm3.Span);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
