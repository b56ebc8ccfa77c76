using Google.Protobuf;

namespace Ledger.Node.Inspections;

/// <summary>检查计划 as the log knows it: nothing of whom it is about. Its rules and its state.</summary>
/// <param name="row">Not to be changed by anybody any more.</param>
internal sealed class Inspection(InspectionRow row)
{
    /// <summary>Its 16 bytes in log and map.</summary>
    public ByteString Handle => row.Registered.Handle;

    /// <summary>Unified social credit code of the authority that registered it.</summary>
    public string Authority => row.Registered.Authority;

    /// <summary>From when it counts.</summary>
    public DateTimeOffset From => DateTimeOffset.FromUnixTimeMilliseconds(row.Registered.ValidFrom);

    /// <summary>Last moment at which it counts.</summary>
    public DateTimeOffset To => DateTimeOffset.FromUnixTimeMilliseconds(row.Registered.ValidTo);

    /// <summary>Log index of the registration.</summary>
    public long Index => row.Index;

    /// <summary>When it was registered.</summary>
    public DateTimeOffset RegisteredAt => DateTimeOffset.FromUnixTimeMilliseconds(row.Time);

    /// <summary>When it was ended; null while it was not.</summary>
    public DateTimeOffset? EndedAt => row.EndedTime > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(row.EndedTime) : null;

    /// <summary>What it is at a moment; what was ended is that, whatever else.</summary>
    public InspectionState StateAt(DateTimeOffset now) => EndedAt is not null ? InspectionState.Ended
        : now > To ? InspectionState.Over
        : now < From ? InspectionState.NotYet
        : InspectionState.Live;

    /// <summary>Ends it, also one whose period is over: then nobody has to ask whether it is.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: it is ended already.</exception>
    public InspectionEnded End(ByteString sealedSm3) => EndedAt is null
        ? new InspectionEnded { Handle = Handle, SealedSm3 = sealedSm3 }
        : throw new LedgerException(LedgerError.WrongState, "该检查计划已结束。", "The plan is ended already.");

    /// <summary>Refuses where it does not count at a moment.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InspectionNotInForce"/>; the sentence says why.</exception>
    public void RequireLive(DateTimeOffset now)
    {
        (string chinese, string english) = StateAt(now) switch
        {
            InspectionState.Ended => ("检查计划已结束。", "The inspection plan was ended."),
            InspectionState.Over => ("检查计划的期限已过。", "The inspection plan's period is over."),
            InspectionState.NotYet => ("检查计划尚未开始。", "The inspection plan's period has not begun."),
            _ => ("", ""),
        };
        if (chinese.Length > 0)
        {
            throw new LedgerException(LedgerError.InspectionNotInForce, chinese, english, "/basis/number");
        }
    }
}
