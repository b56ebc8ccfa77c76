using System.Globalization;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>How the mirror says how far it is, and what is wrong.</summary>
internal sealed partial class LogMirror
{
    private void NoteClaim(long size)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _aheadSince = size > (_verified?.Size ?? 0) ? _aheadSince ?? now : null;
        lock (_turn)
        {
            _state = _state with { ClaimedSize = long.Max(size, _state.ClaimedSize) };
        }
    }

    /// <summary>
    /// Until when the log is known to have said all there is: the time of its newest map commit, or of a quorum that has confirmed the
    /// checkpoint since. A log in which nothing happens for days is in order as long as others say so.
    /// </summary>
    private async Task<DateTimeOffset?> LastConfirmedAsync(MirrorGrowth growth, CancellationToken cancel)
    {
        DateTimeOffset? signed = growth.Auditor.LastMapCommit?.Time;
        if (_log.Witnesses is not TlogPolicy policy || _time.GetUtcNow() - signed <= _limits.Age)
        {
            return signed;
        }

        try
        {
            byte[] shown = await _read(TilePath.Checkpoint, SignedNote.MaxLength, cancel);
            return SignedCheckpoint.Read(shown, _log.Ed25519, _log.Origin) is not null
                ? policy.Evaluate(SignedNote.Parse(shown)).QuorumTime ?? signed
                : signed;
        }
        catch (FormatException)
        {
            return signed; // it shows nothing that confirms it
        }
    }

    private void SayHowFar(bool isLeft, DateTimeOffset? newest = null)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _aheadSince = isLeft ? _aheadSince : null;
        long size = _verified?.Size ?? 0;
        (MirrorTrouble, string, string) trouble =
            now - _aheadSince > _limits.Lag
                ? (MirrorTrouble.Behind, $"副本自 {Text(_aheadSince)} 起落后于其签署的检查点。", $"Since {Text(_aheadSince)} the copy is behind what it signed.")
            : isLeft && _known is not null && _verified is null
                ? (MirrorTrouble.CopyDamaged, _state.Chinese, _state.English)
            : now - newest > _limits.Age
                ? (MirrorTrouble.Behind, $"其最新 MapCommit 或最后的足额见证为 {Text(newest)}，此后再无消息。", $"Its newest map commit, or the last quorum for it, is of {Text(newest)}; nothing was heard since.")
            : (MirrorTrouble.None, "", "");
        lock (_turn)
        {
            (MirrorTrouble kind, string chinese, string english) = trouble;
            _state = new MirrorState(size, isLeft ? _state.Time : now, _state.ClaimedSize, kind, chinese, english);
        }
    }

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private void Fail(MirrorTrouble trouble, string chinese, string english)
    {
        lock (_turn)
        {
            _state = _state with { Trouble = trouble, Chinese = chinese, English = english };
        }
    }
}
