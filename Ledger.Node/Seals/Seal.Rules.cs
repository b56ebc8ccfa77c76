using Google.Protobuf;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Seals;

/// <summary>What may happen to a seal. Rules decide and may refuse; they enter nothing.</summary>
internal sealed partial record Seal
{
    /// <summary>The most events of one seal: as many as one status bundle shows, so that its whole life can be proven.</summary>
    public const int MostEvents = StatusBundle.MaxEvents;

    /// <summary>The most years for which a seal is applied for.</summary>
    public const int MostYears = 10;

    /// <summary>The most applications of one authority that wait at once.</summary>
    public const int MostWaiting = 8;

    /// <summary>The most Unicode characters of a seal's name.</summary>
    public const int LongestName = 100;

    private const string Closes = "The seal's present state does not permit this";

    /// <summary>印章申请.</summary>
    /// <param name="others">The authority's seals so far.</param>
    /// <param name="handle">The new seal's 16 bytes.</param>
    /// <param name="caller">Who applies.</param>
    /// <param name="application">What for.</param>
    /// <param name="by">The caller as the event has it.</param>
    /// <exception cref="LedgerException">A field is wrong, or too many applications wait.</exception>
    public static SealApplied Apply(
        IEnumerable<Seal> others, ByteString handle, SealCaller caller, SealApplication application, SealActor by)
    {
        caller.Require();
        application.Require();
        return others.Count(seal => seal.Recorded is SealState.Applied or SealState.Approved) < MostWaiting
            ? new SealApplied
            {
                Handle = handle,
                Authority = caller.Authority,
                AuthorityName = application.AuthorityName,
                Name = application.Name,
                Years = (uint)application.Years,
                PictureSm3 = application.PictureSm3,
                By = by,
            }
            : throw new LedgerException(
                LedgerError.WrongState, $"该机构已有 {MostWaiting} 份印章申请在办。", $"{MostWaiting} applications of the authority wait already.");
    }

    /// <summary>审批通过, by another operator at another system than applied, or by another person at the counter of this node.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>; <see cref="LedgerError.NotAllowed"/>.</exception>
    public SealApproved Approve(SealActor by)
    {
        RequireState(SealState.Applied);
        RequireOtherEyes(by);
        return new SealApproved { Handle = Handle, By = by };
    }

    /// <summary>审批不通过, by another operator at another system than applied, or by another person at the counter of this node.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>; <see cref="LedgerError.NotAllowed"/>.</exception>
    public SealRejected Reject(SealActor by)
    {
        RequireState(SealState.Applied);
        RequireOtherEyes(by);
        return new SealRejected { Handle = Handle, By = by };
    }

    /// <summary>Returns where a seal may be made for it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>.</exception>
    public void RequireApproved() => RequireState(SealState.Approved);

    /// <summary>冻结. Leaves room in the record for what ends it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>.</exception>
    public SealFrozen Freeze(SealActor by)
    {
        const int WhatFollows = 2; // it is given free again, and ends one day
        RequireState(SealState.InForce);
        return Steps.Count + 1 + WhatFollows <= MostEvents
            ? new SealFrozen { Handle = Handle, By = by }
            : throw new LedgerException(
                LedgerError.WrongState,
                $"该印章的记录将超过 {MostEvents} 条，请注销并换章。",
                $"The seal would have more than {MostEvents} events; revoke it and apply for another.");
    }

    /// <summary>解冻.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>.</exception>
    public SealUnfrozen Unfreeze(SealActor by)
    {
        RequireState(SealState.Frozen);
        return new SealUnfrozen { Handle = Handle, By = by };
    }

    /// <summary>注销; of an application, taking it back.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>; <see cref="LedgerError.InvalidField"/>: the reason does not fit.</exception>
    public SealRevoked Revoke(SealEnd reason, SealActor by)
    {
        RequireState(SealState.Applied, SealState.Approved, SealState.InForce, SealState.Frozen);
        bool isApplication = Recorded is SealState.Applied or SealState.Approved;
        return isApplication == reason is SealEnd.Withdrawn
            ? new SealRevoked { Handle = Handle, ReasonCode = reason.Code(), By = by }
            : throw new LedgerException(
                LedgerError.InvalidField,
                "未制章的申请只能撤回（withdrawn），已制成的印章不能撤回申请。",
                "What was not made yet is withdrawn; what was made cannot be.",
                "/reasonCode");
    }

    /// <summary>Returns where the use of it may be granted: made, and not ended.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>.</exception>
    public void RequireGrantable() => RequireState(SealState.InForce, SealState.Frozen);

    private void RequireState(params ReadOnlySpan<SealState> permitted)
    {
        if (!permitted.Contains(Recorded))
        {
            throw new LedgerException(
                LedgerError.WrongState, $"印章当前状态为{Recorded.Chinese()}，不允许此操作。", $"{Closes}: it is {Recorded.Code()}.");
        }
    }

    /// <summary>双人复核: nobody approves what they applied for, and no stolen key alone is enough.</summary>
    private void RequireOtherEyes(SealActor by)
    {
        SealActor? applicant = Steps[0].By;
        if (applicant is not null && !OtherEyes.Are(applicant.System, applicant.OperatorLookup, by.System, by.OperatorLookup))
        {
            throw new LedgerException(
                LedgerError.NotAllowed,
                "审批须由申请人之外的经办人、经另一系统办理。",
                "Another operator, at another system than applied, decides on an application.",
                applicant.System == by.System && by.System != DepartmentSystem.Counter ? null : "/operator");
        }
    }
}
