using Google.Protobuf;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Materials;

/// <summary>What may happen to a material, and when: each decides, and refuses with the reason.</summary>
internal sealed partial record Material
{
    /// <summary>Decides that somebody of the authority has verified it (核验).</summary>
    /// <param name="level">可信等级 that it has from here on; null for the one it has.</param>
    /// <param name="type">Its type.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/> unless it is 待核; a level that its type does not have, or a lower one.</exception>
    public MaterialAccepted Accept(TrustLevel? level, MaterialType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        RequireOnRecord();
        if (!IsPending)
        {
            throw Wrong("材料不在待核状态。", "The material does not wait to be verified.");
        }

        TrustLevel given = level ?? Level!.Value;
        return type.Levels.Contains(given) && given <= Level
            ? new MaterialAccepted { Handle = Handle, Level = given.Code() }
            : throw new LedgerException(
                LedgerError.InvalidField, "此类材料没有该可信等级，或等级低于原等级。", "Materials of this type do not have this level, or it is lower than before.", "/level");
    }

    /// <summary>Decides that it is in doubt (存疑) from here on.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: ended, a promise, or in doubt already.</exception>
    public MaterialDisputed Dispute()
    {
        RequireOnRecord();
        return IsDisputed ? throw Wrong("材料已在存疑状态。", "The material is in doubt already.")
            : DueOn is not null ? throw Wrong("承诺没有可存疑的文件。", "A promise has no file to doubt.")
            : new MaterialDisputed { Handle = Handle };
    }

    /// <summary>Decides that the doubt was unfounded. Where it was founded, the material is voided or replaced instead.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/> unless it is in doubt.</exception>
    public MaterialDisputeLifted LiftDispute()
    {
        RequireOnRecord();
        return IsDisputed
            ? new MaterialDisputeLifted { Handle = Handle }
            : throw Wrong("材料不在存疑状态。", "The material is not in doubt.");
    }

    /// <summary>Decides that it is void (作废).</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: ended before.</exception>
    public MaterialEnded Void()
    {
        RequireOnRecord();
        return new MaterialEnded { Handle = Handle, Reason = MaterialEnding.Voided.Code() };
    }

    /// <summary>Decides that the next version takes its place (被替换).</summary>
    /// <param name="next">The next version.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: ended before, by another version for example.</exception>
    public MaterialEnded Replace(ByteString next)
    {
        RequireOnRecord();
        return new MaterialEnded { Handle = Handle, Reason = MaterialEnding.Replaced.Code(), SuccessorHandle = next };
    }

    /// <summary>Decides that it is erased: whatever its state.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: erased before.</exception>
    public MaterialErased Erase() =>
        IsErased ? throw Wrong("材料已清除。", "The material was erased.") : new MaterialErased { Handle = Handle };

    private void RequireOnRecord()
    {
        if (IsErased || EndedBy is not null)
        {
            throw IsErased ? Wrong("材料已清除。", "The material was erased.")
                : EndedBy is MaterialEnding.Voided ? Wrong("材料已作废。", "The material is void.")
                : Wrong("材料已被新版本替换。", "A newer version has taken the material's place.");
        }
    }

    private static LedgerException Wrong(string chinese, string english) => new(LedgerError.WrongState, chinese, english);
}
