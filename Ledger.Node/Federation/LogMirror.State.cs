using System.Globalization;

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

    private void SayHowFar(MirrorGrowth growth, bool isLeft)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _aheadSince = isLeft ? _aheadSince : null;
        long size = _verified?.Size ?? 0;
        DateTimeOffset? newest = isLeft ? null : growth.Auditor.LastMapCommit?.Time;
        (MirrorTrouble, string, string) trouble =
            now - _aheadSince > _limits.Lag
                ? (MirrorTrouble.Behind, $"副本自 {Text(_aheadSince)} 起落后于其签署的检查点。", $"Since {Text(_aheadSince)} the copy is behind what it signed.")
            : isLeft && _known is not null && _verified is null
                ? (MirrorTrouble.CopyDamaged, _state.Chinese, _state.English)
            : now - newest > _limits.Age
                ? (MirrorTrouble.Behind, $"其最新 MapCommit 为 {Text(newest)}，此后再无检查点。", $"Its newest map commit is of {Text(newest)}; it has signed nothing since.")
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
