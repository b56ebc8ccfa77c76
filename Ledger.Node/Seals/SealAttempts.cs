using Ledger.Node.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Seals;

/// <summary>
/// Writes down who tried to use a seal without the right to: at most one event a minute for each authority, system and licence type,
/// with the number of attempts, so that a caller in a loop does not fill the log. What was counted and not written when the process is
/// killed is lost; the refusals themselves were given.
/// </summary>
internal sealed partial class SealAttempts(LedgerWriter ledger, TimeProvider time, ILogger<SealAttempts> logger) : BackgroundService
{
    /// <summary>At most one event in this time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _counting = new();

    // As many as there are systems in the settings times types in the catalogue, at the very most.
    private readonly Dictionary<(SealUserName User, string Type), Count> _counts = [];

    /// <summary>Counts attempts, and enters them unless that was done within the last minute. Never fails: a refusal is given all the same.</summary>
    /// <param name="user">Who tried.</param>
    /// <param name="licenceType">证照类型代码, one of the catalogue's.</param>
    /// <param name="reason">Why the newest was refused.</param>
    /// <param name="attempts">How many.</param>
    public async Task NoteAsync(SealUserName user, string licenceType, LedgerError reason, long attempts)
    {
        DateTimeOffset now = time.GetUtcNow();
        SealUseRefused? due;
        lock (_counting)
        {
            (SealUserName, string) key = (user, licenceType);
            Count count = _counts.TryGetValue(key, out Count? known) ? known : _counts[key] = new Count();
            count.Waiting += attempts;
            count.Reason = reason;
            due = count.TakeIfDue(user, licenceType, now);
        }

        await EnterAsync(due is null ? [] : [due]);
    }

    /// <summary>Enters what has waited for a minute, and forgets what has nothing waiting.</summary>
    public async Task FlushAsync()
    {
        DateTimeOffset now = time.GetUtcNow();
        List<SealUseRefused> due = [];
        lock (_counting)
        {
            foreach (((SealUserName user, string type), Count count) in _counts.ToArray())
            {
                if (count.TakeIfDue(user, type, now) is { } refused)
                {
                    due.Add(refused);
                }
                else if (count.Waiting == 0 && now - count.Entered >= Window)
                {
                    _counts.Remove((user, type));
                }
            }
        }

        await EnterAsync(due);
    }

    /// <summary>Looks every minute for what waits.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer minute = new(Window, time);
        while (await minute.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync();
        }
    }

    private async Task EnterAsync(List<SealUseRefused> due)
    {
        if (due.Count == 0)
        {
            return;
        }

        try
        {
            await ledger.WriteAsync(
                write =>
                {
                    due.ForEach(refused => write.Append(refused));
                    return due.Count;
                },
                CancellationToken.None);
        }
        catch (LedgerException e)
        {
            NotEntered(due.Count, e.Error.Code());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Events} events about refused uses of seals could not be entered: {Reason}.")]
    private partial void NotEntered(int events, string reason);

    private sealed class Count
    {
        public long Waiting { get; set; }

        public LedgerError Reason { get; set; }

        public DateTimeOffset Entered { get; private set; } = DateTimeOffset.MinValue;

        public SealUseRefused? TakeIfDue(SealUserName user, string licenceType, DateTimeOffset now)
        {
            // A clock that was set back must not silence the record.
            if (Waiting == 0 || (now >= Entered && now - Entered < Window))
            {
                return null;
            }

            SealUseRefused refused = new()
            {
                Handle = SealGrantTable.AttemptsOf(user.Authority),
                Authority = user.Authority,
                LicenceType = licenceType,
                System = user.System,
                ReasonCode = Reason.Code(),
                Count = Waiting,
            };
            (Waiting, Entered) = (0, now);
            return refused;
        }
    }
}
