using Ledger.Node.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Anchoring;

/// <summary>Reads the provinces' keys from the chain every minute. A chain that does not answer changes nothing; what was read before grows old.</summary>
internal sealed partial class TrustFollower(
    TrustReader reader, ProvinceKeys keys, IReadOnlyList<string> divisions, TimeProvider time, ILogger<TrustFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private bool _isTold;

    /// <summary>Reads once. False where the chain gave no answer that counts.</summary>
    public async Task<bool> StepAsync(CancellationToken cancel)
    {
        try
        {
            Dictionary<string, (long, IReadOnlyList<ProvinceEpoch>)> read = [];
            foreach (string division in divisions)
            {
                read.Add(division, await reader.ReadAsync(division, cancel));
            }

            keys.Update(read);
            _isTold = false;
            return true;
        }
        catch (Exception e) when (e is EvmException or InvalidDataException)
        {
            if (!_isTold)
            {
                _isTold = true;
                LogSilence(logger, e.Message);
            }

            return false;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            _ = await StepAsync(stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The provinces' keys were not read from the chain; those read last count for 24 hours from then on. {Reason}")]
    private static partial void LogSilence(ILogger logger, string reason);
}
