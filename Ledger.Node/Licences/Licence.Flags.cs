using Google.Protobuf;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>What may be done about flags.</summary>
internal sealed partial record Licence
{
    /// <summary>The event of a flag. Asked before: <see cref="HasRoomForFlags"/>.</summary>
    /// <param name="handle">The licence to be flagged, which has not ended.</param>
    /// <param name="rule">The rule that fired.</param>
    /// <param name="causeHandle">Handle of the version that set it off.</param>
    /// <param name="causeIdentifier">Its identifier.</param>
    public static LicenceFlagged Flag(ByteString handle, FlagRule rule, ByteString causeHandle, string causeIdentifier) => new()
    {
        Handle = handle,
        RuleCode = rule.Code(),
        CauseHandle = causeHandle,
        CauseIdentifier = causeIdentifier,
    };

    /// <summary>Whether its record has room for so many flags and for taking each of them off.</summary>
    public bool HasRoomForFlags(int flags) => EndedBy is null && HasRoomFor(events: flags, opens: flags);

    /// <summary>Decides that a flag is off: the authority has looked.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/> where it has ended; <see cref="LedgerError.NotFound"/> without such a flag.</exception>
    public LicenceFlagCleared ClearFlag(FlagRule rule, Decision decision)
    {
        RequireNotEnded();
        return Flags.Any(flag => flag.Rule == rule)
            ? new LicenceFlagCleared
            {
                Handle = Handle,
                RuleCode = rule.Code(),
                LegalBasis = decision.LegalBasis,
                DecidedOn = LicenceDate.Format(decision.DecidedOn),
            }
            : throw new LedgerException(LedgerError.NotFound, "证照没有此项标记。", "The licence has no such flag.");
    }
}
