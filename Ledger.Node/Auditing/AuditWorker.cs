using Ledger.Node.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Auditing;

/// <summary>Records the summaries of refusals, and lets the log commit to what the audit log has grown by: from time to time, and at the end.</summary>
internal sealed partial class AuditWorker(
    LedgerWriter ledger, AuditSummary summary, TimeSpan period, TimeProvider time, ILogger<AuditWorker> logger) : BackgroundService
{
    /// <summary>Does both now. Never fails: what was not done is done the next time.</summary>
    public async Task RunOnceAsync(CancellationToken cancel)
    {
        if (ledger.State.Mode is not WriterMode.Writing)
        {
            return;
        }

        try
        {
            await summary.RecordAsync();
            if (ledger.HasUncommittedAudit)
            {
                await ledger.CommitAuditAsync(cancel);
            }
        }
        catch (LedgerException failure)
        {
            Failed(failure.Error.Code());
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RunOnceAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunOnceAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log could not commit to the audit log now: {Code}.")]
    private partial void Failed(string code);
}
