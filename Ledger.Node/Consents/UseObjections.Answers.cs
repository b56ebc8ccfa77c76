using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <content>Whoever made the use answers (异议答复): the objection is upheld, and then it says what was done about it, or it is rejected.</content>
internal sealed partial class UseObjections
{
    private const string AnswerPurpose = "use-objection-answer";

    /// <summary>Answers an objection, once.</summary>
    /// <param name="caller">The system that made the use.</param>
    /// <param name="index">Log index of the objection.</param>
    /// <param name="answer">What it answers.</param>
    /// <param name="key">The request; repeated it is the same answer.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: no objection to a use of the caller's, or its holder was erased; <see cref="LedgerError.WrongState"/>: answered before;
    /// <see cref="LedgerError.InvalidField"/>, <see cref="LedgerError.MissingField"/>: as <see cref="ObjectionAnswer.Require"/>.
    /// </exception>
    public async Task<LogReceipt> AnswerAsync(UseCaller caller, long index, ObjectionAnswer answer, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(answer);
        ledger.RequireWriting();
        answer.Require();
        UseObjectionAnswered answered;
        byte[] content;
        using (LedgerRead rows = ledger.Read())
        {
            UseObjected objected = UseObjectionTable.Find(rows, CallerOf(caller), index) is UseObjectionRow row && row.Objected.HolderHandles.All(holder => HolderKeys.Exists(rows, holder))
                ? row.Objected
                : throw NoObjection();
            content = vault.Seal(rows, objected.HolderHandles, AnswerPurpose, answer.ToContent().ToByteArray());
            answered = new UseObjectionAnswered
            {
                Handle = objected.Handle,
                Use = objected.Use,
                UseIndex = objected.UseIndex,
                ObjectionIndex = index,
                HolderHandles = { objected.HolderHandles },
                Upheld = answer.IsUpheld,
                SealedSm3 = SealedDigest.Of(content),
            };
        }

        return await ledger.WriteOnceAsync(
            key,
            write => UseTable.GetAt(write, answered.UseIndex).AnswerIndex == 0
                ? write.Append(answered, content)
                : throw new LedgerException(LedgerError.WrongState, "此异议已答复。", "This objection was answered already."),
            cancel);
    }

    /// <summary>What was answered to the objection to a use; null where nothing was, or it cannot be read any more.</summary>
    public static ObjectionAnswer? FindAnswer(LedgerRead rows, HolderVault vault, UseRow use) =>
        use.AnswerIndex > 0 && vault.TryOpenBeside(rows, use.Made.HolderHandles, AnswerPurpose, use.AnswerIndex) is byte[] content
            ? ObjectionAnswer.Of(use.AnswerUpheld, UseObjectionAnswerContent.Parser.ParseFrom(content))
            : null;

    private ByteString CallerOf(UseCaller caller) => ByteString.CopyFrom(secrets.UseCallerLookup(caller.System).Span);

    private static LedgerException NoObjection() => new(LedgerError.NotFound, "没有对本系统用证的此项异议。", "There is no such objection to a use of this system.");
}
