using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node.Catalogue;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>
/// What may be done to a licence, and what event it becomes. All of them refuse with <see cref="LedgerError.WrongState"/>; the
/// decision itself is checked before, by <see cref="Decision.Require"/>.
/// </summary>
internal sealed partial record Licence
{
    /// <summary>The most events of one version: a status bundle has to show them all, or nobody can check what was issued.</summary>
    public const int MostEvents = StatusBundle.MaxEvents;

    /// <summary>Decides 暂扣, of a licence that has begun or will, and is neither suspended, past its last day nor ended.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="until">Day until which it was decided, or null.</param>
    /// <param name="today">The day it is in China.</param>
    public LicenceSuspended Suspend(Decision decision, DateOnly? until, DateOnly today)
    {
        RequireNotEnded();
        Require(!IsSuspended, "证照已被暂扣。", "The licence is suspended already.");
        Require(StateOn(today) is not LicenceState.Expired, "证照已过有效期，不能暂扣。", "The licence has expired and cannot be suspended.");
        RequireRoom(opens: 1);
        return until < decision.DecidedOn
            ? throw new LedgerException(
                LedgerError.InvalidField, "暂扣期限早于决定日期。", "The suspension would end before it was decided.", "/until")
            : new LicenceSuspended
            {
                Handle = Handle,
                LegalBasis = decision.LegalBasis,
                DecidedOn = LicenceDate.Format(decision.DecidedOn),
                Until = until is DateOnly day ? LicenceDate.Format(day) : "",
            };
    }

    /// <summary>Decides 暂扣发还.</summary>
    public LicenceResumed Resume(Decision decision)
    {
        RequireNotEnded();
        Require(IsSuspended, "证照未被暂扣。", "The licence is not suspended.");
        return new LicenceResumed
        {
            Handle = Handle,
            LegalBasis = decision.LegalBasis,
            DecidedOn = LicenceDate.Format(decision.DecidedOn),
        };
    }

    /// <summary>Decides an end by an authority: 注销, 撤销, 吊销 or 转出.</summary>
    /// <param name="reason">Which; 换发 comes about by the next version alone.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="destination">转出: division code of a province, which only that end has, and must have.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/> where it has ended already; <see cref="LedgerError.InvalidField"/>.
    /// </exception>
    public LicenceRevoked Revoke(RevocationReason reason, Decision decision, string? destination = null)
    {
        RequireNotEnded();
        if (reason is RevocationReason.Superseded)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "换发由签发下一版本产生，不能单独作出。", "A licence is superseded by issuing its next version, in no other way.", "/reason");
        }

        return (reason is RevocationReason.Transferred, destination) switch
        {
            (true, string province) when Authority.IsProvince(province) => Ended(reason, decision, successor: ByteString.Empty, province),
            (false, null) => Ended(reason, decision, successor: ByteString.Empty, destination: ""),
            (true, _) => throw new LedgerException(
                LedgerError.InvalidField, "转出须写明转入地的省级区划代码（六位）。",
                "A transfer names the province that the licence goes to, by its division code of six digits.", "/destination"),
            _ => throw new LedgerException(
                LedgerError.InvalidField, "只有转出才写转入地。", "Only a transfer names where the licence goes to.", "/destination"),
        };
    }

    /// <summary>Decides 换发: the end that the next version brings with it.</summary>
    /// <param name="act">What brings the next version about.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="successor">Handle of the next version.</param>
    /// <param name="today">The day it is in China.</param>
    public LicenceRevoked Supersede(LicenceAct act, Decision decision, ByteString successor, DateOnly today)
    {
        RequireNext(act, today);
        return Ended(RevocationReason.Superseded, decision, successor, destination: "");
    }

    /// <summary>Returns where a next version may be issued.</summary>
    /// <param name="act">What would bring it about.</param>
    /// <param name="today">The day it is in China.</param>
    public void RequireNext(LicenceAct act, DateOnly today)
    {
        RequireNotEnded();

        // A new version would be valid: a suspension could be got rid of that way.
        Require(!IsSuspended, $"证照被暂扣，发还之前不能{act.Chinese()}。", "The licence is suspended; no version follows until it is given back.");
        Require(
            !IsDisputed || act is LicenceAct.Correction,
            $"证照异议处理中，只能更正，不能{act.Chinese()}。", "An objection is open; until it is settled the licence can only be corrected.");
        Require(
            act is not LicenceAct.Change || StateOn(today) is not LicenceState.Expired,
            "证照已过有效期，不能变更。", "The licence has expired and cannot be changed.");
        Require(
            Identifier.Version < LicenceIdentifier.LastVersion, "版本号已用尽。", "The licence has had the last version that three digits can name.");
    }

    /// <summary>Decides 校验.</summary>
    /// <param name="passed">Its result. A failed check suspends nothing by itself.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="nextDue">Day of the next check, after this one; or null.</param>
    public LicenceChecked Check(bool passed, Decision decision, DateOnly? nextDue)
    {
        RequireNotEnded();
        RequireRoom(opens: 0);
        return nextDue <= decision.DecidedOn
            ? throw new LedgerException(
                LedgerError.InvalidField, "下次校验日期应晚于本次。", "The next check lies after this one.", "/nextDue")
            : new LicenceChecked
            {
                Handle = Handle,
                ResultCode = passed ? "passed" : "failed",
                LegalBasis = decision.LegalBasis,
                DecidedOn = LicenceDate.Format(decision.DecidedOn),
                NextDue = nextDue is DateOnly day ? LicenceDate.Format(day) : "",
            };
    }

    /// <summary>Decides 异议标注.</summary>
    /// <param name="reference">Number of the objection: 1 to 64 digits, capital letters and hyphens.</param>
    /// <param name="decision">The decision.</param>
    public LicenceDisputed Dispute(string reference, Decision decision)
    {
        RequireNotEnded();
        Require(!IsDisputed, "已有异议处理中。", "An objection is open already.");
        RequireRoom(opens: 1);
        bool fits = reference.Length is > 0 and <= 64
            && reference.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character) || character is '-')
            && !CitizenNumber.IsIn(reference);
        return fits
            ? new LicenceDisputed
            {
                Handle = Handle,
                Reference = reference,
                LegalBasis = decision.LegalBasis,
                DecidedOn = LicenceDate.Format(decision.DecidedOn),
            }
            : throw new LedgerException(
                LedgerError.InvalidField, "异议编号应为 1 至 64 位数字、大写字母或连字符。",
                "The number of an objection has 1 to 64 digits, capital letters and hyphens.", "/reference");
    }

    /// <summary>Decides 异议标注撤销.</summary>
    public LicenceDisputeLifted LiftDispute(DisputeOutcome outcome, Decision decision)
    {
        RequireNotEnded();
        Require(IsDisputed, "没有处理中的异议。", "No objection is open.");
        return new LicenceDisputeLifted
        {
            Handle = Handle,
            OutcomeCode = outcome.Code(),
            LegalBasis = decision.LegalBasis,
            DecidedOn = LicenceDate.Format(decision.DecidedOn),
        };
    }

    private LicenceRevoked Ended(RevocationReason reason, Decision decision, ByteString successor, string destination) => new()
    {
        Handle = Handle,
        ReasonCode = reason.Code(),
        LegalBasis = decision.LegalBasis,
        DecidedOn = LicenceDate.Format(decision.DecidedOn),
        SuccessorHandle = successor,
        Destination = destination,
    };

    private void RequireNotEnded() => Require(
        EndedBy is null,
        $"证照已{EndedBy?.Chinese()}，不能再变动。", $"The licence has ended ({EndedBy?.Code()}); nothing can be done to it any more.");

    /// <summary>Keeps room for closing what is open, and for the end: those events are never refused for want of it.</summary>
    /// <param name="opens">1 for an event that another has to close, 0 for any other.</param>
    private void RequireRoom(int opens)
    {
        Require(
            HasRoomFor(events: 1, opens),
            $"本版本的记录将超过 {MostEvents} 条，请先签发下一版本。",
            $"This version would have more than {MostEvents} events; issue the next version first.");
    }

    private bool HasRoomFor(int events, int opens) =>
        EventCount + events + opens + (IsSuspended ? 1 : 0) + (IsDisputed ? 1 : 0) + Flags.Count + 1 <= MostEvents;

    private static void Require(bool holds, string chinese, string english)
    {
        if (!holds)
        {
            throw new LedgerException(LedgerError.WrongState, chinese, english);
        }
    }
}
