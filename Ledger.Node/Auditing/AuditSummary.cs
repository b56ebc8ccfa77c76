namespace Ledger.Node.Auditing;

/// <summary>
/// Refusals of callers who did not say who they are: counted, and recorded as one entry a minute for each action, network and code, so
/// that a stranger in a loop does not fill the audit log. Nobody waits for these; what was counted and not recorded when the process is
/// killed is lost.
/// </summary>
/// <param name="desk">Records the entries.</param>
internal sealed class AuditSummary(AuditDesk desk)
{
    /// <summary>So many kinds are told apart in a minute; the rest share one entry.</summary>
    public const int MostKinds = 256;

    private const string Rest = "others";

    private readonly Lock _counting = new();
    private Dictionary<Kind, Tally> _counts = [];

    /// <summary>Counts one refusal.</summary>
    /// <param name="action">Method and route.</param>
    /// <param name="network">Network of the caller.</param>
    /// <param name="code">Stable code of the refusal.</param>
    /// <param name="status">HTTP status.</param>
    public void Count(string action, string network, string code, int status)
    {
        lock (_counting)
        {
            Kind kind = new(action, network, code);
            kind = _counts.Count < MostKinds || _counts.ContainsKey(kind) ? kind : new Kind(Rest, Rest, Rest);
            _counts[kind] = new Tally(_counts.GetValueOrDefault(kind).Count + 1, status);
        }
    }

    /// <summary>Records what was counted since the last time. What cannot be recorded now is counted on.</summary>
    /// <exception cref="LedgerException">As <see cref="AuditDesk.RecordAsync"/>.</exception>
    public async Task RecordAsync()
    {
        Dictionary<Kind, Tally> counts;
        lock (_counting)
        {
            (counts, _counts) = (_counts, []);
        }

        try
        {
            foreach ((Kind kind, Tally tally) in counts.ToArray())
            {
                await desk.RecordAsync(new AuditEntry
                {
                    Actor = AuditActor.Anyone,
                    Action = kind.Action,
                    Network = kind.Network,
                    Code = kind.Code,
                    Status = tally.Status,
                    Count = tally.Count,
                });
                counts.Remove(kind);
            }
        }
        finally
        {
            TakeBack(counts);
        }
    }

    private void TakeBack(Dictionary<Kind, Tally> counts)
    {
        lock (_counting)
        {
            foreach ((Kind kind, Tally tally) in counts)
            {
                _counts[kind] = tally with { Count = tally.Count + _counts.GetValueOrDefault(kind).Count };
            }
        }
    }

    private readonly record struct Kind(string Action, string Network, string Code);

    private readonly record struct Tally(long Count, int Status);
}
